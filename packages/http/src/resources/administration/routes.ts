import { Audit, scopeOf } from "@laurel/core/audit"
import { InvalidCursor } from "@laurel/core/board"
import { challengeStats, rulesOf, trending } from "@laurel/core/challenge"
import { JobId, Jobs } from "@laurel/core/runtime"
import { exactText, formatInstant, formatUnits, Rational } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { summaryOf } from "../challenges/ChallengeJson.ts"
import * as operations from "./operations.ts"

const jobIdOf = Schema.decodeUnknownOption(JobId)
const stateOf = { waiting: "Waiting", claimed: "Claimed", dead: "Dead" } as const

/** What is looked at from above: statistics, what is trending, the audit, jobs. */
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
  challengeRoute(operations.listAudit, ({ query: { limit, after } }, { id }) =>
    Effect.map(
      Effect.flatMap(Audit, (audit) => audit.page(scopeOf(id), after, limit + 1)),
      (found) => ({
        body: {
          data: found.slice(0, limit).map(({ _v, scope: _, at, origin, ...entry }) => ({
            ...entry,
            at: formatInstant(at),
            ...origin
          })),
          has_more: found.length > limit
        }
      })
    )
  ),
  route(operations.listJobs, ({ query: { limit, cursor, state } }) =>
    Effect.gen(function* () {
      const after = cursor === undefined ? undefined : Option.getOrUndefined(jobIdOf(cursor))
      if (cursor !== undefined && after === undefined) return yield* new InvalidCursor({ cursor })
      const found = yield* (yield* Jobs).list({
        limit: limit + 1,
        ...(state === undefined ? {} : { state: stateOf[state] }),
        ...(after === undefined ? {} : { after })
      })
      const data = found
        .slice(0, limit)
        .map(({ id, kind, key, _tag }) => ({ id, kind, key, state: _tag.toLowerCase() }))
      const last = data.at(-1)
      const hasMore = found.length > limit
      return { body: { data, has_more: hasMore, ...(hasMore && last !== undefined ? { next_cursor: last.id } : {}) } }
    })
  )
]
