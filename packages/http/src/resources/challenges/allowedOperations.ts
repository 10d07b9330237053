import { allowedIn, type Challenge, type ChallengeAct, isPoolClosed } from "@laurel/core/challenge"

/** By which operations somebody does what a challenge takes; nothing where the clock does it, or what goes before it brings it about. */
const operations = {
  Revise: ["reviseChallenge"],
  Archive: [],
  Publish: ["publishChallenge"],
  Start: [],
  KeepBoards: [],
  Freeze: ["freezeBoard"],
  Unfreeze: ["unfreezeBoard"],
  Close: [],
  Finish: [],
  Restate: ["upholdDispute", "correctSettlement"],
  ClosePool: ["planSettlement", "applyPlan"],
  Settle: [],
  Recur: [],
  EndSeries: ["endSeries"],
  Cancel: ["cancelChallenge"],
  Amend: ["amendParticipant", "leaveChallenge"],
  Review: ["reviewActivity"],
  Adjust: ["adjustScore", "reverseAdjustment"],
  Deposit: ["depositMoney"],
  Refund: []
} as const satisfies Record<ChallengeAct, ReadonlyArray<string>>

/** One of these operations. */
export type AllowedOperation = (typeof operations)[ChallengeAct][number]

const byAct: ReadonlyMap<string, ReadonlyArray<AllowedOperation>> = new Map(Object.entries(operations))

/** All of them. */
export const allowedOperations: ReadonlyArray<AllowedOperation> = [...byAct.values()].flat()

/** Standings are restated as long as a plan can be disputed, or once it is settled by a correction; not while it is paid. */
const isOf = (challenge: Challenge, operation: AllowedOperation): boolean =>
  operation === "upholdDispute"
    ? challenge._tag === "Final" && !isPoolClosed(challenge)
    : operation !== "correctSettlement" || challenge._tag === "Settled"

/** The operations that do what a challenge takes as it stands, by their ids. */
export const operationsOn = (challenge: Challenge): ReadonlyArray<AllowedOperation> =>
  allowedIn(challenge)
    .flatMap((act) => byAct.get(act) ?? [])
    .filter((operation) => isOf(challenge, operation))
