import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { differenceOf, rowsIn, type Tier, withDifference } from "../../src/board/index.ts"
import { isEmpty } from "../../src/board/live/differenceOf.ts"
import { boardsOf, ranked } from "./rankedRows.ts"

/** A tier in the middle of small boards: rows come from above and from below. */
const tier: Tier = { name: "next", firstPlace: 3, lastPlace: 6, everyMs: 1 }
const listings = boardsOf(9).map((rows) => rowsIn(tier, rows))

describe("differences between lists of rows", () => {
  it("say who entered, who left, and who moved from where, if only by the score", () => {
    const before = ranked({ ada: 9, bob: 7, cy: 5 })
    const after = ranked({ cy: 12, ada: 10, dan: 1 })
    const [cy, ada, dan] = [after[0]!, after[1]!, after[2]!]
    assert.deepStrictEqual(differenceOf(before, after), {
      entered: [dan],
      left: [{ participantId: before[1]!.participantId, rank: 2, place: 2 }],
      moved: [
        { row: cy, from: { rank: 3, place: 3 } },
        { row: ada, from: { rank: 1, place: 1 } }
      ]
    })
    const higher = ranked({ ada: 10, bob: 7, cy: 5 })
    assert.deepStrictEqual(differenceOf(before, higher), {
      entered: [],
      left: [],
      moved: [{ row: higher[0]!, from: { rank: 1, place: 1 } }]
    })
  })

  it("see each field of a row", () => {
    const [row] = ranked({ ada: 9 })
    if (row === undefined) return assert.fail("there is a row")
    for (const other of [
      { ...row, rank: 2 },
      { ...row, place: 2 },
      { ...row, score: 8 },
      { ...row, tieBreak: [1] },
      { ...row, tieBreak: [] },
      { ...row, status: "Missing" as const }
    ])
      assert.deepStrictEqual(differenceOf([row], [other]).moved, [{ row: other, from: { rank: 1, place: 1 } }])
  })

  it("of equal lists are empty", () => {
    fc.assert(
      fc.property(listings, (rows) => {
        assert.isTrue(isEmpty(differenceOf(rows, structuredClone(rows))))
      })
    )
  })

  it("F51 make the later list out of the earlier", () => {
    fc.assert(
      fc.property(fc.array(listings, { minLength: 1, maxLength: 6 }), (lists) => {
        const folded = lists
          .slice(1)
          .reduce((rows, after, at) => withDifference(rows, differenceOf(lists[at] ?? [], after)), lists[0] ?? [])
        assert.deepStrictEqual(folded, lists.at(-1))
      })
    )
  })

  it("name nobody twice, no more rows than there are, and nobody as gone who was not there", () => {
    fc.assert(
      fc.property(listings, listings, (before, after) => {
        const { entered, left, moved } = differenceOf(before, after)
        const rows = [...entered, ...moved.map(({ row }) => row)]
        const ids = [...rows, ...left].map(({ participantId }) => participantId)
        assert.strictEqual(new Set(ids).size, ids.length)
        assert.isAtMost(rows.length, after.length)
        assert.isAtMost(left.length, before.length)
      })
    )
  })
})
