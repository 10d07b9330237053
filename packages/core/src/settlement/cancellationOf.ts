import { Result } from "effect"
import { type Account, type Entry, EntryId, entry, type Movement } from "../ledger/index.ts"
import { type Contribution, refundAll } from "../prize/index.ts"
import { type ChallengeId, type Currency, canonicalJson, type Instant, sha256Hex } from "../shared/index.ts"
import { lineKey } from "./lineKey.ts"
import { refundAccounts } from "./refundAccounts.ts"
import type { PlannedLine } from "./SettlementPlan.ts"

/** What is cancelled, and when. */
export interface CancellationHeading {
  readonly challengeId: ChallengeId
  readonly currency: Currency
  readonly at: Instant
}

/** A cancellation: its one entry, and the lines that pay it out. */
export interface Cancellation {
  readonly entry: Entry
  readonly lines: ReadonlyArray<PlannedLine>
}

/**
 * What a cancelled challenge owes to its payers: to each exactly what that payer paid, in one sum, no fee kept. The id of
 * the entry is that of the challenge, so it can be posted once (I29); money that another challenge had carried over goes
 * back to it.
 */
export const cancellationOf = (
  { challengeId, currency, at }: CancellationHeading,
  contributions: ReadonlyArray<Contribution>
): Cancellation => {
  const pool: Account = { _tag: "Pool", challengeId }
  const refunds = refundAccounts(challengeId, contributions, refundAll(contributions))
  const movements = refunds.map(({ account, minorUnits }): Movement => ({ from: pool, to: account, minorUnits }))
  const lines = refunds.flatMap(
    ({ account, minorUnits }): ReadonlyArray<PlannedLine> =>
      account._tag === "CarryOver"
        ? []
        : [
            {
              key: lineKey("refund", account.payer, "refund"),
              claim: "refund",
              recipient: account.payer,
              line: "refund",
              minorUnits,
              advance: 0n,
              due: minorUnits
            }
          ]
  )
  const id = EntryId.make(`Cancellation:${sha256Hex(canonicalJson(["Cancellation", challengeId]))}`)
  const heading = { id, at, challengeId, kind: "Cancellation" as const, memo: "cancelled", currency }
  return { entry: Result.getOrThrow(entry(heading, movements)), lines }
}
