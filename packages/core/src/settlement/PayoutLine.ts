import { Schema } from "effect"
import { Claim, Party } from "../ledger/index.ts"
import { Evidence } from "../payment/index.ts"
import { Amount, ChallengeId, Currency, Hash, type Instant, InstantFromText } from "../shared/index.ts"
import { attemptKey } from "./lineKey.ts"
import type { PlannedLine, SettlementPlan } from "./SettlementPlan.ts"
import { SettlementId } from "./SettlementState.ts"

/** What was learned about an attempt, when, and why we believe it. Outcomes are added and never taken away. */
export const AttemptOutcome = Schema.Struct({
  outcome: Schema.Literals(["Confirmed", "Refused", "Returned"]),
  evidence: Evidence,
  at: InstantFromText
})
export type AttemptOutcome = typeof AttemptOutcome.Type

/** One attempt to pay a line. A row of it is never deleted. Its number only grows after a definitive refusal or return. */
export const PayoutAttempt = Schema.Struct({
  number: Schema.Int,
  key: Hash,
  minorUnits: Amount,
  worker: Schema.String,
  /** The name of the provider that is to pay; those of before it was kept have none. */
  provider: Schema.optionalKey(Schema.String),
  claimedAt: InstantFromText,
  leaseUntil: InstantFromText,
  submittedAt: Schema.optionalKey(InstantFromText),
  outcomes: Schema.Array(AttemptOutcome)
})
export type PayoutAttempt = typeof PayoutAttempt.Type

const always = {
  settlementId: SettlementId,
  challengeId: ChallengeId,
  /** The version of the plan that the line belongs to. */
  version: Schema.Int,
  key: Schema.String,
  claim: Claim,
  recipient: Party,
  currency: Currency,
  minorUnits: Amount,
  /** Attempts that ended in a refusal or a return, in order. */
  past: Schema.Array(PayoutAttempt)
}

const attempted = { ...always, attempt: PayoutAttempt }

/**
 * What is owed to one recipient for one prize line, in one of its states.
 *
 * **Details**: `Held` until a date; `Payable`; `Claimed` by a worker, the key of the attempt stored; `Submitted`, the
 * request is about to leave or has left; `Confirmed`, `Refused`: the provider said so; `Unknown`: it may or may not have
 * been paid; `Returned`: paid, and it came back; `Unclaimed`: waits for its recipient; `Forfeited`: waited too long;
 * `Withheld`: a later version gives it to somebody else. At most one attempt is open (I17): the one in `attempt`.
 */
export const PayoutLine = Schema.TaggedUnion({
  Held: { ...always, holdUntil: InstantFromText },
  Payable: always,
  Claimed: attempted,
  Submitted: attempted,
  Confirmed: attempted,
  Refused: attempted,
  Unknown: attempted,
  Returned: attempted,
  Unclaimed: always,
  Forfeited: always,
  Withheld: always
})
export type PayoutLine = typeof PayoutLine.Type

/** A line that is being paid or was. */
export type AttemptedLine = Extract<PayoutLine, { readonly attempt: PayoutAttempt }>

/** The number that the next attempt will have: one more than there were. */
export const nextAttempt = ({ past }: PayoutLine): number => past.length + 1

/** The key that the next attempt will have. */
export const nextAttemptKey = (line: PayoutLine): string =>
  attemptKey(line.settlementId, line.version, line.key, nextAttempt(line))

/** The attempts of a line so far, in order. */
export const attemptsOf = (line: PayoutLine): ReadonlyArray<PayoutAttempt> =>
  "attempt" in line ? [...line.past, line.attempt] : line.past

/** The date that a line waits for: the end of its hold, or of the lease of its worker. The other states wait for none. */
export const dueOf = (line: PayoutLine): Instant | undefined => {
  if (line._tag === "Held") return line.holdUntil
  return line._tag === "Claimed" || line._tag === "Submitted" ? line.attempt.leaseUntil : undefined
}

/** The lines with which the payout of a plan begins, each made in its turn; nothing is paid where nothing is due. */
export function* owedLines(
  settlementId: SettlementId,
  { challengeId, version, currency }: Pick<SettlementPlan, "challengeId" | "version" | "currency">,
  lines: Iterable<PlannedLine>
): Generator<PayoutLine, void, undefined> {
  for (const { key, claim, recipient, due, holdUntil } of lines) {
    if (due <= 0n) continue
    const base = { settlementId, challengeId, version, key, claim, recipient, currency, minorUnits: due, past: [] }
    yield holdUntil === undefined ? { _tag: "Payable", ...base } : { _tag: "Held", ...base, holdUntil }
  }
}

/** All of `owedLines`. */
export const payoutLines = (...given: Parameters<typeof owedLines>): ReadonlyArray<PayoutLine> => [
  ...owedLines(...given)
]
