import type { AnyOperation, Policy } from "../operation/Operation.ts"
import { adapted, type Bounds, hasRoom, initially, usualBounds } from "./concurrency.ts"

/** What is asked for, as far as it matters for whether it is taken. */
export type Wanted = Pick<AnyOperation, "id" | "policy">

/** Room for requests. */
export interface Room {
  /** Takes a request in; gives what is to be called when it is over, once or more often, or nothing where there is no room for it. */
  readonly enter: (wanted: Wanted) => (() => void) | undefined
}

/** Room for everybody. */
export const boundless: Room = { enter: () => () => undefined }

/** What may not wait for what people look at: activities, which are lost when nobody sends them again, and money. */
const urgent: ReadonlySet<Policy> = new Set<Policy>(["activity-write", "activity-sync", "settlement"])

/** Those that say how much there is to do: each of them is quick where nothing waits. */
const telling: ReadonlySet<Policy> = new Set<Policy>(["read", "activity-write"])

/** Whether room is kept for it: also for whoever asks how the server is. */
export const isUrgent = ({ id, policy }: Wanted): boolean => urgent.has(policy) || id === "getHealth"

/** Room for as many requests at a time as are answered without waiting long; nobody queues. `now` is in milliseconds and only goes on. */
export const makeRoom = (now: () => number, bounds: Bounds = usualBounds): Room => {
  let concurrency = initially(bounds)
  let taken = 0
  return {
    enter: (wanted) => {
      if (!hasRoom(concurrency, taken, isUrgent(wanted))) return undefined
      taken++
      const from = now()
      let isOver = false
      return () => {
        if (isOver) return
        isOver = true
        const ended = { tookMs: now() - from, now: now(), taken }
        if (telling.has(wanted.policy)) concurrency = adapted(concurrency, ended, bounds)
        taken--
      }
    }
  }
}
