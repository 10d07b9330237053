import { Context, type Effect } from "effect"
import type { Instant } from "../shared/index.ts"
import type { DueDate, DueKey, KeptDueDate } from "./DueDate.ts"
import type { DueDatesUnavailable } from "./errors.ts"

/**
 * What is to be done by the clock, and when. The clock is the caller's: no store looks at one of its own.
 *
 * - `set` keeps a batch of dates, each in place of what its subject had of the kind, put off or not. Of a subject that is
 *   named twice the last counts. `clear` takes dates away, also where there are none.
 * - `due` gives the dates whose time has come at an instant, the earliest to look at first, then by kind and subject;
 *   at most as many as asked.
 * - `take` takes a date away only while it is as it was read, and answers whether it did; of several that try, exactly one
 *   is told so. Whoever is does what is due, in the same transaction: it is done exactly once.
 * - `postpone` puts a date off, as guarded as `take`: it is due as before, and looked at from then on.
 * - `of` gives the dates of these subjects, by subject and kind.
 */
export class DueDates extends Context.Service<
  DueDates,
  {
    readonly set: (dates: ReadonlyArray<DueDate>) => Effect.Effect<void, DueDatesUnavailable>
    readonly clear: (keys: ReadonlyArray<DueKey>) => Effect.Effect<void, DueDatesUnavailable>
    readonly due: (now: Instant, limit: number) => Effect.Effect<ReadonlyArray<KeptDueDate>, DueDatesUnavailable>
    readonly take: (date: KeptDueDate) => Effect.Effect<boolean, DueDatesUnavailable>
    readonly postpone: (date: KeptDueDate, until: Instant) => Effect.Effect<boolean, DueDatesUnavailable>
    readonly of: (subjects: ReadonlyArray<string>) => Effect.Effect<ReadonlyArray<KeptDueDate>, DueDatesUnavailable>
  }
>()("@laurel/core/runtime/DueDates") {}
