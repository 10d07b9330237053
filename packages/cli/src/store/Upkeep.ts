import { Context, Effect } from "effect"
import type { PartitionMoved } from "./Database.ts"

/** Why a store could not be kept up, for people. */
interface UpkeepFailed {
  readonly message: string
}

/**
 * What a store wants done once a day, as of an instant: on SQL stores the partitions of the months ahead are made. Gives what was
 * made. Stores that want nothing have none.
 */
export const Upkeep = Context.Reference<(now: number) => Effect.Effect<ReadonlyArray<PartitionMoved>, UpkeepFailed>>(
  "@laurel/cli/store/Upkeep",
  { defaultValue: () => () => Effect.succeed([]) }
)
