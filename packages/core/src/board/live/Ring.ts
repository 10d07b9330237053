import type { RankedRow } from "../BoardRow.ts"
import { differenceOf, isEmpty } from "./differenceOf.ts"
import type { Snapshot, TierDifference } from "./LiveEvent.ts"
import { isSameMark, type Mark, markOf } from "./Mark.ts"
import type { TierName } from "./Tier.ts"

/** A minute of a top that moves all the time, and twenty of the tier below: whoever was away for longer is sent all of it. */
export const longestRing = 256

/** How a tier came from one state to the next. */
export interface Step {
  readonly from: Mark
  readonly to: Mark
  readonly change: TierDifference
}

/** All of a tier. */
export interface Whole {
  readonly to: Mark
  readonly change: Snapshot
}

/** One tier as it is, and the last steps that led there, each from where the one before it ended. */
export interface Ring {
  /** Absent as long as the board has not been read, or is not kept. */
  readonly whole?: Whole
  /** The version that was read last; what is known stays at that of the last change. */
  readonly readAt?: number
  readonly steps: ReadonlyArray<Step>
}

/** Nothing is known of the tier. */
export const emptyRing: Ring = { steps: [] }

/** The tier should have been read and could not be: it is to be read again whatever the version. */
export const unread = ({ readAt: _, ...ring }: Ring): Ring => ring

/**
 * The tier was read. A version that changed nothing in it moves nothing. A version that goes back, or that stays although the rows are
 * others, is that of a board begun anew: no difference leads there.
 */
export const afterRead = (ring: Ring, tier: TierName, version: number, rows: ReadonlyArray<RankedRow>): Ring => {
  const whole: Whole = { to: markOf(version, rows), change: { _tag: "Snapshot", tier, version, rows } }
  const begun: Ring = { whole, readAt: version, steps: [] }
  if (ring.whole === undefined) return begun
  const { to: from, change: known } = ring.whole
  if (version < from.version) return begun
  const difference = differenceOf(known.rows, rows)
  if (isEmpty(difference)) return { ...ring, readAt: version }
  if (version === from.version) return begun
  const change: TierDifference = { _tag: "Difference", tier, from: from.version, to: version, ...difference }
  return { ...begun, steps: [...ring.steps.slice(1 - longestRing), { from, to: whole.to, change }] }
}

/** Whether somebody has a later version than the tier was read at: what is known of it may come from a copy that is behind. */
export const isAhead = ({ whole, readAt = whole?.to.version }: Ring, mark: Mark): boolean =>
  readAt !== undefined && mark.version > readAt

/**
 * The steps that lead from a state to the tier as it is. Nothing when that state is not known (any more), or when they would hold more rows
 * than the tier does: whoever is so far behind is better sent all of it.
 */
export const since = (ring: Ring, mark: Mark): ReadonlyArray<Step> | undefined => {
  const { whole, steps } = ring
  if (whole === undefined) return undefined
  // A later version that changed nothing here is named by whoever began to look at it.
  if (mark.check === whole.to.check && mark.version >= whole.to.version && !isAhead(ring, mark)) return []
  const at = steps.findLastIndex(({ from }) => isSameMark(from, mark))
  if (at < 0) return undefined
  const lacked = steps.slice(at)
  const rows = lacked.reduce((sum, { change }) => sum + change.entered.length + change.moved.length, 0)
  return rows > whole.change.rows.length ? undefined : lacked
}

/**
 * All of a tier, for whoever has some state of it: at the version that it was read at last where that state is of a later one than its last
 * change, so that no version goes back.
 */
export const wholeAfter = ({ to, change }: Whole, { readAt }: Ring, mark: Mark | undefined): Whole => {
  if (mark === undefined || readAt === undefined || mark.version <= to.version || mark.version > readAt)
    return { to, change }
  return { to: { ...to, version: readAt }, change: { ...change, version: readAt } }
}
