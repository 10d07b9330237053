import { type AnswerKey, KeptAnswers } from "@laurel/core/access"
import { Effect, Layer, Option } from "effect"
import type { Kysely } from "kysely"
import { accessUnavailable } from "./ApiKeys.ts"
import { Db } from "./Db.ts"
import type { Tables } from "./tables.ts"

/** Answers that may be asked for again, in the database. */
export const layerKeptAnswers: Layer.Layer<KeptAnswers, never, Db> = Layer.effect(
  KeptAnswers,
  Effect.gen(function* () {
    const { run, atomic } = yield* Db
    return KeptAnswers.of({
      claim: (request, requestHash, now) =>
        atomic(
          Effect.gen(function* () {
            const claimed = yield* run((db) =>
              db
                .insertInto("kept_answer")
                .values({ ...request, request_hash: requestHash, answer: null, claimed_at: new Date(now) })
                // Whoever inserts the same waits here until the transaction of the first has ended.
                .onConflict((conflict) => conflict.columns(["by", "operation", "key"]).doNothing())
                .returning("key")
                .execute()
            )
            if (claimed.length > 0) return Option.none()
            const [kept] = yield* run((db) => rows(db, request).select(["request_hash", "answer"]).execute())
            return kept === undefined
              ? Option.none()
              : Option.some({
                  requestHash: kept.request_hash,
                  ...(kept.answer === null ? {} : { answer: kept.answer })
                })
          })
        ).pipe(Effect.catchTag("DbFailed", accessUnavailable("claim"))),
      answer: ({ by, operation, key }, answer) =>
        run((db) =>
          db
            .updateTable("kept_answer")
            .set({ answer })
            .where("by", "=", by)
            .where("operation", "=", operation)
            .where("key", "=", key)
            .execute()
        ).pipe(Effect.asVoid, Effect.catchTag("DbFailed", accessUnavailable("answer"))),
      forget: (before, limit) =>
        run((db) =>
          db
            .deleteFrom("kept_answer")
            .using((from) =>
              from
                .selectFrom("kept_answer")
                .select(["by", "operation", "key"])
                .where("claimed_at", "<", new Date(before))
                .orderBy("claimed_at")
                .limit(limit)
                .as("old")
            )
            .whereRef("kept_answer.by", "=", "old.by")
            .whereRef("kept_answer.operation", "=", "old.operation")
            .whereRef("kept_answer.key", "=", "old.key")
            .returning("kept_answer.key")
            .execute()
        ).pipe(
          Effect.map((forgotten) => forgotten.length),
          Effect.catchTag("DbFailed", accessUnavailable("forget"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>, { by, operation, key }: AnswerKey) =>
  db.selectFrom("kept_answer").where("by", "=", by).where("operation", "=", operation).where("key", "=", key)
