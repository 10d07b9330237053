import { Context, type Effect, Option } from "effect"

/** A store that can keep all that is in it under a name, and begin there again. */
export interface Checkpoints {
  readonly keep: (name: string) => Effect.Effect<void>
  /** Puts back what was kept into a store that is empty. */
  readonly restore: (name: string) => Effect.Effect<void>
}

/** Worlds of such a store begin where others ended; in all others what was before is played again. */
export const Checkpoint = Context.Reference<Option.Option<Checkpoints>>("@laurel/core/contracts/Checkpoint", {
  defaultValue: Option.none
})
