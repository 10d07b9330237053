import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { around, hasScore, type Ranked, rank, ranksOf, standingsHash, top } from "../../src/ranking/index.ts"
import { canonicalJson, compareIds, Name, ParticipantId, sha256Hex } from "../../src/shared/index.ts"
import { anyField, ruleOf, standing } from "./standings.ts"

const ranking = rank(ruleOf(), [
  standing("a", 50),
  standing("b", 40),
  standing("c", 40),
  standing("d", 30),
  standing("e", 20),
  standing("x", 0, { status: "Withdrawn" })
])
const shown = (some: ReadonlyArray<Ranked>) => some.map((one) => `${one.standing.participantId}${one.rank}`).join(" ")
const id = (text: string): ParticipantId => ParticipantId.make(text)

describe("every board answers", () => {
  it("a score is shown by who is scored, or stays below the minimum to qualify", () => {
    const statuses = ["Scored", "Missing", "Unqualified", "Withdrawn", "Disqualified"] as const
    assert.deepStrictEqual(
      statuses.filter((status) => hasScore({ status })),
      ["Scored", "Unqualified"]
    )
  })

  it("top n", () => {
    assert.strictEqual(shown(top(ranking, 2)), "a1 b2")
    assert.strictEqual(shown(top(ranking, 0)), "")
    assert.strictEqual(shown(top(ranking, -1)), "")
    assert.strictEqual(shown(top(ranking, 5)), "a1 b2 c2 d4 e5")
    assert.strictEqual(shown(top(ranking, 99)), "a1 b2 c2 d4 e5")
  })

  it("around one", () => {
    assert.strictEqual(shown(around(ranking, id("c"), 1)), "b2 c2 d4")
    assert.strictEqual(shown(around(ranking, id("c"), 0)), "c2")
    assert.strictEqual(shown(around(ranking, id("a"), 2)), "a1 b2 c2")
    assert.strictEqual(shown(around(ranking, id("e"), 2)), "c2 d4 e5")
    assert.strictEqual(shown(around(ranking, id("b"), 9)), "a1 b2 c2 d4 e5")
    assert.strictEqual(shown(around(ranking, id("x"), 2)), "")
    assert.strictEqual(shown(around(ranking, id("nobody"), 2)), "")
  })

  it("ranks of many (a circle, friends)", () => {
    assert.strictEqual(shown(ranksOf(ranking, [id("d"), id("nobody"), id("b"), id("x"), id("d")])), "b2 d4")
    assert.strictEqual(shown(ranksOf(ranking, new Set([id("e")]))), "e5")
    assert.strictEqual(shown(ranksOf(ranking, [])), "")
  })
})

describe("the hash of standings", () => {
  it("is SHA-256 over everything they hold in canonical JSON, by participant id", () => {
    const more = { division: Name.make("masters"), team: ParticipantId.make("reds"), measures: { b: 2, a: 1 } }
    fc.assert(
      fc.property(anyField(2, 10), fc.nat({ max: 9 }), (field, which) => {
        const standings = field.map((one, index) => (index === which ? { ...one, ...more } : one))
        const sorted = standings.toSorted((a, b) => compareIds(a.participantId, b.participantId))
        assert.strictEqual(standingsHash(standings), sha256Hex(canonicalJson(sorted.map((one) => ({ ...one })))))
      })
    )
  })
})
