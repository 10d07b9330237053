import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import { layerStripe, layerWallet, stripeNews } from "@laurel/adapters/payments"
import { paymentProviderContract } from "@laurel/core/contracts"
import { type ChargeRequest, PaymentProvider, type PaymentRequest } from "@laurel/core/payment"
import { ChallengeId, Currency } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { stripeAmount } from "../src/payments/stripeAmount.ts"
import type { FaultKind } from "./simulatedProvider/Fault.ts"
import { simulatedSecret } from "./simulatedProvider/SimulatedStripe.ts"
import { type SimulatedProvider, startSimulatedProvider } from "./simulatedProvider/startSimulatedProvider.ts"

let simulated: SimulatedProvider | undefined

const provider = (): SimulatedProvider => simulated ?? assert.fail("the simulated provider does not run")

beforeAll(async () => {
  simulated = await startSimulatedProvider()
})

afterAll(() => simulated?.stop())

/** Far longer than the simulated provider takes on a busy machine; and how long a test waits that gets no answer. */
const patientMs = 10_000
const impatientMs = 400

/** The adapter against the simulated provider, which forgets what was before; nobody has an account who is called nobody. */
const layerWaiting = (timeoutMs: number) =>
  Layer.unwrap(
    Effect.promise(async () => {
      await provider().reset()
      return layerStripe({
        apiKey: "sk_test_simulated",
        baseUrl: provider().url,
        timeoutMs,
        retries: 1,
        destinationOf: async (recipient) => (recipient === "nobody" ? undefined : `acct_${recipient}`),
        payerOf: async (payer) =>
          payer === "nobody" ? undefined : { customer: `cus_${payer}`, paymentMethod: `pm_${payer}` }
      })
    })
  )

const common = {
  challengeId: ChallengeId.make("march"),
  currency: Currency.make("EUR"),
  minorUnits: 2500n
}
const prize = (key: string, recipient = "ada"): PaymentRequest => ({ ...common, key, recipient, claim: "prize" })
const fee = (key: string, payer = "ada"): ChargeRequest => ({ ...common, key, payer })

/** A test in a world of its own. */
const within =
  (effect: Effect.Effect<unknown, unknown, PaymentProvider>, timeoutMs = patientMs) =>
  () =>
    Effect.runPromise(Effect.asVoid(effect).pipe(Effect.provide(Layer.fresh(layerWaiting(timeoutMs)))))

/** How long to wait for a provider that treats a request so. */
const patienceWith = (kind: FaultKind): number => (kind === "is silent" || kind === "loses" ? impatientMs : patientMs)

const faults = (on: "transfers" | "payment_intents" | "refunds", kind: FaultKind, times = 9) =>
  Effect.promise(() => provider().faults({ on, kind, times }))

const forget = Effect.promise(() => provider().forget())

/** The money that really moved: what it was, how much, for whom. */
const moved = Effect.promise(async () =>
  (await provider().ledger()).map(({ kind, amount, party }) => `${kind} ${amount} ${party}`)
)

/** What a call comes to: the answer, or that nobody knows. */
const tagOf = (
  call: Effect.Effect<{ readonly _tag: string } | undefined, { readonly _tag: string }, PaymentProvider>
) => Effect.match(call, { onSuccess: (answer) => answer?._tag, onFailure: ({ _tag }) => _tag })

const pay = (request: PaymentRequest) => PaymentProvider.use((port) => port.pay(request))
const charge = (request: ChargeRequest) => PaymentProvider.use((port) => port.charge(request))
const lookUp = (request: PaymentRequest | ChargeRequest) =>
  PaymentProvider.use((port) => port.lookUp(request.key, request))

/** What moves money and is refused, or of which nothing is known, by the treatment that it meets. */
const treatments: ReadonlyArray<readonly [kind: FaultKind, answer: string, isMoved: boolean]> = [
  ["declines", "Declined", false],
  ["fails before", "PaymentUnknown", false],
  ["fails after", "PaymentUnknown", true],
  ["is silent", "PaymentUnknown", true],
  ["loses", "PaymentUnknown", false],
  ["is in progress", "PaymentUnknown", false],
  ["is busy", "PaymentUnknown", false],
  ["answers twice", "Paid", true]
]

paymentProviderContract("Stripe against a simulated provider", layerWaiting(patientMs), { runs: 10 })
paymentProviderContract("the wallet that is nothing but the ledger", layerWallet, {
  diverges: [
    {
      test: "`lookUp` says what became of a key; nothing when the provider never heard of it",
      reason: "it keeps nothing: to ask about a key is as good as to pay it"
    }
  ]
})

