import type { Synced } from "@laurel/core/access"
import { recordInEach, takenPartIn } from "@laurel/core/challenge"
import type { ChallengeId, UserId } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import { Recording } from "../../ports/Recording.ts"
import type { ActivityJson } from "./ActivityJson.ts"
import { forbidden } from "./OutcomeJson.ts"
import { arrivalOf, readFields } from "./readRow.ts"
import { type SyncedJson, syncedJson } from "./SyncedJson.ts"

/** So many challenges are recorded in by one request; where there are more, the next one goes on after them. */
const mostChallenges = 100

/** What somebody sends of one person for all their challenges. */
interface Sync {
  readonly userId: UserId
  readonly source?: string | undefined
  readonly rows: ReadonlyArray<unknown>
  readonly after?: ChallengeId | undefined
}

/** Records in each of those challenges of a person that measures it. */
export const syncRows = Effect.fnUntraced(function* (those: Synced, { userId, source, rows, after }: Sync) {
  const next = after === undefined ? {} : { after }
  // None but those is read: the cursor, which is the id of one, is told to whoever asks.
  const page = yield* takenPartIn(userId, { ...those, ...next, limit: mostChallenges + 1 })
  const challenges = page.slice(0, mostChallenges)
  const read = rows.map((row) => fieldsOf(row, userId, source))
  const now = yield* Clock.currentTimeMillis
  const { record } = yield* Recording
  const found = (yield* recordInEach(
    challenges,
    read.flatMap((row) => (Result.isSuccess(row) ? [row.success] : [])),
    (row, challenge) => arrivalOf(row, challenge, userId, now),
    record
  )).values()
  const data = read.map((row) => (Result.isSuccess(row) ? syncedJson(found.next().value ?? []) : row.failure))
  const last = page.length > mostChallenges ? challenges.at(-1)?.id : undefined
  return { data, has_more: last !== undefined, ...(last === undefined ? {} : { next_cursor: last }) }
})

/** A row that names no source is from that of the batch. */
const fieldsOf = (
  row: unknown,
  userId: UserId,
  source: string | undefined
): Result.Result<ActivityJson, SyncedJson> => {
  const whole = source === undefined || typeof row !== "object" || Array.isArray(row) ? row : { source, ...row }
  const read = Result.mapError(
    readFields(whole),
    (detail): SyncedJson => ({ outcome: "unusable", challenges: [], detail })
  )
  return Result.flatMap(read, (fields) =>
    fields.userId === undefined || fields.userId === userId
      ? Result.succeed(fields)
      : Result.fail({ ...forbidden, challenges: [] })
  )
}
