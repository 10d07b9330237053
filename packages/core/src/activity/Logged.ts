import type { UserId } from "../shared/index.ts"
import type { Arrival } from "./Activity.ts"
import type { HeldOutcome } from "./Outcome.ts"

/** What an activity of the log is now: it counts, a void or a later revision took its place, or it is kept and does not count. */
export type LoggedState =
  | { readonly _tag: "Counts" }
  /** It counts because an organiser released it. */
  | { readonly _tag: "Released" }
  /** It is a void: nothing of its key counts. */
  | { readonly _tag: "Void" }
  /** A later revision, or a void, took its place. */
  | { readonly _tag: "Superseded" }
  | HeldOutcome

/** An activity of the log. */
export interface Logged {
  readonly arrival: Arrival
  readonly state: LoggedState
  /** Counts up in the order in which activities of a challenge were appended, with gaps. */
  readonly place: number
}

/** An activity of the log, and when that last changed: when it was appended, or decided about. */
export interface LogChange extends Logged {
  /** Counts up in the order in which what happened to a challenge was committed, from 1 on, with gaps. */
  readonly change: number
}

/** `Held` is what is refused, rejected or in quarantine; `Quarantined` only what waits for a decision. */
export const listedStates = ["Held", "Quarantined"] as const
/** One of them. */
export type ListedState = (typeof listedStates)[number]

/** Which activities of a challenge to list: those of a user, or those in a state, or both. */
export type Listed =
  | { readonly userId: UserId; readonly state?: ListedState }
  | { readonly userId?: UserId; readonly state: ListedState }

/** Where a page of activities begins, and how long it is at most. */
export interface LogPage {
  readonly limit: number
  /** The `place` of the last of the page before; the newest come first. */
  readonly before?: number
}
