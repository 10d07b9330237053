import { Effect } from "effect"
import { Jobs } from "../runtime/index.ts"
import { carryOut } from "./carryOut.ts"
import type { Handlers } from "./Handler.ts"
import type { Outcome } from "./Outcome.ts"

/** How many jobs came to which end. */
export type Tally = Readonly<Record<Outcome, number>>

/** Nothing done yet. */
export const emptyTally: Tally = { Done: 0, Failed: 0, GivenBack: 0, Lost: 0 }

/** One more. */
export const counted = (tally: Tally, outcome: Outcome): Tally => ({ ...tally, [outcome]: tally[outcome] + 1 })

/**
 * Carries out, one after the other, every job that is due and those that follow from them, until there are none; gives how many. No
 * deadlines and no heartbeats, and so no timers: for programs that do everything in turn, such as on a virtual clock.
 */
export const workOff = Effect.fn("Work.workOff")(function* <R>(handlers: Handlers<R>, worker: string) {
  const jobs = yield* Jobs
  let tally = emptyTally
  for (;;) {
    // One at a time: while the first is carried out, the lease of a second would run.
    const [job] = yield* jobs.claim({ worker, kinds: [...handlers.keys()], limit: 1 })
    if (job === undefined) return tally
    tally = counted(tally, yield* carryOut(handlers, job))
  }
})