describe("Stripe against a simulated provider", () => {
  it(
    "a prize is a transfer to the recipient's connected account",
    within(
      Effect.gen(function* () {
        assert.deepInclude(yield* pay(prize("k1")), { _tag: "Paid", reference: "tr_1" })
        assert.deepStrictEqual(yield* moved, ["transfer 2500 acct_ada"])
      })
    )
  )

  it(
    "a charge is a payment that is made while the payer is away",
    within(
      Effect.gen(function* () {
        assert.deepInclude(yield* charge(fee("k1")), { _tag: "Paid", reference: "pi_1" })
        assert.deepInclude(yield* charge(fee("k1")), { _tag: "Paid", reference: "pi_1" })
        assert.deepStrictEqual(yield* moved, ["charge 2500 cus_ada"])
      })
    )
  )

  it(
    "who has no account there is declined, and nothing moves",
    within(
      Effect.gen(function* () {
        assert.strictEqual(yield* tagOf(pay(prize("k1", "nobody"))), "Declined")
        assert.strictEqual(yield* tagOf(charge(fee("k2", "nobody"))), "Declined")
        assert.deepStrictEqual(yield* moved, [])
      })
    )
  )

  for (const [kind, answer, isMoved] of treatments) {
    it(
      `a transfer where it ${kind} is ${answer}, and is looked up after that`,
      within(
        Effect.gen(function* () {
          yield* faults("transfers", kind)
          assert.strictEqual(yield* tagOf(pay(prize("k1"))), answer)
          assert.strictEqual((yield* moved).length, isMoved ? 1 : 0)
          assert.strictEqual(yield* tagOf(lookUp(prize("k1"))), isMoved ? "Paid" : undefined)
        }),
        patienceWith(kind)
      )
    )

    it(
      `a charge where it ${kind} is ${answer}, and is looked up after that`,
      within(
        Effect.gen(function* () {
          yield* faults("payment_intents", kind)
          assert.strictEqual(yield* tagOf(charge(fee("k1"))), answer)
          assert.strictEqual((yield* moved).length, isMoved ? 1 : 0)
          const found = isMoved ? "Paid" : kind === "declines" ? "Declined" : undefined
          assert.strictEqual(yield* tagOf(lookUp(fee("k1"))), found)
        }),
        patienceWith(kind)
      )
    )
  }

  it(
    "a broken connection is tried again under the same key, and moves money once",
    within(
      Effect.gen(function* () {
        yield* faults("transfers", "drops", 1)
        assert.strictEqual(yield* tagOf(pay(prize("k1"))), "Paid")
        assert.deepStrictEqual(yield* moved, ["transfer 2500 acct_ada"])
      })
    )
  )

  it(
    "an answer that is late but in time is an answer",
    within(
      Effect.gen(function* () {
        yield* Effect.promise(() => provider().faults({ on: "transfers", kind: "is late", ms: 50 }))
        assert.strictEqual(yield* tagOf(pay(prize("k1"))), "Paid")
      })
    )
  )

  it(
    "past the retention of a key Stripe is asked before anything is sent again (I22)",
    within(
      Effect.gen(function* () {
        yield* faults("transfers", "fails after", 2)
        assert.strictEqual(yield* tagOf(pay(prize("k1"))), "PaymentUnknown")
        yield* charge(fee("k2"))
        yield* forget
        assert.strictEqual(yield* tagOf(pay(prize("k1"))), "Paid")
        assert.strictEqual(yield* tagOf(charge(fee("k2"))), "Paid")
        assert.deepStrictEqual(yield* moved, ["transfer 2500 acct_ada", "charge 2500 cus_ada"])
      })
    )
  )

  it(
    "the same key with another amount is no definite answer while Stripe remembers it",
    within(
      Effect.gen(function* () {
        yield* faults("transfers", "fails before", 1)
        assert.strictEqual(yield* tagOf(pay(prize("k1"))), "PaymentUnknown")
        assert.strictEqual(yield* tagOf(pay({ ...prize("k1"), minorUnits: 1n })), "PaymentUnknown")
        assert.deepStrictEqual(yield* moved, [])
      })
    )
  )

  it(
    "a payment that is still being processed is unknown, and known once it is paid",
    within(
      Effect.gen(function* () {
        yield* faults("payment_intents", "processes", 1)
        assert.strictEqual(yield* tagOf(charge(fee("k1"))), "PaymentUnknown")
        assert.strictEqual(yield* tagOf(lookUp(fee("k1"))), "PaymentUnknown")
        yield* Effect.promise(() => provider().complete("pi_1"))
        assert.strictEqual(yield* tagOf(lookUp(fee("k1"))), "Paid")
      })
    )
  )

  const refundOf = (key: string, minorUnits: bigint, references: ReadonlyArray<string>, recipient = "ada") => ({
    ...common,
    key,
    recipient,
    minorUnits,
    claim: "refund" as const,
    charges: references.map((reference) => ({ key: `of ${reference}`, reference, minorUnits: 2500n }))
  })

  it(
    "a refund goes back to each charge, and what was not charged by Stripe is transferred",
    within(
      Effect.gen(function* () {
        for (const key of ["k1", "k2"]) yield* charge(fee(key))
        const refund = refundOf("r", 6000n, ["pi_1", "pi_2"])
        assert.strictEqual(yield* tagOf(pay(refund)), "Paid")
        yield* forget
        assert.strictEqual(yield* tagOf(pay(refund)), "Paid")
        assert.strictEqual(yield* tagOf(lookUp(refund)), "Paid")
        assert.deepStrictEqual((yield* moved).slice(2), [
          "refund 2500 pi_1",
          "refund 2500 pi_2",
          "transfer 1000 acct_ada"
        ])
      })
    )
  )

  it(
    "a refund that cannot be done as a whole is declined before anything moves",
    within(
      Effect.gen(function* () {
        yield* charge(fee("k1", "nobody-else"))
        assert.strictEqual(yield* tagOf(pay(refundOf("r", 2501n, ["pi_1"], "nobody"))), "Declined")
        assert.deepStrictEqual((yield* moved).slice(1), [])
      })
    )
  )

  it(
    "a refund that is done in part is unknown, and a look-up completes it, also past the retention of its keys",
    within(
      Effect.gen(function* () {
        for (const key of ["k1", "k2", "k3"]) yield* charge(fee(key))
        const refund = refundOf("r", 7500n, ["pi_1", "pi_2", "pi_3"])
        assert.strictEqual(yield* tagOf(lookUp(refund)), undefined)
        yield* Effect.promise(() =>
          provider().faults({ on: "refunds", kind: "is late" }, { on: "refunds", kind: "fails after", times: 2 })
        )
        assert.strictEqual(yield* tagOf(pay(refund)), "PaymentUnknown")
        assert.deepStrictEqual((yield* moved).slice(3), ["refund 2500 pi_1", "refund 2500 pi_2"])
        yield* forget
        assert.strictEqual(yield* tagOf(lookUp(refund)), "Paid")
        assert.deepStrictEqual((yield* moved).slice(3), ["refund 2500 pi_1", "refund 2500 pi_2", "refund 2500 pi_3"])
      })
    )
  )

  it(
    "a refund of which a part is refused after another has moved stays unknown",
    within(
      Effect.gen(function* () {
        for (const key of ["k1", "k2"]) yield* charge(fee(key))
        yield* pay(refundOf("earlier", 2500n, ["pi_2"]))
        const refund = refundOf("r", 5000n, ["pi_1", "pi_2"])
        assert.strictEqual(yield* tagOf(pay(refund)), "PaymentUnknown")
        assert.strictEqual(yield* tagOf(lookUp(refund)), "PaymentUnknown")
        assert.strictEqual(yield* tagOf(pay(refundOf("again", 2500n, ["pi_2"]))), "Declined")
      })
    )
  )

  it(
    "a webhook is believed when its signature is right, and becomes a report",
    within(
      Effect.gen(function* () {
        yield* pay(prize("k1"))
        yield* faults("payment_intents", "processes", 1)
        yield* tagOf(charge(fee("k2")))
        yield* Effect.promise(() => provider().giveBack("tr_1"))
        yield* Effect.promise(() => provider().complete("pi_2"))
        const [returned, paid] = yield* Effect.promise(() => provider().events())
        if (returned === undefined || paid === undefined) return assert.fail("no events")
        const secret = { secret: simulatedSecret }
        const read = ({ payload, signature }: typeof returned) => stripeNews(secret, payload, signature)
        assert.deepStrictEqual(yield* read(returned), {
          _tag: "PayoutNews",
          challengeId: common.challengeId,
          report: { attemptKey: "k1", outcome: "Returned", evidence: { _tag: "Webhook", eventId: "evt_3" } }
        })
        assert.deepStrictEqual(yield* read(paid), {
          _tag: "ChargeNews",
          challengeId: common.challengeId,
          report: { key: "k2", outcome: "Charged", reference: "pi_2", evidence: { _tag: "Webhook", eventId: "evt_4" } }
        })
        const altered = { ...paid, payload: paid.payload.replace("k2", "k3") }
        assert.strictEqual(yield* tagOf(read(altered)), "WebhookRefused")
        assert.strictEqual(yield* tagOf(read({ ...paid, signature: returned.signature })), "WebhookRefused")
      })
    )
  )
})

describe("an amount at Stripe", () => {
  it("is counted as Stripe counts it, or not at all", () => {
    const amounts: ReadonlyArray<readonly [bigint, string, number | undefined]> = [
      [2500n, "EUR", 2500],
      [500n, "JPY", 500],
      [500n, "ISK", 50_000],
      [500n, "MGA", 5],
      [501n, "MGA", undefined],
      [1230n, "KWD", 1230],
      [1234n, "KWD", undefined],
      [0n, "EUR", undefined],
      [2n ** 53n + 1n, "EUR", undefined]
    ]
    for (const [minorUnits, currency, expected] of amounts) {
      assert.strictEqual(stripeAmount(minorUnits, currency), expected, `${minorUnits} ${currency}`)
    }
  })
})
