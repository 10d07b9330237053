import { assert, describe, it } from "@effect/vitest"
import {
  type Challenge,
  differingField,
  type Entry,
  type EntryRefusal,
  refusalOf,
  scheduleOf
} from "@laurel/core/challenge"
import { Name, ParticipantId, UserId } from "@laurel/core/shared"
import { definitionOf, inEveryState } from "./definitions.ts"

const ada: Entry = {
  participantId: ParticipantId.make("ada"),
  userId: UserId.make("ada"),
  enteredAt: Date.parse("2026-02-20T12:00:00Z"),
  categories: [],
  status: "Active"
}
const team = ParticipantId.make("reds")

const published = (changes: Readonly<Record<string, unknown>> = {}): Challenge =>
  inEveryState(definitionOf(changes)).Published
const now = ada.enteredAt
const enteredAt = (instant: number): Entry => ({ ...ada, enteredAt: instant })

const rising = [
  { until: "2026-02-10T00:00:00Z", amount: "2000" },
  { until: "2026-02-21T00:00:00Z", amount: "2500" }
]
const prizes = {
  stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["100%"] }] }],
  residual: "Platform",
  degenerate: { allScoresZero: "Refund", noWinner: "Refund" }
}

type Combination = readonly [at: number, asked: number, division: boolean, team: boolean, fee: boolean]

const combinations = (instants: ReadonlyArray<number>): ReadonlyArray<Combination> =>
  instants.flatMap((at) =>
    instants.flatMap((asked) =>
      Array.from({ length: 8 }, (_, bits): Combination => [at, asked, (bits & 1) > 0, (bits & 2) > 0, (bits & 4) > 0])
    )
  )

describe("an entry", () => {
  it("is taken while the challenge is published or running, and in no other state", () => {
    const states = inEveryState(definitionOf())
    for (const challenge of Object.values(states)) {
      const expected = challenge._tag === "Published" || challenge._tag === "Running" ? undefined : "ChallengeNotOpen"
      assert.strictEqual(refusalOf(challenge, ada, now), expected, challenge._tag)
    }
  })

  it("is taken from the opening of entries until before they close", () => {
    const challenge = published({ entries: { opens: "2026-02-10", closes: "2026-02-25" } })
    const { entriesOpen, entriesClose } = scheduleOf(challenge.definition)
    assert.strictEqual(refusalOf(challenge, enteredAt((entriesOpen ?? 0) - 1), now), "EntriesNotOpenYet")
    assert.isUndefined(refusalOf(challenge, enteredAt(entriesOpen ?? 0), now))
    assert.isUndefined(refusalOf(challenge, enteredAt(entriesClose - 1), entriesClose))
    assert.strictEqual(refusalOf(challenge, enteredAt(entriesClose), entriesClose), "EntriesClosed")
  })

  it("names a division exactly when the challenge has divisions", () => {
    const divided = published({ divisions: ["women", "men"] })
    const women = { ...ada, division: Name.make("women") }
    assert.isUndefined(refusalOf(divided, women, now))
    assert.strictEqual(refusalOf(divided, ada, now), "UnknownDivision")
    assert.strictEqual(refusalOf(divided, { ...ada, division: Name.make("open") }, now), "UnknownDivision")
    assert.strictEqual(refusalOf(published(), women, now), "UnknownDivision")
  })

  it("names a team exactly when the challenge has teams", () => {
    const teams = published({ teams: { score: { _tag: "Sum" } } })
    assert.isUndefined(refusalOf(teams, { ...ada, team }, now))
    assert.strictEqual(refusalOf(teams, ada, now), "TeamMismatch")
    assert.strictEqual(refusalOf(published(), { ...ada, team }, now), "TeamMismatch")
  })

  it("is not made at an instant that has not come", () => {
    assert.strictEqual(refusalOf(published(), ada, now - 1), "EnteredInFuture")
    assert.isUndefined(refusalOf(published(), ada, now))
  })

  it("pays exactly the fee that is due when it is made", () => {
    const paid = (minorUnits: bigint, instant = now): Entry => ({
      ...enteredAt(instant),
      fee: { payer: "ada", minorUnits }
    })
    const asking = published({ currency: "EUR", prizes: { ...prizes, funding: { entryFee: rising } } })
    assert.isUndefined(refusalOf(asking, paid(2500n), now))
    assert.strictEqual(refusalOf(asking, paid(2499n), now), "WrongFee")
    assert.strictEqual(refusalOf(asking, ada, now), "WrongFee")
    const early = Date.parse("2026-02-09T00:00:00Z")
    assert.isUndefined(refusalOf(asking, paid(2000n, early), now))
    assert.strictEqual(refusalOf(asking, paid(2500n, early), now), "WrongFee")
    assert.strictEqual(refusalOf(published(), paid(1n), now), "WrongFee")
  })

  it("is refused for the first reason of several, in the order in which they are declared", () => {
    const order: ReadonlyArray<EntryRefusal> = [
      "ChallengeNotOpen",
      "EnteredInFuture",
      "EntriesNotOpenYet",
      "EntriesClosed",
      "UnknownDivision",
      "TeamMismatch",
      "WrongFee"
    ]
    const states = inEveryState(definitionOf({ entries: { opens: "2026-02-10", closes: "2026-02-25" } }))
    const instants = [Date.parse("2026-02-01T00:00:00Z"), now, Date.parse("2026-03-10T00:00:00Z")]
    const several = new Set<string>()
    for (const challenge of Object.values(states)) {
      const { entriesOpen = 0, entriesClose } = scheduleOf(challenge.definition)
      for (const [at, asked, division, inTeam, fee] of combinations(instants)) {
        const entry: Entry = {
          ...enteredAt(at),
          ...(division ? { division: Name.make("men") } : {}),
          ...(inTeam ? { team } : {}),
          ...(fee ? { fee: { payer: "ada", minorUnits: 1n } } : {})
        }
        const reasons: Partial<Record<EntryRefusal, boolean>> = {
          ChallengeNotOpen: challenge._tag !== "Published" && challenge._tag !== "Running",
          EnteredInFuture: at > asked,
          EntriesNotOpenYet: at < entriesOpen,
          EntriesClosed: at >= entriesClose,
          UnknownDivision: division,
          TeamMismatch: inTeam,
          WrongFee: fee
        }
        const found = order.filter((reason) => reasons[reason] === true)
        if (found[1] !== undefined) several.add(`${found[0]} before ${found[1]}`)
        assert.strictEqual(refusalOf(challenge, entry, asked), found[0])
      }
    }
    assert.isAtLeast(several.size, 12)
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
