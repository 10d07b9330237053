/**
 * An adjustment as programs have it.
 *
 * **Details**: `id` is the caller's: the same adjustment sent twice is made once. `amount` is in the unit of the score, `-500` or `"-12.5"`; text
 * keeps digits that a number would lose. The participant reads the `reason`.
 */
export interface AdjustmentRow {
  readonly id: string
  readonly participant: string
  readonly amount: number | string
  readonly reason: string
}

/** Which adjustments to list: those of a participant or of everybody, after one. */
export interface AdjustmentQuery {
  readonly participant?: string
  /** The last of the page before. */
  readonly after?: { readonly at: number; readonly id: string }
  readonly limit?: number
}
