import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import type { Db } from "./Db.ts"
import { DbFailed } from "./errors.ts"

/**
 * Locks the challenge until the transaction ends, so that what follows sees all that others did before and nothing that they
 * do meanwhile: how many have entered, and the month of its log. Where there is no such challenge nothing can be kept of it.
 */
export const lockChallenge = (run: Db["Service"]["run"], challengeId: ChallengeId) =>
  Effect.flatMap(
    run((db) =>
      db
        .selectFrom("challenge")
        .select(["entered", "log_month"])
        .where("id", "=", challengeId)
        .forNoKeyUpdate()
        .executeTakeFirst()
    ),
    (row) =>
      row === undefined
        ? Effect.fail(new DbFailed({ cause: new Error(`there is no challenge ${challengeId}`) }))
        : Effect.succeed(row)
  )
