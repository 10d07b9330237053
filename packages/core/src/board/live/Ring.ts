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

/**
 * The steps that lead from a state to the tier as it is. Nothing when that state is not known (any more), or when they would hold more rows
 * than the tier does: whoever is so far behind is better sent all of it.
 */
export const since = ({ whole, steps }: Ring, mark: Mark): ReadonlyArray<Step> | undefined => {
  if (whole === undefined) return undefined
  if (isSameMark(whole.to, mark)) return []
  const at = steps.findLastIndex(({ from }) => isSameMark(from, mark))
  if (at < 0) return undefined
  const lacked = steps.slice(at)
  const rows = lacked.reduce((sum, { change }) => sum + change.entered.length + change.moved.length, 0)
  return rows > whole.change.rows.length ? undefined : lacked
}
