import { assert, describe, it } from "@effect/vitest"
import { layerWallet } from "@laurel/adapters/payments"
import {
  Charges,
  decodeDefinition,
  define,
  Entries,
  type Entry,
  join,
  joinWithFee,
  openStates,
  publish
} from "@laurel/core/challenge"
import { chargesContract } from "@laurel/core/contracts"
import { Ledger } from "@laurel/core/ledger"
import { VirtualClock } from "@laurel/core/runtime"
import { ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Layer, Result } from "effect"
import { embeddedWorld, postgresWorld } from "./database.ts"
import { answeredFields } from "./definitions.ts"

const organiser = PrincipalId.make("olivia")

/** A challenge with room for seven, in teams of three at most. */
const march = Result.getOrThrow(
  decodeDefinition({
    id: "march",
    name: "March steps",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
    entries: { maximum: 7 },
    teams: { maximum: 3, score: { _tag: "Sum" } },
    metrics: [{ name: "steps" }],
    score: { _tag: "Total", metric: "steps" },
    currency: "EUR",
    prizes: {
      funding: { entryFee: "2500" },
      stages: [{ name: "main", awards: [{ _tag: "WinnerTakesAll" }] }],
      residual: "Platform",
      degenerate: answeredFields
    }
  })
)

const now = Date.UTC(2026, 1, 1)

const entryOf = (number: number): Entry => ({
  participantId: ParticipantId.make(`p-${number}`),
  userId: UserId.make(`u-${number}`),
  enteredAt: now,
  team: ParticipantId.make(`team-${number % 3}`),
  categories: [],
  status: "Active",
  fee: { payer: `u-${number}`, minorUnits: 2500n }
})

/** Many who want in at the same time, each twice; some have paid elsewhere. */
const rush = Effect.gen(function* () {
  yield* define(march, organiser)
  yield* publish(march.id, organiser)
  const attempts = Array.from({ length: 24 }, (_, index) =>
    index % 5 === 0
      ? Effect.map(join(march.id, [entryOf(index % 12)]), ([outcome]) => outcome?._tag)
      : Effect.map(joinWithFee(march.id, entryOf(index % 12), `worker ${index}`), ({ _tag }) => _tag)
  )
  const outcomes = yield* Effect.all(attempts, { concurrency: "unbounded" })
  const field = yield* (yield* Entries).all(march.id)
  const size = (team: string) => field.filter((entry) => entry.team === team).length
  assert.isAtMost(field.length, 7)
  for (const team of ["team-0", "team-1", "team-2"]) assert.isAtMost(size(team), 3)
  assert.strictEqual(outcomes.filter((tag) => tag === "Entered").length, field.length)
  assert.deepStrictEqual(yield* (yield* Charges).inStates(march.id, openStates), [])
  const paidIn = (yield* (yield* Ledger).totals(march.id)).reduce((sum, one) => sum + one.paidIn, 0n)
  const owedBack = (yield* (yield* Charges).inStates(march.id, ["OwedBack"])).length
  assert.strictEqual(paidIn, 2500n * BigInt(field.length + owedBack))
  const charged = (yield* (yield* Charges).inStates(march.id, ["Charged"])).length
  assert.strictEqual(field.filter(({ fee }) => fee?.charge !== undefined).length, charged)
})

for (const [adapter, world] of [
  ["Postgres", postgresWorld()],
  ["the embedded store", embeddedWorld()]
] as const) {
  chargesContract(adapter, world, { runs: 10 })

  describe(`joining with a fee (${adapter})`, () => {
    it("never more enter than there is room for, and who is charged has entered, whatever runs at the same time", () =>
      Effect.runPromise(
        rush.pipe(
          Effect.provide(Layer.fresh(Layer.merge(world, layerWallet))),
          Effect.provideService(Clock.Clock, new VirtualClock(now))
        )
      ))
  })
}
