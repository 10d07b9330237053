import { assert, describe, it } from "@effect/vitest"
import { type Challenge, differingField, type Entry, refusalOf, scheduleOf } from "@laurel/core/challenge"
import { Name, ParticipantId, UserId } from "@laurel/core/shared"
import { definitionOf, inEveryState } from "./definitions.ts"

const ada: Entry = {
  participantId: ParticipantId.make("ada"),
  userId: UserId.make("ada"),
  enteredAt: 0,
  categories: [],
  status: "Active"
}
const team = ParticipantId.make("reds")

const published = (changes: Readonly<Record<string, unknown>> = {}): Challenge =>
  inEveryState(definitionOf(changes)).Published
const now = Date.parse("2026-02-20T12:00:00Z")

describe("an entry", () => {
  it("is taken while the challenge is published or running, and in no other state", () => {
    const states = inEveryState(definitionOf())
    for (const challenge of Object.values(states)) {
      const expected = challenge._tag === "Published" || challenge._tag === "Running" ? undefined : "ChallengeNotOpen"
      assert.strictEqual(refusalOf(challenge, ada, now, 0n), expected, challenge._tag)
    }
  })

  it("is taken from the opening of entries until before they close", () => {
    const challenge = published({ entries: { opens: "2026-02-10", closes: "2026-02-25" } })
    const { entriesOpen, entriesClose } = scheduleOf(challenge.definition)
    assert.strictEqual(refusalOf(challenge, ada, (entriesOpen ?? 0) - 1, 0n), "EntriesNotOpenYet")
    assert.isUndefined(refusalOf(challenge, ada, entriesOpen ?? 0, 0n))
    assert.isUndefined(refusalOf(challenge, ada, entriesClose - 1, 0n))
    assert.strictEqual(refusalOf(challenge, ada, entriesClose, 0n), "EntriesClosed")
  })

  it("names a division exactly when the challenge has divisions", () => {
    const divided = published({ divisions: ["women", "men"] })
    const women = { ...ada, division: Name.make("women") }
    assert.isUndefined(refusalOf(divided, women, now, 0n))
    assert.strictEqual(refusalOf(divided, ada, now, 0n), "UnknownDivision")
    assert.strictEqual(refusalOf(divided, { ...ada, division: Name.make("open") }, now, 0n), "UnknownDivision")
    assert.strictEqual(refusalOf(published(), women, now, 0n), "UnknownDivision")
  })

  it("names a team exactly when the challenge has teams", () => {
    const teams = published({ teams: { score: { _tag: "Sum" } } })
    assert.isUndefined(refusalOf(teams, { ...ada, team }, now, 0n))
    assert.strictEqual(refusalOf(teams, ada, now, 0n), "TeamMismatch")
    assert.strictEqual(refusalOf(published(), { ...ada, team }, now, 0n), "TeamMismatch")
  })

  it("pays exactly the fee that is due", () => {
    const paid = (minorUnits: bigint): Entry => ({ ...ada, fee: { payer: "ada", minorUnits } })
    assert.isUndefined(refusalOf(published(), paid(2500n), now, 2500n))
    assert.strictEqual(refusalOf(published(), paid(2499n), now, 2500n), "WrongFee")
    assert.strictEqual(refusalOf(published(), ada, now, 2500n), "WrongFee")
    assert.strictEqual(refusalOf(published(), paid(1n), now, 0n), "WrongFee")
  })

  it("that differs from the one there names the first field that does", () => {
    const fee = { payer: "ada", minorUnits: 5n }
    assert.isUndefined(differingField({ ...ada, fee }, { ...ada, fee: { ...fee }, enteredAt: 99 }))
    assert.strictEqual(differingField(ada, { ...ada, participantId: team }), "participantId")
    assert.strictEqual(differingField(ada, { ...ada, userId: UserId.make("lin") }), "userId")
    assert.strictEqual(differingField(ada, { ...ada, team }), "team")
    assert.strictEqual(differingField(ada, { ...ada, division: Name.make("men") }), "division")
    assert.strictEqual(differingField({ ...ada, fee }, { ...ada, fee: { ...fee, payer: "eve" } }), "fee")
    assert.strictEqual(differingField({ ...ada, fee }, { ...ada, fee: { ...fee, minorUnits: 6n } }), "fee")
  })
})
