import { Clock, Effect, Layer, Result } from "effect"
import type { Arrival } from "../../src/activity/index.ts"
import {
  type ChallengeDefinition,
  decodeDefinition,
  define,
  type Entry,
  type EntryOutcome,
  finish,
  join,
  publish,
  record,
  standings
} from "../../src/challenge/index.ts"
import { balances, conservation, Ledger } from "../../src/ledger/index.ts"
import { type PaymentAnswer, PaymentProvider, type PaymentRequest, PaymentUnknown } from "../../src/payment/index.ts"
import { VirtualClock } from "../../src/runtime/index.ts"
import { approve, attemptsOf, pay, plan, post, report, SettlementStore } from "../../src/settlement/index.ts"
import { type Instant, Name, ParticipantId, PrincipalId, UserId } from "../../src/shared/index.ts"

/** Who acts in the stories. */
export const organiser = PrincipalId.make("olivia")
export const approver = PrincipalId.make("piet")

export const at = (text: string): Instant => Date.parse(text)

/** What the stories' prize plans say of degenerate fields. */
export const answeredFields = {
  emptyPool: "NoPrizes",
  oneEntrant: "Refund",
  allScoresZero: "Refund",
  noWinner: "Refund",
  everyoneWins: "PayAsRanked",
  fewerFinishersThanPlaces: "Redistribute"
} as const

/** The challenge that the stories are about: March 2026 in Berlin, two days of grace, one of dispute, 25.00 an entry. */
export const storyDefinition = (changes: Readonly<Record<string, unknown>> = {}): ChallengeDefinition =>
  Result.getOrThrow(
    decodeDefinition({
      id: "march",
      name: "March steps",
      zone: "Europe/Berlin",
      window: { start: "2026-03-01", end: "2026-04-01" },
      graceHours: 48,
      disputeHours: 24,
      entries: { minimum: 2 },
      metrics: [{ name: "steps", max: 100000, plausible: { perActivity: 60000, perDay: 80000 } }],
      score: { _tag: "Total", metric: "steps" },
      currency: "EUR",
      prizes: {
        funding: { entryFee: "2500" },
        deductions: [{ _tag: "PlatformFee", percent: "10%" }],
        stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }],
        residual: "Platform",
        degenerate: answeredFields
      },
      ...changes
    })
  )

/** What happens next happens at this instant. */
export const moveTo = (text: string): Effect.Effect<void> =>
  Clock.clockWith((clock) =>
    clock instanceof VirtualClock
      ? Effect.sync(() => clock.moveTo(at(text)))
      : Effect.die("stories run on a virtual clock")
  )

/** Runs a story on a virtual clock of its own that begins in February. */
export const inFebruary = <A, E, R>(story: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => Effect.provideService(story, Clock.Clock, new VirtualClock(at("2026-02-01T00:00:00Z"))))

/** A virtual clock that goes on by a millisecond with each look, as real ones do between two steps of one act. */
class GoingClock extends VirtualClock {
  override readonly currentTimeMillis = Effect.sync(() => this.currentTimeMillisUnsafe())

  override currentTimeMillisUnsafe(): number {
    const now = super.currentTimeMillisUnsafe()
    this.moveTo(now + 1)
    return now
  }
}

/** As `inFebruary`, on a clock that goes on by itself: whatever takes two looks at it sees two instants. */
export const fromFebruaryOn = <A, E, R>(story: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.suspend(() => Effect.provideService(story, Clock.Clock, new GoingClock(at("2026-02-01T00:00:00Z"))))

/** An entry of this person as of now, with the fee that the stories ask. */
export const entryOf = (name: string, changes: Partial<Entry> = {}): Entry => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: at("2026-02-01T00:00:00Z"),
  categories: [],
  status: "Active",
  fee: { payer: name, minorUnits: 2500n },
  ...changes
})

/** Steps of a person that happened, and arrived, at an instant. */
export const walked = (
  name: string,
  quantity: number,
  when: string,
  changes: Partial<Arrival["activity"]> = {}
): Arrival => ({
  receivedAt: at(when),
  activity: {
    userId: UserId.make(name),
    metric: Name.make("steps"),
    quantity,
    at: at(when),
    source: "watch",
    sourceKey: `${name}@${when}`,
    revision: 0,
    void: false,
    ...changes
  }
})

/** Defines, publishes and fills a challenge with these people. */
export const opened = Effect.fnUntraced(function* (definition: ChallengeDefinition, people: ReadonlyArray<string>) {
  yield* define(definition, organiser)
  yield* publish(definition.id, organiser)
  const outcomes: ReadonlyArray<EntryOutcome> = yield* join(
    definition.id,
    people.map((name) => entryOf(name))
  )
  return outcomes
})

/** A final challenge: ada walked 15 000 steps, lin 12 000, bob 9 000 and eve 1 000. */
export const finished = Effect.fnUntraced(function* (definition: ChallengeDefinition) {
  yield* opened(definition, ["ada", "bob", "eve", "lin"])
  return yield* played(definition)
})

/** The challenge of these four, played to its end. */
export const played = Effect.fnUntraced(function* (definition: ChallengeDefinition) {
  yield* moveTo("2026-03-10T12:00:00Z")
  yield* record(definition.id, [
    walked("ada", 15_000, "2026-03-05T08:00:00Z"),
    walked("lin", 12_000, "2026-03-05T09:00:00Z"),
    walked("bob", 9_000, "2026-03-05T10:00:00Z"),
    walked("eve", 1_000, "2026-03-05T11:00:00Z")
  ])
  yield* moveTo("2026-04-03T00:00:00Z")
  return yield* finish(definition.id)
})

