import { type Deposit, DepositConflict, Deposits, differingDepositField } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import type { Kysely } from "kysely"
import { Db } from "./Db.ts"
import { depositColumns, readDeposits } from "./DepositRow.ts"
import type { Tables } from "./tables.ts"
import { challengesUnavailable } from "./unavailable.ts"

/** Deposits in the database. */
export const layerDeposits: Layer.Layer<Deposits, never, Db> = Layer.effect(
  Deposits,
  Effect.gen(function* () {
    const { run } = yield* Db
    return Deposits.of({
      add: (challengeId, deposit) =>
        Effect.gen(function* () {
          const added = yield* run((db) => insertion(db, challengeId, deposit).execute())
          if (added.length > 0) return true
          const known = yield* run((db) => rows(db, challengeId).where("id", "=", deposit.id).execute())
          const [existing] = yield* readDeposits(known)
          const field = existing === undefined ? undefined : differingDepositField(existing, deposit)
          if (field !== undefined) return yield* new DepositConflict({ challengeId, id: deposit.id, field })
          return false
        }).pipe(Effect.catchTag("DbFailed", challengesUnavailable("add"))),
      all: (challengeId) =>
        run((db) => rows(db, challengeId).orderBy("made").execute()).pipe(
          Effect.flatMap(readDeposits),
          Effect.catchTag("DbFailed", challengesUnavailable("all"))
        )
    })
  })
)

const rows = (db: Kysely<Tables>, challengeId: ChallengeId) =>
  db.selectFrom("deposit").select(depositColumns).where("challenge_id", "=", challengeId)

const insertion = (db: Kysely<Tables>, challengeId: ChallengeId, { id, kind, payer, minorUnits, at }: Deposit) =>
  db
    .insertInto("deposit")
    .values({ challenge_id: challengeId, id, kind, payer, minor_units: minorUnits, at: new Date(at) })
    .onConflict((conflict) => conflict.columns(["challenge_id", "id"]).doNothing())
    .returning("id")
