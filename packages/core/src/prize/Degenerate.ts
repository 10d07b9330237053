import { Schema } from "effect"

/**
 * What happens to a field for which the ordinary rules have no sense. `Refund` is always of the whole plan: all
 * deductions are waived and every contribution goes back to its payer.
 *
 * **Details**
 * - `emptyPool`: nothing is left to award. `NoPrizes` awards items only; `PayAsRanked` goes on, for amounts that the
 *   organiser pays.
 * - `oneEntrant`: one participant alone entered.
 * - `allScoresZero`: everyone on a stage's board has the score 0. `SplitAmongAll` divides the stage equally.
 * - `noWinner`: nobody gets any of a stage's money. `SplitAmongAll` divides it among all ranked participants of its
 *   board who may be paid; `Redistribute` divides it among the other stages by their weights. Where nobody is there to
 *   take it, it is residual.
 * - `everyoneWins`: everybody on a board meets the threshold that was to select winners.
 * - `fewerFinishersThanPlaces`: `Residual` leaves the money of empty places over; `Redistribute` gives it to the filled
 *   places in proportion.
 */
export const Degenerate = Schema.Struct({
  emptyPool: Schema.optionalKey(Schema.Literals(["NoPrizes", "PayAsRanked", "Refund"])),
  oneEntrant: Schema.optionalKey(Schema.Literals(["PayAsRanked", "Residual", "Refund"])),
  allScoresZero: Schema.optionalKey(Schema.Literals(["PayAsRanked", "SplitAmongAll", "Residual", "Refund"])),
  noWinner: Schema.optionalKey(Schema.Literals(["Residual", "SplitAmongAll", "Redistribute", "Refund"])),
  everyoneWins: Schema.optionalKey(Schema.Literals(["PayAsRanked", "Refund"])),
  fewerFinishersThanPlaces: Schema.optionalKey(Schema.Literals(["Residual", "Redistribute", "Refund"]))
})
export type Degenerate = typeof Degenerate.Type

/** The name of a degenerate field. */
export type Situation = keyof Degenerate
