import { Clock, Effect, Option } from "effect"
import type { Challenge } from "./Challenge.ts"
import { ChallengeStore } from "./ChallengeStore.ts"
import { hourOf } from "./News.ts"
import { Tallies } from "./Tallies.ts"
import { byTrend, type Trend, trendHours, trendsOf } from "./trend.ts"

/** After which challenge a page of trending ones comes; it keeps to the hour in which the first page was made. */
export interface TrendCursor extends Trend {
  readonly hour: number
}

/** A challenge that is trending, with its score. */
export interface Trending {
  readonly challenge: Challenge
  readonly score: number
}

/** A page of the challenges that are trending, and what the next one comes after. */
export interface TrendPage {
  readonly rows: ReadonlyArray<Trending>
  readonly next?: TrendCursor
}

/**
 * The public challenges that may be joined, run or are being closed in which most went on lately, as `trendsOf` says: a page of them. What was not
 * carried yet is not among it.
 *
 * **Details**: it reads the hours of the last two days of all challenges in which something happened, and then the challenges of the page.
 */
export const trending = Effect.fn("Challenge.trending")(function* (limit: number, after?: TrendCursor) {
  const hour = after?.hour ?? hourOf(yield* Clock.currentTimeMillis)
  const busy = yield* (yield* Tallies).busy(hour - trendHours + 1)
  const store = yield* ChallengeStore
  const rows: Array<Trending> = []
  let last: Trend | undefined
  for (const trend of trendsOf(busy, hour)) {
    if (after !== undefined && byTrend(trend, after) <= 0) continue
    if (rows.length === limit) return { rows, ...(last === undefined ? {} : { next: { hour, ...last } }) }
    const challenge = Option.getOrUndefined(yield* store.find(trend.challengeId))
    last = trend
    if (challenge !== undefined && isShown(challenge)) rows.push({ challenge, score: trend.score })
  }
  const page: TrendPage = { rows }
  return page
})

const isShown = ({ _tag, definition }: Challenge): boolean =>
  definition.visibility === "public" && (_tag === "Published" || _tag === "Running" || _tag === "Closing")
