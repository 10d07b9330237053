import {
  type Activity,
  ActivityLog,
  ActivityLogUnavailable,
  type Arrival,
  byHappening,
  type Counted,
  type Listed,
  type LogPage,
  type Outcome,
  type Reviewed
} from "@laurel/core/activity"
import type { ChallengeId, Instant, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import {
  type ActivityRow,
  activityOf,
  changeOf,
  countedOf,
  heldOf,
  isRefused,
  loggedOf,
  readActivities,
  readChanges,
  readLogged
} from "./ActivityRow.ts"
import {
  changedRows,
  countedRows,
  heldRows,
  insertion,
  lastChangeOf,
  loggedRows,
  ofKeys,
  type Place,
  quarantined,
  rowsAt,
  setGone,
  setState
} from "./activityStatements.ts"
import { appendBatch, type Holder, keyOf, withoutRepeats } from "./appendBatch.ts"
import { Db } from "./Db.ts"
import { DbFailed } from "./errors.ts"
import { lockChallenge } from "./lockChallenge.ts"

/** Activities in the database. A batch is decided while its challenge is locked, from what holds its keys. */
export const layerActivityLog: Layer.Layer<ActivityLog, never, Db> = Layer.effect(
  ActivityLog,
  Effect.gen(function* () {
    const db = yield* Db
    const { run, ask, write, atomic } = db

    const placeOf = (challengeId: ChallengeId) =>
      Effect.map(lockChallenge(db, challengeId), ({ log_month: month }): Place => ({ month, challengeId }))

    const read = (place: Place, keys: ReadonlyArray<Identity>, which: "holders" | "aside") =>
      Effect.flatMap(
        ask((db) => ofKeys(db, place, keys, which)),
        readActivities
      )

    const append = Effect.fnUntraced(function* <E>(
      challengeId: ChallengeId,
      arrivals: ReadonlyArray<Arrival>,
      verdicts: Effect.Effect<(arrival: Arrival, row: number) => Outcome, E>
    ) {
      const place = yield* placeOf(challengeId)
      // What the verdicts rest on is read here while the database looks for the keys.
      const looking = [verdicts, read(place, identitiesOf(arrivals), "holders")] as const
      const [verdictOf, holders] = yield* Effect.all(looking, { concurrency: "unbounded" })
      const batch = arrivals.map((arrival, row) => ({ arrival, verdict: verdictOf(arrival, row) }))
      const decided = appendBatch(new Map(holders.map(holding)), batch)
      const aside = decided.rows.flatMap(({ state, arrival }) => (state === "Aside" ? [arrival.activity] : []))
      const { answers, rows, gone } =
        aside.length === 0 ? decided : withoutRepeats(decided, (yield* read(place, aside, "aside")).map(activityOf))
      if (gone.length > 0) yield* write((db) => setGone(db, place, gone))
      if (rows.length > 0) yield* write((db) => insertion(db, place, rows), "once")
      return answers
    })

    const counted = Effect.fnUntraced(function* (challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) {
      const byUser = new Map<UserId, Array<Activity>>(userIds.map((userId) => [userId, []]))
      if (userIds.length === 0) return byUser
      const rows = yield* run((db) => countedRows(db, challengeId, userIds).execute())
      for (const row of yield* readActivities(rows)) byUser.get(row.user_id)?.push(countedOf(row))
      for (const activities of byUser.values()) activities.sort(byHappening)
      return byUser
    })

    const countedAt = Effect.fnUntraced(function* (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>,
      by: Instant
    ) {
      const byUser = new Map<UserId, Array<Counted>>(userIds.map((userId) => [userId, []]))
      if (userIds.length === 0) return byUser
      const rows = yield* run((db) => rowsAt(db, challengeId, userIds, by).execute())
      for (const row of yield* readActivities(rows)) {
        if (countedThen(row)) byUser.get(row.user_id)?.push(countedOf(row))
      }
      for (const activities of byUser.values()) activities.sort(byHappening)
      return byUser
    })

    const held = Effect.fnUntraced(function* (challengeId: ChallengeId, userId: UserId | undefined) {
      const rows = yield* run((db) => heldRows(db, challengeId, userId).execute())
      return (yield* readActivities(rows)).flatMap(heldOf)
    })

    const page = Effect.fnUntraced(function* (challengeId: ChallengeId, which: Listed, page: LogPage) {
      const rows = yield* run((db) => loggedRows(db, challengeId, which, page).execute())
      return (yield* readLogged(rows)).map(loggedOf)
    })

    const changes = Effect.fnUntraced(function* (
      challengeId: ChallengeId,
      userId: UserId,
      after: number,
      limit: number
    ) {
      const rows = yield* run((db) => changedRows(db, challengeId, userId, after, limit).execute())
      return (yield* readChanges(rows)).map(changeOf)
    })

    const review = Effect.fnUntraced(function* (
      challengeId: ChallengeId,
      identity: Identity,
      verdict: "Released" | "Rejected"
    ) {
      const place = yield* placeOf(challengeId)
      const [holder] = yield* read(place, [identity], "holders")
      if (holder === undefined || holder.state === "Void" || isRefused(holder)) return undefined
      const { state } = holder
      if (state !== verdict) yield* run((db) => setState(db, place, identity, verdict).execute())
      const reviewed: Reviewed = {
        activity: activityOf(holder),
        before: state === "Released" || state === "Rejected" ? state : "Undecided",
        didCount: state === "Counts" || state === "Released"
      }
      return reviewed
    })

    return ActivityLog.of({
      append: (challengeId, arrivals, verdicts) =>
        arrivals.length === 0
          ? Effect.as(verdicts, [])
          : atomic(append(challengeId, arrivals, verdicts)).pipe(Effect.catchIf(isDbFailed, unavailable("append"))),
      counted: (challengeId, userIds) =>
        counted(challengeId, userIds).pipe(Effect.catchTag("DbFailed", unavailable("counted"))),
      countedAt: (challengeId, userIds, by) =>
        countedAt(challengeId, userIds, by).pipe(Effect.catchTag("DbFailed", unavailable("countedAt"))),
      held: (challengeId, userId) => held(challengeId, userId).pipe(Effect.catchTag("DbFailed", unavailable("held"))),
      page: (challengeId, which, asked) =>
        page(challengeId, which, asked).pipe(Effect.catchTag("DbFailed", unavailable("page"))),
      changes: (challengeId, userId, after, limit) =>
        changes(challengeId, userId, after, limit).pipe(Effect.catchTag("DbFailed", unavailable("changes"))),
      lastChange: (challengeId, userId) =>
        run((db) => lastChangeOf(db, challengeId, userId).executeTakeFirstOrThrow()).pipe(
          Effect.map(({ change }) => Number(change ?? 0)),
          Effect.catchTag("DbFailed", unavailable("lastChange"))
        ),
      countHeld: (challengeId) =>
        run((db) => quarantined(db, challengeId).executeTakeFirstOrThrow()).pipe(
          Effect.map(({ held }) => held),
          Effect.catchTag("DbFailed", unavailable("countHeld"))
        ),
      review: (challengeId, identity, verdict) =>
        atomic(review(challengeId, identity, verdict)).pipe(Effect.catchTag("DbFailed", unavailable("review")))
    })
  })
)

type Identity = Pick<Activity, "source" | "sourceKey">

const isDbFailed = (error: unknown): error is DbFailed => error instanceof DbFailed

const unavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, ActivityLogUnavailable> =>
    Effect.fail(new ActivityLogUnavailable({ operation, cause }))

const identitiesOf = (arrivals: ReadonlyArray<Arrival>): ReadonlyArray<Identity> => [
  ...new Map(arrivals.map(({ activity }) => [keyOf(activity), activity])).values()
]

/** Whether a row counted while it held its key. */
const countedThen = ({ state, void: isVoid, reason }: ActivityRow): boolean =>
  state === "Counts" || state === "Released" || (state === "Gone" && !isVoid && reason === null)

const holding = (row: ActivityRow): readonly [key: string, holder: Holder] => {
  const activity = activityOf(row)
  return [keyOf(activity), { activity, counts: row.state === "Counts" || row.state === "Released", row: row.place }]
}
