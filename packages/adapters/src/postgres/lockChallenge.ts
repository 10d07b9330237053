import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import type { Db } from "./Db.ts"
import { DbFailed } from "./errors.ts"

/**
 * Locks the challenge until the transaction ends, so that what follows sees all that others did before and nothing that they
 * do meanwhile: how many have entered, and the month of its log. Where there is no such challenge nothing can be kept of it.
 */
export const lockChallenge = ({ ask, locked }: Db["Service"], challengeId: ChallengeId) =>
  Effect.gen(function* () {
    const [row] = yield* ask(
      (db) =>
        db.selectFrom("challenge").select(["entered", "log_month"]).where("id", "=", challengeId).forNoKeyUpdate(),
      "once"
    )
    if (row === undefined) return yield* new DbFailed({ cause: new Error(`there is no challenge ${challengeId}`) })
    ;(yield* locked).set(challengeId, row.log_month)
    return row
  })

/** The month of the log of a challenge, which never changes; locks the challenge unless the transaction has done so. */
export const lockedMonth = (db: Db["Service"], challengeId: ChallengeId) =>
  Effect.gen(function* () {
    return (yield* db.locked).get(challengeId) ?? (yield* lockChallenge(db, challengeId)).log_month
  })
