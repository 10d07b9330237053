import type { KnownChallenge } from "@laurel/core/access"
import type { Arrival } from "@laurel/core/activity"
import { decoderOf, formatPath, type Instant, type UserId } from "@laurel/core/shared"
import { Result } from "effect"
import { ActivityJson, readActivity } from "./ActivityJson.ts"
import { decimalsOf } from "./decimalsOf.ts"

const decode = decoderOf<ActivityJson>(ActivityJson)

/** Reads a row of a batch; what is wrong with it is one sentence. */
export const readFields = (row: unknown): Result.Result<ActivityJson, string> =>
  Result.mapError(decode(row), (flaws) =>
    flaws.map(({ path, message }) => (path.length === 0 ? message : `${formatPath(path)} ${message}`)).join("; ")
  )

/** What was read as an activity of a challenge, its quantity at the decimals of its metric there. */
export const arrivalOf = (
  fields: ActivityJson,
  challenge: Pick<KnownChallenge, "definition">,
  sender: UserId,
  now: Instant
): Result.Result<Arrival, string> =>
  Result.mapError(readActivity(fields, sender, decimalsOf(challenge), now), (problem) => `quantity ${problem}`)