/** A final challenge with its plan made, the dispute window over, approved and posted. */
export const posted = Effect.fnUntraced(function* (definition: ChallengeDefinition) {
  yield* finished(definition)
  const made = yield* plan(definition.id, organiser)
  yield* moveTo("2026-04-04T00:00:00Z")
  yield* approve(definition.id, made.hash, approver)
  yield* post(definition.id)
  return made
})

/** The payout lines of the current settlement. */
export const currentLines = Effect.fnUntraced(function* ({ id }: ChallengeDefinition) {
  const store = yield* SettlementStore
  const current = (yield* store.of(id)).at(-1)
  return current === undefined ? [] : yield* store.linesOf(current.settlementId, { limit: 100 })
})

/** The key of the latest attempt to pay this person. */
export const attemptAt = Effect.fnUntraced(function* (definition: ChallengeDefinition, name: string) {
  const line = (yield* currentLines(definition)).find(({ recipient }) => recipient === name)
  return line === undefined ? "" : (attemptsOf(line).at(-1)?.key ?? "")
})

/** A settlement that is being paid; this person's payout came back before the others were paid. */
export const returnedPayout = Effect.fnUntraced(function* (definition: ChallengeDefinition, name: string) {
  yield* posted(definition)
  const provider = pretendedProvider({ [name]: "pays but the answer is lost" })
  yield* pay(definition.id, "worker").pipe(Effect.provide(provider.layer))
  const attemptKey = yield* attemptAt(definition, name)
  yield* report(definition.id, { attemptKey, outcome: "Returned", evidence: { _tag: "Webhook", eventId: "evt-1" } })
})

/** The board as lines: rank, participant, score. */
export const linesOf = Effect.fnUntraced(function* (definition: ChallengeDefinition, view: "Public" | "Organiser") {
  const { overall } = yield* standings(definition.id, view)
  return overall.ranked.map(({ rank, standing }) => `${rank} ${standing.participantId} ${standing.score}`)
})

/** What participants, the platform and the pool hold in the ledger, and whether everything adds up (I1, I3). */
export const books = Effect.fnUntraced(function* ({ id, currency }: ChallengeDefinition) {
  const entries = yield* (yield* Ledger).entriesOf(id)
  const unbalanced = entries.filter(
    ({ postings }) => postings.reduce((sum, { minorUnits }) => sum + minorUnits, 0n) !== 0n
  )
  const all = balances(entries)
  const held = (account: Parameters<typeof all.held>[0]): bigint =>
    currency === undefined ? 0n : all.held(account, currency)
  return {
    sound: unbalanced.length === 0 && conservation(entries, id).every(({ holds }) => holds),
    pool: held({ _tag: "Pool", challengeId: id }),
    fees: held({ _tag: "PlatformFee" }),
    breakage: held({ _tag: "Breakage" }),
    provider: held({ _tag: "ProviderClearing" }),
    owedTo: (name: string) => held({ _tag: "Entitlement", challengeId: id, participantId: ParticipantId.make(name) }),
    refundOwedTo: (payer: string) => held({ _tag: "RefundPayable", challengeId: id, payer }),
    unclaimedOf: (name: string) => held({ _tag: "Unclaimed", claim: "prize", challengeId: id, recipient: name }),
    owedBy: (name: string) => held({ _tag: "Receivable", claim: "prize", challengeId: id, recipient: name })
  }
})

/** How the pretended provider treats a recipient. */
export type Treatment = "pays" | "declines" | "pays but the answer is lost" | "is down"

/**
 * A payment provider that is only pretended, for stories: it pays each key once, and for some recipients it declines,
 * loses the answer after having paid, or is down. `paid` counts real payments by recipient, `requests` are those to pay.
 */
export const pretendedProvider = (treatments: Readonly<Record<string, Treatment>>) => {
  const answers = new Map<string, PaymentAnswer>()
  const paid = new Map<string, number>()
  const requests: Array<PaymentRequest> = []
  const moved = (key: string, recipient: string) =>
    Effect.suspend(() => {
      const treatment = treatments[recipient] ?? "pays"
      const known = answers.get(key)
      if (known !== undefined) return Effect.succeed(known)
      if (treatment === "is down") return Effect.fail(new PaymentUnknown({ key, cause: "connection refused" }))
      const answer: PaymentAnswer = {
        _tag: treatment === "declines" ? "Declined" : "Paid",
        reference: `r${answers.size}`
      }
      answers.set(key, answer)
      if (answer._tag === "Paid") paid.set(recipient, (paid.get(recipient) ?? 0) + 1)
      return treatment === "pays but the answer is lost"
        ? Effect.fail(new PaymentUnknown({ key, cause: "timed out" }))
        : Effect.succeed(answer)
    })
  const layer = Layer.succeed(
    PaymentProvider,
    PaymentProvider.of({
      // In place of the one that the ports of a story have: what one began the other may go on with.
      name: "wallet",
      pay: (request) => {
        requests.push(request)
        return moved(request.key, request.recipient)
      },
      charge: ({ key, payer }) => moved(key, payer),
      lookUp: (key) => Effect.sync(() => answers.get(key))
    })
  )
  /** What it has answered and paid, for a provider that goes on from there. */
  const state = () => ({ answers: new Map(answers), paid: new Map(paid) })
  const resume = (from: ReturnType<typeof state>): void => {
    for (const [key, answer] of from.answers) answers.set(key, answer)
    for (const [recipient, times] of from.paid) paid.set(recipient, times)
  }
  return { layer, paid, requests, state, resume }
}

/** A provider that is only pretended. */
export type PretendedProvider = ReturnType<typeof pretendedProvider>
