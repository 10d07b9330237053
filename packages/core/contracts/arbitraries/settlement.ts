import fc from "fast-check"
import { EntryId } from "../../src/ledger/index.ts"
import {
  attemptKey,
  attemptsOf,
  type Evidence,
  type LineChange,
  type PayoutAttempt,
  type PayoutLine,
  SettlementId,
  type SettlementPlan,
  type SettlementState
} from "../../src/settlement/index.ts"
import { ChallengeId, Currency, ParticipantId, PrincipalId, Rational } from "../../src/shared/index.ts"

const hash = "0123456789abcdef".repeat(4)
const otherHash = "f".repeat(64)
const maker = PrincipalId.make("olga")
const approver = PrincipalId.make("Zoë")
const planChallenge = ChallengeId.make("spring")

/** Few settlements, so that they meet again. */
export const settlementIds = fc.constantFrom("b", "a", "Ünïcode: 1/2").map((text) => SettlementId.make(text))

type Heading = Pick<SettlementState, "settlementId" | "challengeId" | "revision">

const planned = (heading: Heading) => ({
  ...heading,
  version: 1,
  planHash: hash,
  facts: { rulesHash: hash, standingsHash: otherHash, eligibilityHash: otherHash, poolHash: hash },
  maker,
  computedAt: 1000,
  dueMinorUnits: 10n ** 29n
})
const approved = (heading: Heading) => ({ ...planned(heading), approver, approvedAt: 2000 })
const posted = (heading: Heading) => ({ ...approved(heading), entryId: EntryId.make("settlement:1"), postedAt: 3000 })
const settled = (heading: Heading) => ({ ...posted(heading), settledAt: 4000 })
const cancelled = (heading: Heading) => ({
  ...heading,
  version: 0,
  cancelledBy: maker,
  reason: 'Ünïcode "reason"',
  cancelledAt: 5000
})

const states: ReadonlyArray<(heading: Heading) => SettlementState> = [
  (heading) => ({ _tag: "Open", ...heading, version: 0 }),
  (heading) => ({ _tag: "Open", ...heading, version: 1, supersedes: { version: 1, planHash: otherHash } }),
  (heading) => ({ _tag: "Computed", ...planned(heading) }),
  (heading) => ({ _tag: "Provisional", ...planned(heading), disputeUntil: 1500 }),
  (heading) => ({ _tag: "AwaitingApproval", ...planned(heading) }),
  (heading) => ({ _tag: "Rejected", ...planned(heading), rejectedBy: approver, reason: "" }),
  (heading) => ({ _tag: "Approved", ...approved(heading) }),
  (heading) => ({ _tag: "Posted", ...posted(heading) }),
  (heading) => ({ _tag: "Distributing", ...posted(heading) }),
  (heading) => ({ _tag: "NeedsAttention", ...posted(heading) }),
  (heading) => ({ _tag: "Settled", ...settled(heading) }),
  (heading) => ({ _tag: "Superseded", ...settled(heading), supersededBy: { version: 2, planHash: otherHash } }),
  (heading) => ({ _tag: "Cancelled", ...cancelled(heading) }),
  (heading) => ({ _tag: "Refunding", ...cancelled(heading) }),
  (heading) => ({ _tag: "Refunded", ...cancelled(heading), refundedAt: 6000 })
]

/** The settlement in every state. */
export const settlementInEveryState = (heading: Heading): ReadonlyArray<SettlementState> =>
  states.map((state) => state(heading))

/** The challenge that a settlement is of: it has one, and never another. */
const challengeOf = (settlementId: SettlementId): ChallengeId =>
  ChallengeId.make(settlementId === "a" ? "spring" : "spring-2")

/** Settlements in any state at few revisions, so that expectations of a revision are met and missed. */
export const settlements: fc.Arbitrary<SettlementState> = fc
  .tuple(settlementIds, fc.integer({ min: 0, max: 2 }), fc.constantFrom(...states))
  .map(([settlementId, revision, state]) => state({ settlementId, challengeId: challengeOf(settlementId), revision }))

