import { type AnswerKey, KeptAnswers } from "@laurel/core/access"
import { Effect, Layer, Option } from "effect"
import { accessUnavailable } from "./ApiKeys.ts"
import { Db } from "./Db.ts"
import { fixed, type ValueOf } from "./fixed.ts"

/** Answers that may be asked for again, in the database. */
export const layerKeptAnswers: Layer.Layer<KeptAnswers, never, Db> = Layer.effect(
  KeptAnswers,
  Effect.gen(function* () {
    const { run, ask, write } = yield* Db
    return KeptAnswers.of({
      claim: (request, requestHash, now) =>
        Effect.gen(function* () {
          const claimed = yield* ask((db) => claiming(db, { ...request, requestHash, at: new Date(now) }), "once")
          if (claimed.length > 0) return Option.none()
          const [kept] = yield* ask((db) => found(db, request), "once")
          return kept === undefined
            ? Option.none()
            : Option.some({
                requestHash: kept.request_hash,
                ...(kept.answer === null ? {} : { answer: kept.answer })
              })
        }).pipe(Effect.catchTag("DbFailed", accessUnavailable("claim"))),
      answer: (request, answer) =>
        write((db) => answering(db, { ...request, answer }), "once").pipe(
          Effect.catchTag("DbFailed", accessUnavailable("answer"))
        ),
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

interface Claim extends AnswerKey {
  readonly requestHash: string
  readonly at: Date
}

/** Whoever inserts the same waits here until the transaction of the first has ended. */
const claiming = fixed((db, value: ValueOf<Claim>) =>
  db
    .insertInto("kept_answer")
    .values({
      by: value("by"),
      operation: value("operation"),
      key: value("key"),
      request_hash: value("requestHash"),
      answer: null,
      claimed_at: value("at")
    })
    .onConflict((conflict) => conflict.columns(["by", "operation", "key"]).doNothing())
    .returning("key")
)

const found = fixed((db, value: ValueOf<AnswerKey>) =>
  db
    .selectFrom("kept_answer")
    .select(["request_hash", "answer"])
    .where("by", "=", value("by"))
    .where("operation", "=", value("operation"))
    .where("key", "=", value("key"))
)

const answering = fixed((db, value: ValueOf<AnswerKey & { readonly answer: string }>) =>
  db
    .updateTable("kept_answer")
    .set({ answer: value("answer") })
    .where("by", "=", value("by"))
    .where("operation", "=", value("operation"))
    .where("key", "=", value("key"))
)
