import { Context, type Effect, type Option } from "effect"
import type { Instant } from "../shared/index.ts"
import type { AccessUnavailable } from "./errors.ts"
import type { StreamGrant } from "./StreamGrant.ts"

/**
 * Tokens that open one stream each, by the SHA-256 of their text: what is kept opens nothing for whoever reads it.
 *
 * - `keep` keeps what a token opens. Two tokens of one hash there are not: the first stays.
 * - `redeem` takes a token away and gives what it opens. Of those who redeem the same one at the same time one is given it; whoever comes
 *   later is not, nor is anybody once its instant has come.
 * - `forget` forgets those whose instant came before another, the longest ago first, at most so many, and gives how many they were.
 */
export class StreamTokens extends Context.Service<
  StreamTokens,
  {
    readonly keep: (hash: string, grant: StreamGrant) => Effect.Effect<void, AccessUnavailable>
    readonly redeem: (hash: string, now: Instant) => Effect.Effect<Option.Option<StreamGrant>, AccessUnavailable>
    readonly forget: (before: Instant, limit: number) => Effect.Effect<number, AccessUnavailable>
  }
>()("@laurel/core/access/StreamTokens") {}
