import type { Arrival } from "../activity/index.ts"
import type { UserId } from "../shared/index.ts"

/** Activities that arrived together, with the users they are of. */
export interface Batch {
  readonly arrivals: ReadonlyArray<Arrival>
  /** Each user once, in the order in which they appear. */
  readonly userIds: ReadonlyArray<UserId>
  /** Of each arrival, where its user stands in `userIds`. */
  readonly userAt: ReadonlyArray<number>
}

/** The batch of these arrivals. */
export const batchOf = (arrivals: ReadonlyArray<Arrival>): Batch => {
  const places = new Map<UserId, number>()
  const userIds: Array<UserId> = []
  const userAt = arrivals.map(({ activity: { userId } }) => {
    const known = places.get(userId)
    if (known !== undefined) return known
    places.set(userId, userIds.length)
    return userIds.push(userId) - 1
  })
  return { arrivals, userIds, userAt }
}
