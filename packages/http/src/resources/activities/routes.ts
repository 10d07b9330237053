import {
  type KnownChallenge,
  mayRecord,
  type Principal,
  permitLooking,
  permitRecording,
  permitSync
} from "@laurel/core/access"
import type { Arrival, Listed, Outcome } from "@laurel/core/activity"
import { loggedActivities, review } from "@laurel/core/challenge"
import { formatInstant, formatUnits, type Instant, UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { QueryOf } from "../../operation/Operation.ts"
import type { Route } from "../../operation/Route.ts"
import { Recording } from "../../ports/Recording.ts"
import { ActivityNotFound, ActivityRefused, InvalidRequest } from "../../problem/errors.ts"
import { numberIn, pageJson, placeAfter } from "../../wire/page.ts"
import { words } from "../../wire/words.ts"
import { actorOf } from "../actorOf.ts"
import { readId } from "../challenges/ChallengeJson.ts"
import { readActivity } from "./ActivityJson.ts"
import { decimalsOf } from "./decimalsOf.ts"
import { loggedJson } from "./LoggedJson.ts"
import { forbidden, type OutcomeJson, outcomeJson, type UnusableJson } from "./OutcomeJson.ts"
import * as operations from "./operations.ts"
import { arrivalOf, readFields } from "./readRow.ts"
import { syncRows } from "./syncRows.ts"
import { whyRefused } from "./whyRefused.ts"

/** Records in a challenge; nobody is asked where there is nothing. */
const recorded = ({ id }: KnownChallenge, arrivals: ReadonlyArray<Arrival>) =>
  arrivals.length === 0 ? Effect.succeed([]) : Recording.use(({ record }) => record(id, arrivals))

const statusOf = ({ _tag }: Outcome) => (_tag === "Accepted" ? 201 : _tag === "Quarantined" ? 202 : 200)

/** Reads a row of a batch that whoever sent it may send. */
const readRow = (
  row: unknown,
  challenge: KnownChallenge,
  principal: Principal,
  now: Instant
): Result.Result<Arrival, UnusableJson> =>
  Result.flatMap(Result.mapError(readFields(row), unusable), (fields) => {
    const sender = UserId.make(actorOf(principal))
    return mayRecord(principal, challenge, fields.userId ?? sender)
      ? Result.mapError(arrivalOf(fields, challenge, sender, now), unusable)
      : Result.fail(forbidden)
  })

const unusable = (detail: string): UnusableJson => ({ outcome: "unusable", detail })

const listedStates = { held: "Held", quarantined: "Quarantined" } as const

/** Which activities are asked for: whoever asks means their own unless somebody, or a state, is named. */
const listedBy = (principal: Principal, query: QueryOf<typeof operations.listActivities>): Listed => {
  const { user_id: userId } = query
  if (query.state === undefined) return { userId: userId ?? UserId.make(actorOf(principal)) }
  return { ...(userId === undefined ? {} : { userId }), state: listedStates[query.state] }
}

const verdicts = { released: "Released", rejected: "Rejected" } as const

/** Activities: one by one, and many at once; what there is of them; and what the organiser decides about them. */
export const activityRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.listActivities, ({ principal, query }, challenge) =>
    Effect.gen(function* () {
      const { limit, cursor } = query
      const which = listedBy(principal, query)
      yield* Effect.fromResult(permitLooking(principal, challenge, which.userId))
      const before = yield* placeAfter(cursor, numberIn)
      const page = { limit: limit + 1, ...(before === undefined ? {} : { before }) }
      const found = yield* loggedActivities(challenge, which, page)
      return {
        body: pageJson(
          found,
          limit,
          (one) => loggedJson(one, decimalsOf(challenge)),
          ({ place }) => `${place}`
        )
      }
    })
  ),
  challengeRoute(operations.reviewActivity, ({ principal, body: { source, key, verdict } }, challenge) =>
    Effect.gen(function* () {
      const named = { source, sourceKey: key }
      const reviewed = yield* review(challenge.id, named, verdicts[verdict], actorOf(principal))
      if (reviewed === undefined) return yield* new ActivityNotFound({ source, key })
      const { userId, metric, quantity, at } = reviewed
      return {
        body: {
          outcome: verdict,
          user_id: userId,
          metric,
          quantity: formatUnits(quantity, decimalsOf(challenge).get(metric) ?? 0),
          at: formatInstant(at)
        }
      }
    })
  ),
  challengeRoute(operations.recordActivity, ({ principal, body }, challenge) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const read = readActivity(body, UserId.make(actorOf(principal)), decimalsOf(challenge), now)
      if (Result.isFailure(read)) {
        return yield* new InvalidRequest({ part: "body", flaws: [{ path: ["quantity"], message: read.failure }] })
      }
      yield* Effect.fromResult(permitRecording(principal, challenge, [read.success.activity.userId]))
      const [outcome] = yield* recorded(challenge, [read.success])
      if (outcome === undefined) return yield* Effect.die(new Error("an activity without an outcome"))
      if (outcome._tag === "Refused") {
        const { reason, field } = outcome
        return yield* new ActivityRefused({
          reason: words(reason),
          why: whyRefused(reason, challenge, field),
          ...(field === undefined ? {} : { field })
        })
      }
      return { body: outcomeJson(outcome), status: statusOf(outcome) }
    })
  ),
  challengeRoute(operations.recordActivities, ({ principal, body }, challenge) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const rows = body.activities.map((row) => readRow(row, challenge, principal, now))
      const outcomes = (yield* recorded(
        challenge,
        rows.flatMap((row) => (Result.isSuccess(row) ? [row.success] : []))
      )).values()
      const data = rows.flatMap((row): ReadonlyArray<OutcomeJson | UnusableJson> => {
        if (Result.isFailure(row)) return [row.failure]
        const outcome = outcomes.next().value
        return outcome === undefined ? [] : [outcomeJson(outcome)]
      })
      return { body: { data } }
    })
  ),
  route(operations.syncActivities, ({ principal, body: { userId: named, source, cursor, activities } }) =>
    Effect.gen(function* () {
      const userId = named ?? UserId.make(actorOf(principal))
      const those = yield* Effect.fromResult(permitSync(principal, userId))
      const after = yield* placeAfter(cursor, readId)
      return { body: yield* syncRows(those, { userId, source, rows: activities, after }) }
    })
  )
]
