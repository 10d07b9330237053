import { Effect } from "effect"
import { type Deposit, Deposits, Entries, type Entry } from "../challenge/index.ts"
import { conservation, Ledger } from "../ledger/index.ts"
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
      fee === undefined || fee.minorUnits === 0n ? [] : [{ ...fee, kind: "EntryFee", participantId }]
  ),
  ...deposits.map(({ kind, payer, minorUnits }): Contribution => ({ kind, payer, minorUnits }))
]

/** What the ledger says was paid into the pool of a challenge. */
export const paidInOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const entries = yield* (yield* Ledger).entriesOf(challengeId)
  return conservation(entries, challengeId).reduce((total, { paidIn }) => total + paidIn, 0n)
})
