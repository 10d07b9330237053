import { activeUsers, challengeStats, rulesOf, startOfHour, trending } from "@laurel/core/challenge"
import { exactText, formatInstant, formatUnits, Rational } from "@laurel/core/shared"
import { Effect } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { summaryOf } from "../challenges/ChallengeJson.ts"
import * as operations from "./operations.ts"

/** What is looked at from above: statistics, and what is trending. */
export const administrationRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.getChallengeStats, (_, { id, definition }) =>
    Effect.map(challengeStats(id), ({ totalScore, averageScore, averageProgress, changedAt, ...counts }) => {
      const { decimals } = rulesOf(definition).program.score
      return {
        body: {
          ...counts,
          total_score: formatUnits(totalScore, decimals),
          ...(averageScore === undefined
            ? {}
            : { average_score: exactText(Rational.divide(averageScore, Rational.rational(10n ** BigInt(decimals)))) }),
          ...(averageProgress === undefined ? {} : { average_progress: averageProgress }),
          ...(changedAt === undefined ? {} : { changed_at: formatInstant(changedAt) })
        }
      }
    })
  ),
  route(operations.listTrending, ({ query }) =>
    Effect.map(trending(query.limit), ({ rows }) => ({
      body: { data: rows.map(({ score, challenge }) => ({ score, challenge: summaryOf(challenge) })) },
      isShared: true
    }))
  ),
  route(operations.listActiveHours, ({ query }) =>
    Effect.map(activeUsers(query.hours), (active) => ({
      body: { data: active.map(({ hour, users }) => ({ hour: formatInstant(startOfHour(hour)), users })) }
    }))
  )
]
