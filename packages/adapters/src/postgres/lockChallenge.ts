import type { ChallengeId } from "@laurel/core/shared"
import { Effect } from "effect"
import type { Db } from "./Db.ts"
import { DbFailed } from "./errors.ts"
import { fixed, type ValueOf } from "./fixed.ts"

/**
 * Locks the challenge until the transaction ends, so that what follows sees all that others did before and nothing that they
 * do meanwhile: how many have entered, and the month of its log. One that the transaction has locked is not asked for again.
 * Where there is no such challenge nothing can be kept of it.
 */
export const lockChallenge = Effect.fnUntraced(function* (db: Db["Service"], challengeId: ChallengeId) {
  const locked = yield* db.locked
  const known = locked.get(challengeId)
  if (known !== undefined) return known
  const [row] = yield* db.ask((queries) => locking(queries, { challengeId }), "once")
  if (row === undefined) return yield* new DbFailed({ cause: new Error(`there is no challenge ${challengeId}`) })
  locked.set(challengeId, row)
  return row
})

const locking = fixed((db, value: ValueOf<{ readonly challengeId: string }>) =>
  db.selectFrom("challenge").select(["entered", "log_month"]).where("id", "=", value("challengeId")).forNoKeyUpdate()
)
