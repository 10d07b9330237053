import { Charges } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { type Kysely, sql } from "kysely"
import { changedColumns, chargeColumns, readCharges } from "./ChargeRow.ts"
import { Db } from "./Db.ts"
import { providersOfCharges } from "./providersOf.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Charges in the database. Every operation is one statement; who adds and who changes is decided by its unique keys. */
export const layerCharges: Layer.Layer<Charges, never, Db> = Layer.effect(
  Charges,
  Effect.gen(function* () {
    const { run } = yield* Db
    const chargesOf = (operation: string, query: (db: Kysely<Tables>) => Promise<unknown>) =>
      Effect.flatMap(run(query), readCharges).pipe(Effect.catchTag("DbFailed", challengesUnavailable(operation)))
    return Charges.of({
      add: (charge) =>
        run((db) =>
          db
            .insertInto("charge")
            .values(chargeColumns(charge))
            .onConflict((conflict) => conflict.doNothing())
            .returning("key")
            .execute()
        ).pipe(
          Effect.map((added) => added.length > 0),
          Effect.catchTag("DbFailed", challengesUnavailable("add"))
        ),
      change: (before, after) =>
        run((db) =>
          db
            .updateTable("charge")
            .set(changedColumns(after))
            .where("challenge_id", "=", before.challengeId)
            .where("key", "=", before.key)
            .where("revision", "=", before.revision)
            .returning("key")
            .execute()
        ).pipe(
          Effect.map((changed) => changed.length > 0),
          Effect.catchTag("DbFailed", challengesUnavailable("change"))
        ),
      find: (challengeId, key) =>
        chargesOf("find", (db) => rows(db, challengeId).where("key", "=", key).execute()).pipe(
          Effect.map(([charge]) => Option.fromUndefinedOr(charge))
        ),
      inStates: (challengeId, states) =>
        chargesOf("inStates", (db) =>
          rows(db, challengeId).where("state", "=", sql<string>`any(${states}::text[])`).execute()
        ),
      ofParticipant: (challengeId, participantId) =>
        chargesOf("ofParticipant", (db) => rows(db, challengeId).where("participant_id", "=", participantId).execute()),
      ofPayer: (challengeId, payer) =>
        chargesOf("ofPayer", (db) => rows(db, challengeId).where("payer", "=", payer).execute()),
      providersOf: (challengeId) =>
        run((db) => providersOfCharges(db, challengeId)).pipe(
          Effect.catchTag("DbFailed", challengesUnavailable("providersOf"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db
    .selectFrom("charge")
    .select(sql<string>`document::text`.as("document"))
    .where("challenge_id", "=", challengeId)
    .orderBy("participant_id")
    .orderBy("number")
