import { Effect } from "effect"
import { type Deposit, Deposits, Entries, type Entry } from "../challenge/index.ts"
import { Ledger } from "../ledger/index.ts"
import type { Contribution } from "../prize/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** Everything that was paid into the pool of a challenge: entry fees, sponsor money, money carried over. */
export const contributionsOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const entries = yield* (yield* Entries).all(challengeId)
  return contributionsFrom(entries, yield* (yield* Deposits).all(challengeId))
})

/** The contributions that entries and deposits are. */
export const contributionsFrom = (
  entries: ReadonlyArray<Entry>,
  deposits: ReadonlyArray<Deposit>
): ReadonlyArray<Contribution> => [
  ...entries.flatMap(
    ({ fee, participantId }): ReadonlyArray<Contribution> =>
      fee === undefined || fee.minorUnits === 0n
        ? []
        : [{ payer: fee.payer, minorUnits: fee.minorUnits, kind: "EntryFee", participantId }]
  ),
  ...deposits.map(({ kind, payer, minorUnits }): Contribution => ({ kind, payer, minorUnits }))
]

/** What the ledger says was paid into the pool of a challenge; fees that are owed back never reached it. */
export const paidInOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const byKind = yield* (yield* Ledger).totals(challengeId)
  return byKind.reduce((total, { kind, paidIn }) => (kind === "FeeOwedBack" ? total : total + paidIn), 0n)
})
