import { Scores, type UserScore } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { type Kysely, sql } from "kysely"
import { textArray } from "./arrays.ts"
import { Db } from "./Db.ts"
import { readScores, stateText } from "./ScoreRow.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Scores in the database. */
export const layerScores: Layer.Layer<Scores, never, Db> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const { run } = yield* Db
    return Scores.of({
      load: (challengeId, userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : run((db) => rows(db, challengeId, userIds).execute()).pipe(
              Effect.flatMap(readScores),
              Effect.map((scores) => {
                const byUser = new Map<string, (typeof scores)[number]["state"]>()
                for (const { user_id, state } of scores) byUser.set(user_id, state)
                return userIds.map((userId) => byUser.get(userId))
              }),
              Effect.catchTag("DbFailed", challengesUnavailable("load"))
            ),
      save: (challengeId, scores) =>
        scores.length === 0
          ? Effect.void
          : run((db) => upsert(db, challengeId, scores).execute()).pipe(
              Effect.asVoid,
              Effect.catchTag("DbFailed", challengesUnavailable("save"))
            )
    })
  })
)

const rows = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
  db
    .selectFrom("score")
    .select(["user_id", sql<string>`state::text`.as("state")])
    .where("challenge_id", "=", challengeId)
    .where("user_id", "=", sql<string>`any(${textArray(userIds)}::text[])`)

const upsert = (db: Kysely<Tables>, challengeId: ChallengeId, scores: ReadonlyArray<UserScore>) => {
  // In the order of the key, so that two batches at the same time never wait for each other.
  const last = [...new Map(scores.map(({ userId, state }) => [userId, state])).entries()].sort(byUser)
  const users = textArray(last.map(([userId]) => userId))
  const states = textArray(last.map(([, state]) => stateText(state)))
  return db
    .insertInto("score")
    .columns(["challenge_id", "user_id", "state"])
    .expression(
      sql`select ${challengeId}, s.user_id, s.state::json from unnest(${users}::text[], ${states}::text[]) as s (user_id, state)`
    )
    .onConflict((conflict) =>
      conflict.columns(["challenge_id", "user_id"]).doUpdateSet((eb) => ({ state: eb.ref("excluded.state") }))
    )
}

const byUser = ([a]: readonly [UserId, unknown], [b]: readonly [UserId, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0
