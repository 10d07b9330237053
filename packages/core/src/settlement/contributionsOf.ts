import { Effect } from "effect"
import { Deposits, Entries, type Stake } from "../challenge/index.ts"
import { Ledger } from "../ledger/index.ts"
import type { Contribution } from "../prize/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** Everything that was paid into the pool of a challenge: entry fees, sponsor money, money carried over. */
export const contributionsOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const contributions: Array<Contribution> = []
  yield* eachContribution(challengeId, (contribution) => contributions.push(contribution))
  return contributions
})

/** Goes through everything that was paid into the pool of a challenge, and has each entry looked at on the way. */
export const eachContribution = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  act: (contribution: Contribution) => void,
  look: (stake: Stake) => void = () => {}
) {
  let amount = 0n
  yield* (yield* Entries).stakes(challengeId, (stakes) => {
    for (const stake of stakes) {
      const { fee, participantId } = stake
      look(stake)
      if (fee === undefined || fee.minorUnits === 0n) continue
      // Fees are mostly alike: amounts that are the same are one in memory.
      if (fee.minorUnits !== amount) amount = fee.minorUnits
      act({ payer: fee.payer, minorUnits: amount, kind: "EntryFee", participantId })
    }
  })
  for (const { kind, payer, minorUnits } of yield* (yield* Deposits).all(challengeId)) act({ kind, payer, minorUnits })
})

/** What the ledger says was paid into the pool of a challenge; fees that are owed back never reached it. */
export const paidInOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const byKind = yield* (yield* Ledger).totals(challengeId)
  return byKind.reduce((total, { kind, paidIn }) => (kind === "FeeOwedBack" ? total : total + paidIn), 0n)
})