/** A plan with whatever a plan can hold, under the hash given. The store does not ask whether the hash is right. */
export const planWith = (challengeId: SettlementPlan["challengeId"], planHash: string): SettlementPlan => ({
  _v: 1,
  challengeId,
  currency: Currency.make("EUR"),
  version: 2,
  rulesHash: hash,
  standingsHash: otherHash,
  standings: [
    { participantId: ParticipantId.make("Zoë"), rank: 1.5, score: Number.MAX_SAFE_INTEGER, status: "Scored" },
    { participantId: ParticipantId.make("bob"), score: 0, status: "Withdrawn" }
  ],
  eligibilityHash: hash,
  eligibility: [
    { participantId: ParticipantId.make("Zoë"), categories: ["veteran", "local"] },
    { participantId: ParticipantId.make("bob"), eligibility: "RankedNotPaid", categories: [] }
  ],
  poolHash: otherHash,
  contributions: [{ payer: "Ünïcode", kind: "Sponsor", minorUnits: 10n ** 29n }],
  seed: "seed \u{1f3c6}",
  prizes: {
    outcome: "Awarded",
    gross: 10n,
    deductions: [{ kind: "Charity", destination: "Charity", minorUnits: 1n }],
    pool: 9n,
    topUp: 0n,
    topUps: [],
    stages: [{ name: "main", minorUnits: 9n }],
    awards: [
      {
        participantId: ParticipantId.make("Zoë"),
        stage: "main",
        rule: { index: 0, tag: "Places" },
        minorUnits: 8n,
        place: 1,
        tied: 1,
        share: Rational.rational(10n ** 20n, 3n),
        roundingUnit: 1n,
        advance: 2n,
        due: 6n
      }
    ],
    items: [],
    itemsLeft: [],
    residual: [{ destination: "Platform", minorUnits: 1n, reason: "Rounding" }],
    refunds: [],
    overpaid: []
  },
  supersedes: { version: 1, planHash: hash },
  lines: [
    {
      key: hash,
      claim: "prize",
      recipient: "Zoë",
      line: "main/0",
      minorUnits: 8n,
      advance: 2n,
      due: 6n,
      holdUntil: 7000
    }
  ],
  hash: planHash
})

const evidences: ReadonlyArray<Evidence> = [
  { _tag: "Answer", worker: "w", reference: "r" },
  { _tag: "LookUp", reference: "r" },
  { _tag: "Webhook", eventId: "e" },
  { _tag: "Person", by: maker, note: "Ünïcode" }
]

type Line = Pick<PayoutLine, "settlementId" | "key" | "minorUnits">

const attempt = ({ settlementId, key }: Line, number: number): PayoutAttempt => ({
  number,
  key: attemptKey(settlementId, 1, key, number),
  minorUnits: 10n ** 29n,
  worker: "w",
  ...(number === 1 ? {} : { provider: `provider ${number}` }),
  claimedAt: 1,
  leaseUntil: 2,
  submittedAt: 1,
  outcomes: evidences.map((evidence) => ({ outcome: "Refused", evidence, at: number }))
})

const attempts = (line: Line, over: number) => ({
  past: Array.from({ length: over }, (_, index) => attempt(line, index + 1)),
  attempt: attempt(line, over + 1)
})

const lineStates: ReadonlyArray<(line: Line, over: number) => PayoutLine> = [
  (line, over) => ({ _tag: "Payable", ...base(line), past: attempts(line, over).past }),
  (line) => ({ _tag: "Held", ...base(line), past: [], holdUntil: 9000 }),
  (line, over) => ({
    _tag: "Claimed",
    ...base(line),
    past: attempts(line, over).past,
    attempt: { ...attempts(line, over).attempt, outcomes: [] }
  }),
  (line, over) => ({ _tag: "Submitted", ...base(line), ...attempts(line, over) }),
  (line, over) => ({ _tag: "Confirmed", ...base(line), ...attempts(line, over) }),
  (line, over) => ({ _tag: "Unclaimed", ...base(line), past: attempts(line, over).past })
]

const base = (line: Line) => ({
  ...line,
  challengeId: planChallenge,
  version: 1,
  claim: "prize" as const,
  recipient: "Zoë",
  currency: Currency.make("EUR")
})

/** The line in every kind of state, with as many attempts that are over. */
export const lineInEveryState = (line: Line, over: number): ReadonlyArray<PayoutLine> =>
  lineStates.map((state) => state(line, over))

const lines: fc.Arbitrary<Line> = fc.record(
  {
    settlementId: settlementIds,
    key: fc.constantFrom("k2", "k1", "K"),
    minorUnits: fc.constantFrom(10n ** 29n, 10n ** 29n, 10n ** 29n + 1n)
  },
  { noNullPrototype: true }
)

const inSomeState = (line: Line): fc.Arbitrary<PayoutLine> =>
  fc.tuple(fc.integer({ min: 0, max: 1 }), fc.constantFrom(...lineStates)).map(([over, state]) => state(line, over))

/** Lines of few settlements and keys, in any state with few attempts, for one of two amounts. */
export const payoutLines: fc.Arbitrary<PayoutLine> = lines.chain(inSomeState)

const isCarriedOn = (before: PayoutLine, after: PayoutLine): boolean =>
  attemptsOf(before).every(({ outcomes }, at) => outcomes.length <= (attemptsOf(after)[at]?.outcomes.length ?? -1))

/** Changes of such lines, from any state to any other that carries the attempts on. */
export const lineChanges: fc.Arbitrary<LineChange> = lines.chain((line) =>
  fc
    .tuple(inSomeState(line), lines)
    .chain(([before, { minorUnits }]) => inSomeState({ ...line, minorUnits }).map((after) => ({ before, after })))
    .filter(({ before, after }) => isCarriedOn(before, after))
)

/** The keys of their first attempts. */
export const attemptKeys: ReadonlyArray<string> = ["a", "b"].flatMap((settlement) =>
  ["k1", "K"].map((key) => attemptKey(settlement, 1, key, 1))
)
