import { EntryStatus, type HourOfNews, noTotals, Tallies, type Tally, type UserTally } from "@laurel/core/challenge"
import { ChallengeId, Currency, ParticipantId, UserId } from "@laurel/core/shared"
import { Effect, Layer, Schema } from "effect"
import { Db } from "./Db.ts"
import { readerOf } from "./rows.ts"
import {
  activeAddition,
  activeHours,
  activeRemoval,
  busyHours,
  enteredRows,
  hoursAddition,
  hoursRemoval,
  locking,
  tallying,
  totalsRow,
  userTallies
} from "./tallyStatements.ts"
import { challengesUnavailable } from "./unavailable.ts"
import { inStatements } from "./unnested.ts"

/** Statistics in the database. */
export const layerTallies: Layer.Layer<Tallies, never, Db> = Layer.effect(
  Tallies,
  Effect.gen(function* () {
    const { ask, write, atomic } = yield* Db

    const put = Effect.fnUntraced(function* (
      challengeId: ChallengeId,
      tallies: ReadonlyArray<Tally>,
      news: ReadonlyArray<HourOfNews>
    ) {
      yield* write((db) => locking(db, challengeId, news), "once")
      if (news.length > 0) yield* write((db) => hoursAddition(db, challengeId, news), "once")
      if (news.some(({ active }) => active.length > 0))
        yield* write((db) => activeAddition(db, challengeId, news), "once")
      for (const batch of inStatements(tallies)) yield* write((db) => tallying(db, challengeId, batch))
    })

    return Tallies.of({
      put: (challengeId, tallies, news) =>
        atomic(put(challengeId, tallies, news)).pipe(Effect.catchTag("DbFailed", challengesUnavailable("put"))),
      totals: (challengeId) =>
        ask((db) => totalsRow(db, challengeId), "once").pipe(
          Effect.flatMap(readTotals),
          Effect.map(([row]) => (row === undefined ? noTotals : totalsOf(row))),
          Effect.catchTag("DbFailed", challengesUnavailable("totals"))
        ),
      ofUser: (userId) =>
        ask((db) => userTallies(db, userId)).pipe(
          Effect.flatMap(readTallies),
          Effect.map((rows) => rows.map(tallyOf)),
          Effect.catchTag("DbFailed", challengesUnavailable("ofUser"))
        ),
      entered: (userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : ask((db) => enteredRows(db, userIds)).pipe(
              Effect.flatMap(readTaking),
              Effect.map((rows) =>
                rows.map(({ user_id: userId, challenge_id: challengeId, participant_id: participantId }) => ({
                  userId,
                  challengeId,
                  participantId
                }))
              ),
              Effect.catchTag("DbFailed", challengesUnavailable("entered"))
            ),
      active: (fromHour) =>
        ask((db) => activeHours(db, fromHour)).pipe(
          Effect.flatMap(readActive),
          Effect.map((rows) => rows.map(({ hour, users }) => ({ hour: Number(hour), users: Number(users) }))),
          Effect.catchTag("DbFailed", challengesUnavailable("active"))
        ),
      forgetActive: (before, limit) =>
        ask((db) => activeRemoval(db, before, limit)).pipe(
          Effect.map((rows) => rows.length),
          Effect.catchTag("DbFailed", challengesUnavailable("forgetActive"))
        ),
      busy: (fromHour) =>
        ask((db) => busyHours(db, fromHour)).pipe(
          Effect.flatMap(readHours),
          Effect.map((rows) =>
            rows.map(({ challenge_id: challengeId, hour, joined, activities }) => ({
              challengeId,
              hour: Number(hour),
              joined: Number(joined),
              activities: Number(activities)
            }))
          ),
          Effect.catchTag("DbFailed", challengesUnavailable("busy"))
        ),
      forgetHours: (before, limit) =>
        ask((db) => hoursRemoval(db, before, limit)).pipe(
          Effect.map((rows) => rows.length),
          Effect.catchTag("DbFailed", challengesUnavailable("forgetHours"))
        )
    })
  })
)

const TotalsRow = Schema.Struct({
  active: Schema.BigInt,
  withdrawn: Schema.BigInt,
  disqualified: Schema.BigInt,
  started: Schema.BigInt,
  scored: Schema.BigInt,
  score: Schema.BigInt,
  measured: Schema.BigInt,
  progress: Schema.BigInt,
  activities: Schema.BigInt,
  changed_at: Schema.NullOr(Schema.BigInt)
})
const readTotals = readerOf(Schema.Array(TotalsRow))

const totalsOf = ({ score, progress, changed_at: changedAt, ...counts }: typeof TotalsRow.Type) => ({
  active: Number(counts.active),
  withdrawn: Number(counts.withdrawn),
  disqualified: Number(counts.disqualified),
  started: Number(counts.started),
  scored: Number(counts.scored),
  score,
  measured: Number(counts.measured),
  progress,
  activities: Number(counts.activities),
  ...(changedAt === null ? {} : { changedAt: Number(changedAt) })
})

const TallyRow = Schema.Struct({
  challenge_id: ChallengeId,
  participant_id: ParticipantId,
  user_id: UserId,
  status: EntryStatus,
  active_days: Schema.Int,
  score: Schema.NullOr(Schema.BigInt),
  progress: Schema.NullOr(Schema.Int),
  place: Schema.NullOr(Schema.Int),
  currency: Schema.NullOr(Currency),
  prize: Schema.NullOr(Schema.BigInt)
})
const readTallies = readerOf(Schema.Array(TallyRow))

const readTaking = readerOf(
  Schema.Array(Schema.Struct({ user_id: UserId, challenge_id: ChallengeId, participant_id: ParticipantId }))
)
const readActive = readerOf(Schema.Array(Schema.Struct({ hour: Schema.BigInt, users: Schema.BigInt })))

const tallyOf = (row: typeof TallyRow.Type): UserTally => ({
  challengeId: row.challenge_id,
  participantId: row.participant_id,
  userId: row.user_id,
  status: row.status,
  activeDays: row.active_days,
  ...(row.score === null ? {} : { score: Number(row.score) }),
  ...(row.progress === null ? {} : { progress: row.progress }),
  ...(row.place === null ? {} : { place: row.place }),
  ...(row.currency === null || row.prize === null ? {} : { prize: { currency: row.currency, minorUnits: row.prize } })
})

const readHours = readerOf(
  Schema.Array(
    Schema.Struct({
      challenge_id: ChallengeId,
      hour: Schema.BigInt,
      joined: Schema.BigInt,
      activities: Schema.BigInt
    })
  )
)
