import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { layerStripe } from "@laurel/adapters/payments"
import {
  decodeDefinition,
  define,
  Entries,
  type Entry,
  joinWithFee,
  publish,
  reconcileCharges,
  reportCharge
} from "@laurel/core/challenge"
import { balances, conservation, Ledger } from "@laurel/core/ledger"
import { PaymentProvider } from "@laurel/core/payment"
import { VirtualClock } from "@laurel/core/runtime"
import { cancel, pay, payoutLinesOf, reconcile, report, retry } from "@laurel/core/settlement"
import { ChallengeId, Currency, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Layer, Result } from "effect"
import fc from "fast-check"
import { answeredFields } from "./definitions.ts"
import type { FaultKind } from "./simulatedProvider/Fault.ts"
import { type SimulatedProvider, startSimulatedProvider } from "./simulatedProvider/startSimulatedProvider.ts"

let simulated: SimulatedProvider | undefined

const provider = (): SimulatedProvider => simulated ?? assert.fail("the simulated provider does not run")

beforeAll(async () => {
  simulated = await startSimulatedProvider()
})

afterAll(() => simulated?.stop())

const layer = Layer.unwrap(
  Effect.promise(async () => {
    await provider().reset()
    const stripe = layerStripe({
      apiKey: "sk_test_simulated",
      baseUrl: provider().url,
      timeoutMs: 10_000,
      retries: 0,
      destinationOf: async (recipient) => `acct_${recipient}`,
      payerOf: async (payer) => ({ customer: `cus_${payer}`, paymentMethod: "pm" })
    })
    return stripe.pipe(Layer.provideMerge(Memory.layer))
  })
)

const challengeId = ChallengeId.make("march")
const organiser = PrincipalId.make("olivia")
const euro = Currency.make("EUR")
const person = { _tag: "Person", by: organiser, note: "the provider's own record" } as const

const march = Result.getOrThrow(
  decodeDefinition({
    id: "march",
    name: "March steps",
    zone: "UTC",
    window: { start: "2026-03-01", end: "2026-04-01" },
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

/** Entries of three people, of whom ada pays for two. */
const entries = ["ada", "bob", "cyd"].map(
  (name): Entry => ({
    participantId: ParticipantId.make(name),
    userId: UserId.make(name),
    enteredAt: 0,
    categories: [],
    status: "Active",
    fee: { payer: name === "cyd" ? "ada" : name, minorUnits: 2500n }
  })
)

/** What is unknown is looked up, and what the provider never heard of a person decides; until nothing is. */
const clearCharges = Effect.fnUntraced(function* () {
  for (const charge of yield* reconcileCharges(challengeId)) {
    if (charge._tag !== "Unknown") continue
    yield* reportCharge(challengeId, { key: charge.key, outcome: "Refused", evidence: person })
  }
})

const joined = Effect.fnUntraced(function* (entry: Entry) {
  for (let round = 0; round < 12; round++) {
    const { _tag } = yield* joinWithFee(challengeId, entry, `worker ${round}`)
    if (_tag === "Entered" || _tag === "AlreadyEntered") return
    yield* clearCharges()
    if (round % 3 === 0) yield* Effect.promise(() => provider().forget())
  }
})

/** What a person sees who looks a refund up in the provider's own record: whether any part of it was made. */
const hasMoved = (key: string) =>
  Effect.promise(async () => (await provider().ledger()).some((movement) => movement.key.startsWith(key)))

const refunded = Effect.fnUntraced(function* () {
  for (let round = 0; round < 12; round++) {
    yield* pay(challengeId, `worker ${round}`)
    if (round % 3 === 0) yield* Effect.promise(() => provider().forget())
    if ((yield* reconcile(challengeId))._tag === "Refunded") return
    for (const line of yield* payoutLinesOf(challengeId)) {
      if (line._tag === "Unknown") {
        const { key } = line.attempt
        // A refund that was made in part is left to the look-up, which goes on with it once Stripe has forgotten the keys.
        if (yield* hasMoved(key)) continue
        yield* report(challengeId, { attemptKey: key, outcome: "Refused", evidence: person })
      }
      yield* retry(challengeId, line.key).pipe(Effect.catchTag("PayoutTransitionForbidden", () => Effect.void))
    }
  }
})

/** The money that the provider holds by its own record, of us and of each payment that it gives back. */
const heldByProvider = Effect.promise(async () => {
  const moved = await provider().ledger()
  const net = moved.reduce((sum, { kind, amount }) => sum + (kind === "charge" ? amount : -amount), 0)
  const refunds = moved.filter(({ kind }) => kind === "refund").map(({ party }) => party)
  return { net: BigInt(net), charges: moved.filter(({ kind }) => kind === "charge").length, refunds }
})

const booksSay = Effect.gen(function* () {
  const all = yield* (yield* Ledger).entriesOf(challengeId)
  assert.isTrue(conservation(all, challengeId).every(({ holds }) => holds))
  return balances(all).held({ _tag: "ProviderClearing" }, euro)
})

const kinds: ReadonlyArray<FaultKind> = [
  "declines",
  "fails before",
  "fails after",
  "drops",
  "answers twice",
  "is in progress",
  "is busy"
]

const faults = fc.array(
  fc.record({
    on: fc.constantFrom("payment_intents" as const, "refunds" as const),
    kind: fc.constantFrom(...kinds),
    times: fc.integer({ min: 1, max: 2 })
  }),
  { maxLength: 6 }
)

describe("a challenge whose provider has bad days", () => {
  it("charges and refunds so that our books are what the provider's record says, to the cent", () =>
    fc.assert(
      fc.asyncProperty(faults, (badDays) =>
        Effect.runPromise(
          Effect.gen(function* () {
            yield* Effect.promise(() => provider().faults(...badDays))
            yield* define(march, organiser)
            yield* publish(challengeId, organiser)
            yield* Effect.forEach(entries, joined)
            assert.strictEqual((yield* (yield* Entries).all(challengeId)).length, 3)
            const before = yield* heldByProvider
            assert.strictEqual(yield* booksSay, before.net)
            assert.strictEqual(before.net, 7500n)
            yield* cancel(challengeId, organiser, "rain")
            yield* refunded()
            const after = yield* heldByProvider
            assert.strictEqual(yield* booksSay, after.net)
            assert.deepStrictEqual([after.net, after.charges], [0n, 3])
            assert.strictEqual(new Set(after.refunds).size, 3)
            assert.isDefined(yield* PaymentProvider)
          }).pipe(
            Effect.provide(Layer.fresh(layer)),
            Effect.provideService(Clock.Clock, new VirtualClock(Date.UTC(2026, 1, 1)))
          )
        )
      ),
      { numRuns: 12 }
    ))
})
