import { type ChallengeAct, type ChallengeState, challengeAllows } from "@laurel/core/challenge"

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

/** The operations that do what a challenge takes in its state, by their ids. */
export const operationsIn = (state: ChallengeState): ReadonlyArray<AllowedOperation> =>
  challengeAllows(state).flatMap((act) => byAct.get(act) ?? [])
