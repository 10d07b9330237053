import type { ChallengeDefinition } from "@laurel/core/challenge"
import type { FileFormat, ReadingOptions } from "../input/activityRows.ts"
import type { ReadLocal } from "../input/datePattern.ts"
import type { HashedSource } from "../input/hashed.ts"

/** Everything that decides a run: the same request gives the same result, byte for byte. */
export interface RunRequest {
  readonly definition: ChallengeDefinition
  readonly activities: HashedSource
  readonly reading: ReadingOptions
  /** Who takes part; without it everyone who appears in the activities does. */
  readonly entries?: { readonly source: HashedSource; readonly format: FileFormat }
  /** How dates are written, beside ISO 8601. */
  readonly dates?: { readonly text: string; readonly read: ReadLocal }
  /** The secret that the plan's draw committed to. */
  readonly secret?: string
}
