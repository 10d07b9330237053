import { Context, type Effect, type Option } from "effect"
import type { Instant, PrincipalId } from "../shared/index.ts"
import type { AccessUnavailable } from "./errors.ts"

/** Which request somebody may send again: whose it is, what it asks for, and the key that they gave it. */
export interface AnswerKey {
  readonly by: PrincipalId
  readonly operation: string
  readonly key: string
}

/** A request that came before. */
export interface KeptAnswer {
  /** SHA-256 of what was sent. */
  readonly requestHash: string
  /** What was answered, as text; absent while it is being carried out, or where that was cut off. */
  readonly answer?: string
}

/**
 * The answers to requests that may be sent again, kept along with what they brought about.
 *
 * - `claim` says that a request is about to be carried out, and gives nothing: of those who claim the same one at the same time all but one
 *   wait until the transaction of that one has ended. Where it came before, what is kept of it is given, and nothing changes.
 * - `answer` keeps what was answered.
 * - `forget` forgets those that were claimed before an instant, at most so many, and gives how many they were.
 */
export class KeptAnswers extends Context.Service<
  KeptAnswers,
  {
    readonly claim: (
      request: AnswerKey,
      requestHash: string,
      now: Instant
    ) => Effect.Effect<Option.Option<KeptAnswer>, AccessUnavailable>
    readonly answer: (request: AnswerKey, answer: string) => Effect.Effect<void, AccessUnavailable>
    readonly forget: (before: Instant, limit: number) => Effect.Effect<number, AccessUnavailable>
  }
>()("@laurel/core/access/KeptAnswers") {}
