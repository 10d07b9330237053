import type { Policy } from "../operation/Operation.ts"
import type { Room, Wanted } from "../operation/Room.ts"
import { adapted, type Bounds, hasRoom, initially, usualBounds } from "./concurrency.ts"

/** What may not wait for what people look at: activities, which are lost when nobody sends them again, and money. */
const urgent: ReadonlySet<Policy> = new Set<Policy>(["activity-write", "activity-sync", "entry", "settlement"])

/** Those that say how much there is to do: each of them is quick where nothing waits. */
const telling: ReadonlySet<Policy> = new Set<Policy>(["read", "activity-write"])

/** Whether room is kept for it: also for whoever asks how the server is. */
export const isUrgent = ({ id, policy }: Wanted): boolean => urgent.has(policy) || id === "getHealth"

/** Room that can be looked at. */
export interface AdaptiveRoom extends Room {
  /** Whether one more would be taken now. */
  readonly hasRoom: (isUrgent: boolean) => boolean
}

/** Room for as many requests at a time as are answered without waiting long; nobody queues. `now` is in milliseconds and only goes on. */
export const makeRoom = (now: () => number, bounds: Bounds = usualBounds): AdaptiveRoom => {
  let concurrency = initially(bounds)
  let taken = 0
  return {
    hasRoom: (isUrgentOne) => hasRoom(concurrency, taken, isUrgentOne),
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
