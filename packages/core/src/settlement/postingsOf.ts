import { Result } from "effect"
import { type Account, type Entry, EntryId, entry, type Movement } from "../ledger/index.ts"
import { type ChallengeId, type Instant, ParticipantId } from "../shared/index.ts"
import type { PlanToPost } from "./PlanToPost.ts"
import { refundAccounts } from "./refundAccounts.ts"
import type { PlannedPrizes } from "./SettlementPlan.ts"

/** The account of a destination that is nobody's prize. */
export const destinationAccount = (
  challengeId: ChallengeId,
  destination: PlannedPrizes["residual"][number]["destination"]
): Account => {
  switch (destination) {
    case "Platform":
      return { _tag: "Breakage" }
    case "Sponsor":
      return { _tag: "Sponsor", challengeId }
    case "CarryOver":
      return { _tag: "CarryOver", challengeId }
    case "Charity":
      return { _tag: "Charity", challengeId }
  }
}

/** The account of a deduction. */
export const deductionAccount = (
  challengeId: ChallengeId,
  destination: PlannedPrizes["deductions"][number]["destination"]
): Account => (destination === "Platform" ? { _tag: "PlatformFee" } : { _tag: "Charity", challengeId })

function* movementsOf({ challengeId, contributions, prizes, lines }: PlanToPost): Generator<Movement, void, undefined> {
  const pool: Account = { _tag: "Pool", challengeId }
  yield { from: { _tag: "OrganiserTopUp" }, to: pool, minorUnits: prizes.topUp }
  for (const { destination, minorUnits } of prizes.deductions) {
    yield { from: pool, to: deductionAccount(challengeId, destination), minorUnits }
  }
  for (const { destination, minorUnits } of prizes.residual) {
    yield { from: pool, to: destinationAccount(challengeId, destination), minorUnits }
  }
  for (const { account, minorUnits } of refundAccounts(challengeId, contributions, prizes.refunds)) {
    yield { from: pool, to: account, minorUnits }
  }
  for (const { claim, recipient, minorUnits, advance } of lines) {
    if (claim !== "prize") continue
    const entitlement: Account = { _tag: "Entitlement", challengeId, participantId: ParticipantId.make(recipient) }
    yield { from: pool, to: entitlement, minorUnits }
    const paidAhead: Account = { _tag: "Receivable", claim, challengeId, recipient }
    yield { from: entitlement, to: paidAhead, minorUnits: advance }
  }
}

/**
 * The one entry that posts a plan: top-ups into the pool, and the pool to fees, charity, residual, refunds and
 * entitlements. After it the pool is empty; what is carried over stands on its own account (I4). What was paid ahead is set
 * off against the receivable that it left.
 */
export const postingsOf = (plan: PlanToPost, at: Instant): Entry =>
  Result.getOrThrow(
    entry(
      {
        id: EntryId.make(`Settlement:${plan.hash}`),
        at,
        challengeId: plan.challengeId,
        kind: "Settlement",
        memo: `version ${plan.version}`,
        currency: plan.currency
      },
      movementsOf(plan)
    )
  )
