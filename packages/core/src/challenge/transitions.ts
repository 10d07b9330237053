import type { Day, Instant, PrincipalId } from "../shared/index.ts"
import type { ChallengeState } from "./Challenge.ts"
import type { ChallengeDefinition } from "./ChallengeDefinition.ts"

/** The version that whoever asks has looked at: what they ask is meant for that alone. Whoever names none means whatever is there. */
interface Looked {
  readonly atVersion?: number
}

/**
 * What can be asked of a challenge. `Archive`, `Start`, `KeepBoards`, `Close`, `Finish` and `Recur` become due
 * by the clock.
 */
export type ChallengeCommand =
  | ({ readonly _tag: "Revise"; readonly by: PrincipalId; readonly definition: ChallengeDefinition } & Looked)
  | { readonly _tag: "Archive" }
  | ({ readonly _tag: "Publish"; readonly by: PrincipalId; readonly rulesHash: string } & Looked)
  /** `entered` is the size of the field: who entered and neither withdrew nor was disqualified. */
  | { readonly _tag: "Start"; readonly entered: number }
  /** The boards of the days up to this one are kept. */
  | { readonly _tag: "KeepBoards"; readonly through: Day }
  | { readonly _tag: "Freeze"; readonly by: PrincipalId }
  | { readonly _tag: "Unfreeze"; readonly by: PrincipalId }
  | { readonly _tag: "Close"; readonly entered: number }
  | { readonly _tag: "Finish"; readonly standingsHash: string }
  /** Final standings made anew, because an entry was judged otherwise since. */
  | { readonly _tag: "Restate"; readonly by: PrincipalId; readonly standingsHash: string }
  /** The settlement is posted: every unit of the pool has its destination. */
  | { readonly _tag: "ClosePool" }
  | { readonly _tag: "Settle" }
  /** The occurrence that starts at this instant is made, or passed over. */
  | { readonly _tag: "Recur"; readonly through: Instant }
  | { readonly _tag: "EndSeries"; readonly by: PrincipalId }
  | { readonly _tag: "Cancel"; readonly by: PrincipalId; readonly reason: string }

/**
 * The table of legal transitions: state, command, next state. Everything else is refused; so is to cancel a final challenge
 * whose pool is closed.
 */
export const challengeTransitions = {
  Draft: { Revise: "Draft", Archive: "Draft", Publish: "Published", Cancel: "Cancelled" },
  Published: { Start: "Running", Recur: "Published", EndSeries: "Published", Cancel: "Cancelled" },
  Running: {
    KeepBoards: "Running",
    Freeze: "Running",
    Unfreeze: "Running",
    Close: "Closing",
    Recur: "Running",
    EndSeries: "Running",
    Cancel: "Cancelled"
  },
  Closing: {
    Freeze: "Closing",
    Unfreeze: "Closing",
    Finish: "Final",
    Recur: "Closing",
    EndSeries: "Closing",
    Cancel: "Cancelled"
  },
  Final: {
    Restate: "Final",
    ClosePool: "Final",
    Settle: "Settled",
    Recur: "Final",
    EndSeries: "Final",
    Cancel: "Cancelled"
  },
  Settled: { Restate: "Settled", Recur: "Settled", EndSeries: "Settled" },
  Cancelled: {}
} as const satisfies Record<ChallengeState, Partial<Record<ChallengeCommand["_tag"], ChallengeState>>>

/**
 * What is done within a challenge and does not move it on, by the states that allow it: an entry is amended, an activity
 * in quarantine reviewed, a score adjusted, money deposited, the payers of a cancelled challenge are owed their refunds. A draft takes no
 * money: its currency can still be revised. A final challenge takes it until its pool is closed.
 */
export const challengeActs = {
  Draft: [],
  Published: ["Amend", "Deposit"],
  Running: ["Amend", "Review", "Adjust", "Deposit"],
  Closing: ["Amend", "Review", "Adjust", "Deposit"],
  Final: ["Deposit"],
  Settled: [],
  Cancelled: ["Refund"]
} as const satisfies Record<ChallengeState, ReadonlyArray<string>>

/** A command, or something else that is done in a challenge. */
export type ChallengeAct = ChallengeCommand["_tag"] | (typeof challengeActs)[ChallengeState][number]

/** What a challenge in this state takes. */
export const challengeAllows = (state: ChallengeState): ReadonlyArray<string> => [
  ...Object.keys(challengeTransitions[state]),
  ...challengeActs[state]
]
