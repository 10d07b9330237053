import { Context, Effect } from "effect"

/** What is around a server that no port of the store tells of. */
export interface WhatIsAround {
  /** The version of the program. */
  readonly version: string
  /** Where boards are read from, and whether that answers. While it does not, the store does. */
  readonly boards: { readonly kept: "memory" | "redis"; readonly isUp: Effect.Effect<boolean> }
}

/** What is around the server; nothing but its own memory unless said otherwise. */
export const Around = Context.Reference<WhatIsAround>("@laurel/http/Around", {
  defaultValue: () => ({ version: "unknown", boards: { kept: "memory", isUp: Effect.succeed(true) } })
})
