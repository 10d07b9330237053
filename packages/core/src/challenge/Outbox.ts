import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, Instant, UserId } from "../shared/index.ts"
import type { ChallengesUnavailable } from "./errors.ts"
import type { HourOfNews, News } from "./News.ts"

/** Whose standings may have changed. */
export type Changed = ReadonlyArray<UserId> | "Everybody"

/** What was taken out of the outbox, to be carried to the boards in the same transaction. */
export interface TakenChanges {
  /** The version of the challenge's boards that these changes make: one more than the last that was taken. */
  readonly version: number
  /** Who was named, each once, by id; where it is everybody, too. */
  readonly userIds: ReadonlyArray<UserId>
  readonly isEverybody: boolean
  /** Whether more was waiting that was not taken. */
  readonly isMore: boolean
  /** What all that was taken brings, by hour. */
  readonly news: ReadonlyArray<HourOfNews>
}

/**
 * What has changed and is still to be carried to the boards, by challenge.
 *
 * - `add` belongs to the transaction that changes facts: what is rolled back has not changed. Adding nobody changes nothing.
 *   Whatever changed comes with its news.
 * - `take` takes out what was added first: one addition, and more of them for as long as they name no more than `limit` users together.
 *   Where everybody was added or is due it takes all there is. It counts the version. Whoever takes of the same challenge waits until
 *   the transaction of another who did has ended: versions come into being in their order. Nothing when nothing waits.
 * - `refreshAt` says when everybody is due, whether anything changes or not: scores may change with the days. There is one such instant
 *   a challenge, the one said last; who takes at or after it takes everybody, and it is gone then.
 * - `waiting` gives at most `limit` of the challenges of which something waits or is due, by their ids, those after `after` where that is
 *   given: whoever goes round them reaches each, also while others cannot be carried.
 * - `oldest` gives the earliest instant among the news that wait and the instants at which everybody was due; nothing where there is none.
 */
export class Outbox extends Context.Service<
  Outbox,
  {
    readonly add: (
      challengeId: ChallengeId,
      changed: Changed,
      news?: News
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly take: (
      challengeId: ChallengeId,
      now: Instant,
      limit: number
    ) => Effect.Effect<Option.Option<TakenChanges>, ChallengesUnavailable>
    readonly refreshAt: (
      challengeId: ChallengeId,
      at: Instant | undefined
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly waiting: (
      now: Instant,
      limit: number,
      after?: ChallengeId
    ) => Effect.Effect<ReadonlyArray<ChallengeId>, ChallengesUnavailable>
    readonly oldest: (now: Instant) => Effect.Effect<Option.Option<Instant>, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Outbox") {}
