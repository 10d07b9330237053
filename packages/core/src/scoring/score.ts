import { Result } from "effect"
import type { Counted } from "../activity/index.ts"
import { calendarOf, type Rational, type Window, type ZoneId } from "../shared/index.ts"
import { compile, type Scoring } from "./compile.ts"
import type { InvalidScoring } from "./errors.ts"
import type { Scored } from "./evaluate.ts"
import { replay } from "./replay.ts"

/** Scoring rules with the window, the zone and the hour at which days start. */
export interface ScoringTerms extends Omit<Scoring, "start"> {
  readonly window: Window
  readonly zone: ZoneId
  readonly dayStartsAt?: number
  readonly handicap?: Rational.Rational
}

/**
 * The score of one participant when the window is over, from its activities that count: compiles, folds and evaluates in
 * one go. Who scores many participants compiles once.
 */
export const score = (terms: ScoringTerms, activities: ReadonlyArray<Counted>): Result.Result<Scored, InvalidScoring> =>
  Result.map(compile({ ...terms, start: terms.window.start }), (program) => {
    const calendar = calendarOf(terms.zone, terms.dayStartsAt ?? 0, terms.window)
    const handicap = terms.handicap === undefined ? {} : { handicap: terms.handicap }
    return replay(program, calendar, activities, { ...handicap, asOf: calendar.last + 1 })
  })
