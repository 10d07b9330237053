import { Context, Effect } from "effect"

/** What a store says of itself to whoever watches over it. */
export interface VitalsShown {
  readonly outbox: { readonly changes: number; readonly oldest: number | undefined }
  readonly payouts: ReadonlyArray<{ readonly state: string; readonly count: number }>
  readonly connections: Readonly<Record<string, number>>
}

/** Asks the store how it is; stores that have nothing to say say nothing. */
export const Vitals = Context.Reference<Effect.Effect<VitalsShown | undefined, { readonly message: string }>>(
  "@laurel/cli/store/Vitals",
  { defaultValue: () => Effect.succeed(undefined) }
)
