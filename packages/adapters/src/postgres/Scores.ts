import { Scores, type UserScore } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { plainArray, textArray } from "./arrays.ts"
import { cellsText } from "./cellsText.ts"
import { Db } from "./Db.ts"
import { fixed, type ValueOf } from "./fixed.ts"
import { oneByOne } from "./lookUp.ts"
import type { LockedChallenge } from "./OpenTransaction.ts"
import { readScores, type ScoreTable, type StoredScore } from "./ScoreRow.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/**
 * Scores in the database.
 *
 * **Details**: what is read while its challenge is locked is replaced where it lies: nobody else moves it until the transaction ends.
 */
export const layerScores: Layer.Layer<Scores, never, Db> = Layer.effect(
  Scores,
  Effect.gen(function* () {
    const { ask, write, locked } = yield* Db
    /** What was read last since a challenge was locked, and not saved since. */
    const lastRead = new WeakMap<LockedChallenge, ReadonlyMap<string, StoredScore>>()

    const load = Effect.fnUntraced(function* (challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) {
      const found = yield* readScores(yield* ask((db) => scoreRows(db, challengeId, userIds)))
      const challenge = (yield* locked).get(challengeId)
      if (challenge !== undefined) lastRead.set(challenge, found)
      return userIds.map((userId) => found.get(userId)?.state)
    })

    const save = Effect.fnUntraced(function* (challengeId: ChallengeId, scores: ReadonlyArray<UserScore>) {
      const challenge = (yield* locked).get(challengeId)
      const found = challenge === undefined ? undefined : lastRead.get(challenge)
      if (challenge !== undefined) lastRead.delete(challenge)
      const there: Array<PlacedScore> = []
      const others: Array<UserScore> = []
      for (const score of lastOfEach(scores)) {
        const place = found?.get(score.userId)?.place
        if (place === undefined) others.push(score)
        else there.push({ ...score, place })
      }
      if (there.length > 0) yield* write((db) => replacement(db, there))
      if (others.length > 0) yield* write((db) => upsert(db, challengeId, others), "once")
    })

    return Scores.of({
      load: (challengeId, userIds) =>
        userIds.length === 0
          ? Effect.succeed([])
          : load(challengeId, userIds).pipe(Effect.catchTag("DbFailed", challengesUnavailable("load"))),
      save: (challengeId, scores) =>
        save(challengeId, scores).pipe(Effect.catchTag("DbFailed", challengesUnavailable("save")))
    })
  })
)

const lastOfEach = (scores: ReadonlyArray<UserScore>): Iterable<UserScore> =>
  new Map(scores.map((score) => [score.userId, score])).values()

/** The scores of these users. */
export const scoreRows = (db: Kysely<Tables>, challengeId: ChallengeId, userIds: ReadonlyArray<UserId>) =>
  rowsOf(db, { challengeId, userIds: textArray([...new Set(userIds)]) })

const rowsOf = fixed((db, value: ValueOf<{ readonly challengeId: string; readonly userIds: string }>) =>
  db
    .selectFrom(
      sql<{ readonly user_id: string }>`unnest(${value("userIds")}::text[])`.as<"asked">(sql`asked (user_id)`)
    )
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom("score")
          .select([sql<string>`ctid::text`.as("place"), "user_id", "stride", "cells", "sources"])
          .where("challenge_id", "=", value("challengeId"))
          .whereRef("score.user_id", "=", "asked.user_id")
          .offset(oneByOne)
          .as("found"),
      (join) => join.onTrue()
    )
    .selectAll("found")
)

/** A score, and where the one lies that it takes the place of. */
interface PlacedScore extends UserScore {
  readonly place: string
}

/** Puts scores in place of those that lie there. */
const replacement = (db: Kysely<Tables>, scores: ReadonlyArray<PlacedScore>) =>
  replacing(db, { places: textArray(scores.map(({ place }) => place)), ...columnsOf(scores) })

const replacing = fixed((db, value: ValueOf<Columns & { readonly places: string }>) =>
  db
    .updateTable("score")
    .from(
      sql<Written & { readonly place: string }>`(
        select unnest(${value("places")}::tid[]) as place, ${written(value)}
      )`.as<"new">(sql`new`)
    )
    .set((row) => ({ stride: row.ref("new.stride"), cells: row.ref("new.cells"), sources: row.ref("new.sources") }))
    .where(sql`score.ctid`, "=", sql.ref("new.place"))
)

/** Puts scores in place of those that are there. */
const upsert = (db: Kysely<Tables>, challengeId: ChallengeId, scores: ReadonlyArray<UserScore>) => {
  // In the order of the key, so that two batches at the same time never wait for each other.
  const inOrder = scores.toSorted(byUser)
  return upserting(db, { challengeId, userIds: textArray(inOrder.map(({ userId }) => userId)), ...columnsOf(inOrder) })
}

const upserting = fixed((db, value: ValueOf<Columns & { readonly challengeId: string; readonly userIds: string }>) =>
  db
    .insertInto("score")
    .columns(["challenge_id", "user_id", "stride", "cells", "sources"])
    .expression(sql`select ${value("challengeId")}, unnest(${value("userIds")}::text[]), ${written(value)}`)
    .onConflict((conflict) =>
      conflict.columns(["challenge_id", "user_id"]).doUpdateSet((eb) => ({
        stride: eb.ref("excluded.stride"),
        cells: eb.ref("excluded.cells"),
        sources: eb.ref("excluded.sources")
      }))
    )
)

type Written = Pick<ScoreTable, "stride" | "cells" | "sources">

/** What is written of scores, one array a column. */
interface Columns {
  readonly strides: string
  readonly cells: string
  readonly sources: string
}

const columnsOf = (scores: ReadonlyArray<UserScore>): Columns => ({
  strides: plainArray(scores.map(({ state: { stride } }) => stride)),
  cells: textArray(scores.map(({ state: { cells } }) => cellsText(cells))),
  sources: textArray(scores.map(({ state: { sources } }) => (sources.length === 0 ? "[]" : JSON.stringify(sources))))
})

const written = (value: ValueOf<Columns>): RawBuilder<unknown> => sql`
  unnest(${value("strides")}::int[]) as stride, unnest(${value("cells")}::text[]) as cells,
  unnest(${value("sources")}::text[]) as sources`

const byUser = ({ userId: a }: UserScore, { userId: b }: UserScore): number => (a < b ? -1 : a > b ? 1 : 0)
