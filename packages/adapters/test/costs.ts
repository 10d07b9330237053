import { assert } from "@effect/vitest"
import type { Ports } from "@laurel/core"
import * as Challenges from "@laurel/core/challenge"
import { PaymentProvider, PaymentUnknown } from "@laurel/core/payment"
import { VirtualClock } from "@laurel/core/runtime"
import * as Settlements from "@laurel/core/settlement"
import { Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import * as Webhooks from "@laurel/core/webhook"
import { Clock, Effect, Layer, Result } from "effect"
import { describe, it } from "vitest"

const olivia = PrincipalId.make("olivia")
const piet = PrincipalId.make("piet")
const steps = Name.make("steps")

const at = (text: string): number => Date.parse(text)

const definitionOf = (id: string): Challenges.ChallengeDefinition =>
  Result.getOrThrow(
    Challenges.decodeDefinition({
      id,
      name: "Costs",
      zone: "UTC",
      window: { start: "2026-03-01", end: "2026-04-01" },
      disputeHours: 24,
      metrics: [{ name: "steps", plausible: { perActivity: 60_000, perDay: 80_000 } }],
      score: { _tag: "Total", metric: "steps" },
      currency: "EUR",
      prizes: {
        funding: { entryFee: "1000" },
        stages: [{ name: "main", awards: [{ _tag: "Proportional" }] }],
        residual: "Platform",
        degenerate: {
          allScoresZero: "Refund",
          noWinner: "Refund",
          oneEntrant: "PayAsRanked",
          everyoneWins: "PayAsRanked"
        }
      }
    })
  )

const nameOf = (number: number): string => `p${number}`

const entryOf = (number: number, changes: Partial<Challenges.Entry> = {}): Challenges.Entry => ({
  participantId: ParticipantId.make(nameOf(number)),
  userId: UserId.make(nameOf(number)),
  enteredAt: at("2026-02-01T00:00:00Z"),
  categories: [],
  status: "Active",
  fee: { payer: nameOf(number), minorUnits: 1000n },
  ...changes
})

const walk = (number: number, revision: number, quantity = 5_000 + number + revision) => ({
  receivedAt: at("2026-03-05T12:00:00Z"),
  activity: {
    userId: UserId.make(nameOf(number)),
    metric: steps,
    quantity,
    at: at("2026-03-05T08:00:00Z"),
    source: "watch",
    sourceKey: `${number}`,
    revision,
    void: false
  }
})

/** Somebody who wants to be told of everything, so that this is counted too. */
const endpoint = {
  owner: olivia,
  covers: "Own",
  url: Webhooks.WebhookUrl.make("https://example.com/"),
  label: "",
  events: Webhooks.eventTypes
} as const

type Play = Effect.Effect<unknown, unknown, Ports>

/** A step in the life of challenges with so many participants. What it costs must not depend on how many they are. */
interface Step {
  readonly useCase: string
  readonly act: (n: number) => Play
}

const [main, second, third] = [definitionOf("main"), definitionOf("second"), definitionOf("third")]
const everybody = <A>(n: number, one: (number: number) => A): ReadonlyArray<A> =>
  Array.from({ length: n }, (_, number) => one(number))

const idOf = (number: number): ParticipantId => ParticipantId.make(nameOf(number))
const lateness = (number: number): Challenges.AdjustmentWanted => ({
  id: Challenges.AdjustmentId.make(`late-${number}`),
  participantId: idOf(number),
  amount: -5,
  reason: "late"
})
const march = (date: number): number => at("2026-03-01T00:00:00Z") / 86_400_000 + date - 1
const overall = { list: "overall", view: "Public" } as const

const passTo = (text: string): Step => ({
  useCase: "",
  act: () =>
    Clock.clockWith((clock) =>
      clock instanceof VirtualClock ? Effect.sync(() => clock.moveTo(at(text))) : Effect.void
    )
})

const current = Settlements.SettlementStore.use((store) => Effect.map(store.of(main.id), (all) => all.at(-1)))
const planHash = Effect.map(current, (state) => (state !== undefined && "planHash" in state ? state.planHash : ""))
const firstLine = Effect.map(Settlements.payoutLinesOf(main.id), ([line]) => line ?? assert.fail("no lines"))
const attemptOf = (line: Settlements.PayoutLine) => Settlements.attemptsOf(line).at(-1)?.key ?? ""
const webhook = { _tag: "Webhook", eventId: "e" } as const
const february = new VirtualClock(at("2026-02-01T00:00:00Z"))
const inFebruary = (play: Play): Play => Effect.provideService(play, Clock.Clock, february)

/** A provider whose answers to charges are all lost, and which never heard of any. */
const lost = PaymentProvider.of({
  name: "wallet",
  pay: ({ key }) => Effect.fail(new PaymentUnknown({ key, cause: "lost" })),
  charge: ({ key }) => Effect.fail(new PaymentUnknown({ key, cause: "lost" })),
  lookUp: () => Effect.succeed(undefined)
})
const joining = (number: number) => Challenges.joinWithFee(third.id, entryOf(number), "worker")
const lastLine = Effect.map(Settlements.payoutLinesOf(second.id), (lines) => lines.at(-1) ?? assert.fail("no lines"))
const keyOf = (number: number) => Challenges.chargeKey(third.id, ParticipantId.make(nameOf(number)), 1)
const reportCharged = (number: number) =>
  Challenges.reportCharge(third.id, {
    key: keyOf(number),
    outcome: "Charged",
    reference: `r${number}`,
    evidence: webhook
  })

const [recordReviewed, recordAdjusted] = ["record (after a review)", "record (of adjusted scores)"]
const recordAgain = (n: number, revision: number) =>
  Challenges.record(
    main.id,
    everybody(n, (number) => walk(number, revision))
  )

/** One life in which every use case has its turn; in brackets what it is about where it comes more than once. */
const life: ReadonlyArray<Step> = [
  { useCase: "", act: () => Webhooks.addEndpoint(endpoint, olivia, new Uint8Array(Webhooks.endpointBytes)) },
  { useCase: "define", act: () => Challenges.define(main, olivia) },
  { useCase: "revise", act: () => Challenges.revise(definitionOf("main"), olivia) },
  { useCase: "publish", act: () => Challenges.publish(main.id, olivia) },
  {
    useCase: "join",
    act: (n) =>
      Challenges.join(
        main.id,
        everybody(n, (number) => entryOf(number))
      )
  },
  {
    useCase: "join (again)",
    act: (n) =>
      Challenges.join(
        main.id,
        everybody(n, (number) => entryOf(number))
      )
  },
  {
    useCase: "deposit",
    act: () =>
      Challenges.deposit(main.id, {
        id: "d",
        kind: "Sponsor",
        payer: "acme",
        minorUnits: 1n,
        at: at("2026-02-01T00:00:00Z")
      })
  },
  passTo("2026-03-10T00:00:00Z"),
  { useCase: "advance", act: () => Challenges.advance(main.id) },
  {
    useCase: "record",
    act: (n) =>
      Challenges.record(
        main.id,
        everybody(n, (number) => walk(number, 0))
      )
  },
  {
    useCase: "record (again)",
    act: (n) =>
      Challenges.record(
        main.id,
        everybody(n, (number) => walk(number, 0))
      )
  },
  {
    useCase: "record (revisions)",
    act: (n) =>
      Challenges.record(
        main.id,
        everybody(n, (number) => walk(number, 1))
      )
  },
  {
    useCase: "record (held)",
    act: (n) =>
      Challenges.record(
        main.id,
        everybody(n, (number) => walk(number, 2, 70_000))
      )
  },
  {
    useCase: "record (corrections)",
    act: (n) => recordAgain(n, 3)
  },
  { useCase: "withheld", act: () => Challenges.withheld(main.id) },
  {
    useCase: "review",
    act: () => Challenges.review(main.id, { source: "watch", sourceKey: "0" }, "Released", olivia)
  },
  { useCase: recordReviewed, act: (n) => recordAgain(n, 4) },
  { useCase: "adjust", act: () => Challenges.adjust(main.id, lateness(0), olivia) },
  {
    useCase: "",
    act: (n) =>
      Effect.gen(function* () {
        for (let number = 1; number < n; number++) yield* Challenges.adjust(main.id, lateness(number), olivia)
      })
  },
  { useCase: recordAdjusted, act: (n) => recordAgain(n, 5) },
  {
    useCase: "reverseAdjustment",
    act: () => Challenges.reverseAdjustment(main.id, lateness(0).id, "in time", olivia)
  },
  { useCase: "amend", act: () => Challenges.amend(main.id, entryOf(0, { categories: [Name.make("local")] }), olivia) },
  { useCase: "freeze", act: () => Challenges.freeze(main.id, olivia) },
  { useCase: "unfreeze", act: () => Challenges.unfreeze(main.id, olivia) },
  { useCase: "standings", act: () => Challenges.standings(main.id, "Organiser") },
  { useCase: "boardDays", act: () => Challenges.boardDays(main.id, "Public") },
  { useCase: "boardOfDay", act: (n) => Challenges.boardOfDay(main.id, march(9), { ...overall, limit: n }) },
  { useCase: "ranksOfDay", act: (n) => Challenges.ranksOfDay(main.id, march(9), everybody(n, idOf), overall) },
  { useCase: "courseOf", act: () => Challenges.courseOf(main.id, idOf(0), { ...overall, days: 366 }) },
  { useCase: "explain", act: () => Challenges.explain(main.id, ParticipantId.make(nameOf(0))) },
  passTo("2026-04-02T00:00:00Z"),
  { useCase: "finish", act: () => Challenges.finish(main.id) },
  {
    useCase: "restate",
    act: (n) => {
      const amended = everybody(n, (number) => entryOf(number, { categories: [Name.make("regional")] }))
      return Challenges.restate(main.id, amended, olivia)
    }
  },
  { useCase: "preview", act: () => Settlements.preview(main.id) },
  { useCase: "plan", act: () => Settlements.plan(main.id, olivia) },
  { useCase: "plan (again)", act: () => Settlements.plan(main.id, olivia) },
  {
    useCase: "upholdDispute",
    act: (n) => {
      const amended = everybody(n, (number) => entryOf(number, { categories: [Name.make("national")] }))
      return Settlements.upholdDispute(main.id, amended, olivia, "they are local")
    }
  },
  passTo("2026-04-04T00:00:00Z"),
  { useCase: "reject", act: () => Effect.flatMap(planHash, (hash) => Settlements.reject(main.id, hash, piet, "no")) },
  { useCase: "plan (anew)", act: () => Settlements.plan(main.id, olivia) },
  passTo("2026-04-06T00:00:00Z"),
  { useCase: "approve", act: () => Effect.flatMap(planHash, (hash) => Settlements.approve(main.id, hash, piet)) },
  { useCase: "post", act: () => Settlements.post(main.id) },
  { useCase: "verify", act: () => Settlements.verify(main.id) },
  { useCase: "pay", act: () => Settlements.pay(main.id, "worker") },
  {
    useCase: "report",
    act: () =>
      Effect.flatMap(firstLine, (line) =>
        Settlements.report(main.id, { attemptKey: attemptOf(line), outcome: "Returned", evidence: webhook })
      )
  },
  { useCase: "retry", act: () => Effect.flatMap(firstLine, ({ key }) => Settlements.retry(main.id, key)) },
  { useCase: "pay (one)", act: () => Settlements.pay(main.id, "worker") },
  { useCase: "reconcile", act: () => Settlements.reconcile(main.id) },
  {
    useCase: "report (again)",
    act: () =>
      Effect.flatMap(firstLine, (line) =>
        Settlements.report(main.id, { attemptKey: attemptOf(line), outcome: "Returned", evidence: webhook })
      )
  },
  { useCase: "giveUp", act: () => Effect.flatMap(firstLine, ({ key }) => Settlements.giveUp(main.id, key, olivia)) },
  { useCase: "reclaim", act: () => Effect.flatMap(firstLine, ({ key }) => Settlements.reclaim(main.id, key, olivia)) },
  { useCase: "pay (late)", act: () => Settlements.pay(main.id, "worker") },
  { useCase: "contributionsOf", act: () => Settlements.contributionsOf(main.id) },
  // Payouts come back and wait for their recipients, so that the correction has lines to take from; fifty will do.
  {
    useCase: "",
    act: () =>
      Effect.gen(function* () {
        for (const line of (yield* Settlements.payoutLinesOf(main.id)).slice(0, 50)) {
          yield* Settlements.report(main.id, { attemptKey: attemptOf(line), outcome: "Returned", evidence: webhook })
          yield* Settlements.giveUp(main.id, line.key, olivia)
        }
      })
  },
  {
    useCase: "correct",
    act: (n) => {
      const amended = everybody(n, (number) => entryOf(number, { eligibility: "RankedNotPaid" }))
      return Settlements.correct(main.id, amended, olivia)
    }
  },
  passTo("2026-04-08T00:00:00Z"),
  {
    useCase: "approve (correction)",
    act: () => Effect.flatMap(planHash, (hash) => Settlements.approve(main.id, hash, piet))
  },
  {
    useCase: "postPlan (correction)",
    act: () => Effect.flatMap(planHash, (hash) => Settlements.postPlan(main.id, hash))
  },
  { useCase: "openLines", act: () => Settlements.openLines(main.id) },
  {
    useCase: "",
    act: (n) =>
      inFebruary(
        Effect.gen(function* () {
          yield* Challenges.define(second, olivia)
          yield* Challenges.publish(second.id, olivia)
          yield* Challenges.join(
            second.id,
            everybody(n, (number) => entryOf(number))
          )
        })
      )
  },
  { useCase: "cancel", act: () => Settlements.cancel(second.id, olivia, "rain") },
  { useCase: "refund", act: () => Settlements.refund(second.id, olivia, "rain") },
  { useCase: "pay (refunds)", act: () => Settlements.pay(second.id, "worker") },
  {
    useCase: "",
    act: () =>
      Effect.gen(function* () {
        const line = yield* lastLine
        yield* Settlements.report(second.id, { attemptKey: attemptOf(line), outcome: "Returned", evidence: webhook })
        yield* Settlements.giveUp(second.id, line.key, olivia)
      })
  },
  { useCase: "forfeit", act: () => Effect.flatMap(lastLine, ({ key }) => Settlements.forfeit(second.id, key, olivia)) },
  {
    useCase: "",
    act: () =>
      inFebruary(
        Effect.gen(function* () {
          yield* Challenges.define(third, olivia)
          yield* Challenges.publish(third.id, olivia)
        })
      )
  },
  { useCase: "joinWithFee", act: (n) => inFebruary(joining(n)) },
  // Of those who come after that nobody knows whether they have paid; the challenge is cancelled meanwhile.
  {
    useCase: "",
    act: (n) =>
      inFebruary(
        Effect.provideService(
          Effect.gen(function* () {
            for (let number = 0; number < n; number++) yield* joining(number)
          }),
          PaymentProvider,
          lost
        )
      )
  },
  {
    useCase: "reconcileCharges",
    act: () => inFebruary(Effect.provideService(Challenges.reconcileCharges(third.id), PaymentProvider, lost))
  },
  { useCase: "", act: () => inFebruary(Settlements.cancel(third.id, olivia, "rain")) },
  { useCase: "reportCharge", act: () => inFebruary(reportCharged(0)) },
  {
    useCase: "",
    act: (n) =>
      inFebruary(
        Effect.gen(function* () {
          for (let number = 1; number < n; number++) yield* reportCharged(number)
        })
      )
  },
  { useCase: "pay (fees)", act: () => inFebruary(Settlements.pay(third.id, "worker")) },
  // Whether all fees that are owed back have their lines is asked each time, of all of them at once.
  { useCase: "pay (fees, again)", act: () => inFebruary(Settlements.pay(third.id, "worker")) }
]

/**
 * What is paid is paid line by line, and what nobody knows is asked for charge by charge, so that these may grow with them, by
 * no more than so much for each.
 */
const isPaying = (useCase: string): boolean =>
  ["pay", "pay (refunds)", "pay (fees)", "reconcileCharges"].includes(useCase)

/** Counts something that a store does while use cases run over the layer. */
export interface Counted {
  readonly layer: Layer.Layer<Ports, unknown>
  readonly count: () => number
}

/** With how many participants a life is lived, and with how many only until its settlement is paid. */
export interface Sizes {
  readonly whole: ReadonlyArray<number>
  readonly untilPaid: ReadonlyArray<number>
}

type Costs = ReadonlyArray<readonly [useCase: string, cost: number]>

const untilPaid = life.slice(
  0,
  life.findIndex(({ useCase }) => useCase === "pay")
)

/** What each of these steps costs with so many participants, in a world of its own. */
const costsOf = ({ layer, count }: Counted, n: number, steps: ReadonlyArray<Step>): Promise<Costs> =>
  Effect.runPromise(
    Effect.gen(function* () {
      const costs: Array<readonly [string, number]> = []
      for (const { useCase, act } of steps) {
        const before = count()
        yield* act(n)
        if (useCase !== "") costs.push([useCase, count() - before])
      }
      return costs
    }).pipe(
      Effect.provideService(Clock.Clock, new VirtualClock(at("2026-02-01T00:00:00Z"))),
      Effect.provide(Layer.fresh(layer))
    )
  )

/** N08: whatever the size of a batch and of the field, a use case costs the same number of calls. */
export const costsAreConstant = (what: string, counted: Counted, sizes: Sizes, perLine: number): void => {
  describe(`what a use case costs: ${what}`, () => {
    it("does not depend on how many there are (N08)", { timeout: 480_000 }, async () => {
      const one = await costsOf(counted, 1, life)
      for (const [useCase, cost] of one) assert.isAbove(cost, 0, `${useCase} costs nothing: it is not counted`)
      // Recording knows nothing of adjustments (ADR 0055).
      const costOf = new Map(one)
      assert.strictEqual(costOf.get(recordAdjusted), costOf.get(recordReviewed), recordAdjusted)
      const agree = (costs: Costs, n: number) => {
        for (const [index, [useCase, cost]] of costs.entries()) {
          const [same, alone] = one[index] ?? ["", 0]
          assert.strictEqual(useCase, same)
          if (!isPaying(useCase)) assert.strictEqual(cost, alone, `${useCase} with ${n}`)
          else assert.isAtMost(cost - alone, perLine * (n - 1), `${useCase} with ${n}`)
        }
      }
      for (const n of sizes.whole) agree(await costsOf(counted, n, life), n)
      for (const n of sizes.untilPaid) agree(await costsOf(counted, n, untilPaid), n)
    })
  })
}
