import { Scores, type UserScore } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { type Kysely, sql } from "kysely"
import { plainArray, textArray } from "./arrays.ts"
import { cellsText } from "./cellsText.ts"
import { Db } from "./Db.ts"
import { oneByOne, usersOf } from "./lookUp.ts"
import { readScores } from "./ScoreRow.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Scores in the database. */
export const layerScores: Layer.Layer<Scores, never, Db> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const { ask, write } = yield* Db
    return Scores.of({
      load: (challengeId, userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : ask((db) => scoreRows(db, challengeId, userIds)).pipe(
              Effect.flatMap(readScores),
              Effect.map((states) => userIds.map((userId) => states.get(userId))),
              Effect.catchTag("DbFailed", challengesUnavailable("load"))
            ),
      save: (challengeId, scores) =>
        scores.length === 0
          ? Effect.void
          : write((db) => upsert(db, challengeId, scores), "once").pipe(
              Effect.catchTag("DbFailed", challengesUnavailable("save"))
            )
    })
  })
)

/** The scores of these users. */
export const scoreRows = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
  db
    .selectFrom(usersOf(userIds))
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("score")
          .select(["user_id", "stride", "cells", "sources"])
          .where("challenge_id", "=", challengeId)
          .whereRef("score.user_id", "=", "asked.user_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")

/** Puts scores in place of those that are there. */
export const upsert = (db: Kysely<Tables>, challengeId: ChallengeId, scores: ReadonlyArray<UserScore>) => {
  // In the order of the key, so that two batches at the same time never wait for each other.
  const last = [...new Map(scores.map(({ userId, state }) => [userId, state])).entries()].sort(byUser)
  const states = last.map(([, state]) => state)
  return db
    .insertInto("score")
    .columns(["challenge_id", "user_id", "stride", "cells", "sources"])
    .expression(
      sql`select ${challengeId}, new.* from unnest(
        ${textArray(last.map(([userId]) => userId))}::text[],
        ${plainArray(states.map(({ stride }) => stride))}::int[],
        ${textArray(states.map(({ cells }) => cellsText(cells)))}::text[],
        ${textArray(states.map(({ sources }) => (sources.length === 0 ? "[]" : JSON.stringify(sources))))}::text[]
      ) as new (user_id, stride, cells, sources)`
    )
    .onConflict((conflict) =>
      conflict.columns(["challenge_id", "user_id"]).doUpdateSet((eb) => ({
        stride: eb.ref("excluded.stride"),
        cells: eb.ref("excluded.cells"),
        sources: eb.ref("excluded.sources")
      }))
    )
}

const byUser = ([a]: readonly [UserId, unknown], [b]: readonly [UserId, unknown]): number =>
  a < b ? -1 : a > b ? 1 : 0
