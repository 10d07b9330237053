import type { OutcomeIn } from "@laurel/core/challenge"
import { Schema } from "effect"
import { outcomeJson, outcomes, whyFields } from "./OutcomeJson.ts"

/** What became of an activity in one of the challenges that measure it; `unusable` where it cannot be read by the rules of that one. */
const InChallenge = Schema.Struct({
  challenge_id: Schema.String,
  outcome: Schema.Literals([...outcomes, "unusable"]),
  ...whyFields,
  detail: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "ActivityInChallenge" })

/**
 * What became of an activity that was sent for all challenges.
 *
 * **Details**: `recorded`: see each of the challenges, in the order of their ids. `no_challenge`: none of them measures its metric, and it is
 * kept nowhere. `unusable`, `forbidden`: nothing was done with it, and `detail` says why.
 */
export const SyncedJson = Schema.Struct({
  outcome: Schema.Literals(["recorded", "no_challenge", "unusable", "forbidden"]),
  challenges: Schema.Array(InChallenge),
  detail: Schema.optionalKey(Schema.String)
}).annotate({ identifier: "ActivitySynced" })
/** What became of an activity that was sent for all challenges. */
export type SyncedJson = typeof SyncedJson.Type

/** What became of a row in each challenge, as it is written. */
export const syncedJson = (found: ReadonlyArray<OutcomeIn>): SyncedJson => ({
  outcome: found.length === 0 ? "no_challenge" : "recorded",
  challenges: found.map(({ challengeId, outcome }) => ({
    challenge_id: challengeId,
    ...(outcome._tag === "Unusable" ? { outcome: "unusable" as const, detail: outcome.problem } : outcomeJson(outcome))
  }))
})
