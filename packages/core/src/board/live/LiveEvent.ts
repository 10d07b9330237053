import type { ParticipantId } from "../../shared/index.ts"
import type { RankedRow } from "../BoardRow.ts"
import type { TierMarks } from "./Mark.ts"
import type { TierName } from "./Tier.ts"

/** A tier as it is at a version of its board. */
export interface Snapshot {
  readonly _tag: "Snapshot"
  readonly tier: TierName
  readonly version: number
  readonly rows: ReadonlyArray<RankedRow>
}

/** Where somebody stood. */
export interface Stood {
  readonly participantId: ParticipantId
  readonly rank: number
  readonly place: number
}

/** A row that is not as it was, and where it was. */
export interface Moved {
  readonly row: RankedRow
  readonly from: Omit<Stood, "participantId">
}

/** Who came into a list of rows, who went, and whose row is another, if only by its score. */
export interface Difference {
  readonly entered: ReadonlyArray<RankedRow>
  readonly left: ReadonlyArray<Stood>
  readonly moved: ReadonlyArray<Moved>
}

/** What became of a tier between two versions of its board; it is never empty. */
export interface TierDifference extends Difference {
  readonly _tag: "Difference"
  readonly tier: TierName
  readonly from: number
  readonly to: number
}

/**
 * One thing that a subscriber is told, and what the subscriber has then.
 *
 * **Details**: `change` is the same object for all who are told it: it need be written as text only once.
 */
export interface LiveEvent {
  readonly change: Snapshot | TierDifference
  readonly have: TierMarks
}
