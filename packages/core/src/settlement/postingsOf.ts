import { type Account, type Entry, EntryId, type EntryToPost, Nets } from "../ledger/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import type { PlanToPost } from "./PlanToPost.ts"
import { prizePostings } from "./prizePostings.ts"
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

/** What the plan moves beside the entitlements, and the pool with all that goes out of it. */
const sharedNets = ({ challengeId, contributions, prizes, lines }: PlanToPost): Nets => {
  const nets = new Nets()
  const pool: Account = { _tag: "Pool", challengeId }
  const move = (from: Account, to: Account, minorUnits: bigint): void => {
    if (minorUnits === 0n) return
    nets.add(from, minorUnits)
    nets.add(to, -minorUnits)
  }
  move({ _tag: "OrganiserTopUp" }, pool, prizes.topUp)
  for (const { destination, minorUnits } of prizes.deductions) {
    move(pool, deductionAccount(challengeId, destination), minorUnits)
  }
  for (const { destination, minorUnits } of prizes.residual) {
    move(pool, destinationAccount(challengeId, destination), minorUnits)
  }
  for (const { account, minorUnits } of refundAccounts(challengeId, contributions, prizes.refunds)) {
    move(pool, account, minorUnits)
  }
  for (const { claim, minorUnits } of lines) if (claim === "prize" && minorUnits > 0n) nets.add(pool, minorUnits)
  return nets
}

/**
 * The one entry that posts a plan: top-ups into the pool, and the pool to fees, charity, residual, refunds and
 * entitlements. After it the pool is empty; what is carried over stands on its own account (I4). What was paid ahead is set
 * off against the receivable that it left. Entitlements are made as the postings are gone through.
 */
export const entryToPost = (plan: PlanToPost, at: Instant): EntryToPost => {
  const { challengeId, currency, hash, lines, version } = plan
  const shared = sharedNets(plan)
  const entitlements = prizePostings(challengeId, lines)
  return {
    _v: 1,
    id: EntryId.make(`Settlement:${hash}`),
    at,
    challengeId,
    kind: "Settlement",
    memo: `version ${version}`,
    currency,
    postings: {
      *[Symbol.iterator]() {
        yield* shared.postings()
        yield* entitlements
      }
    }
  }
}

/** As `entryToPost`, with all its postings. */
export const postingsOf = (plan: PlanToPost, at: Instant): Entry => {
  const entry = entryToPost(plan, at)
  return { ...entry, postings: [...entry.postings] }
}
