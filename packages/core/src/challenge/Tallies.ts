import { Context, type Effect } from "effect"
import type { ChallengeId, Currency, Instant, ParticipantId, UserId } from "../shared/index.ts"
import type { Entry } from "./Entry.ts"
import type { ChallengesUnavailable } from "./errors.ts"
import type { HourOfNews } from "./News.ts"

/** What one participant comes to in the statistics of the challenge, and of the user. */
export interface Tally {
  readonly participantId: ParticipantId
  readonly userId: UserId
  readonly status: Entry["status"]
  readonly activeDays: number
  /** Of who is scored, an integer at the decimals of the score. */
  readonly score?: number
  /** How far towards the target or the goal of the rule, in basis points; only of who is active, where the rule has one. */
  readonly progress?: number
  /** In the final standings: one more than how many stand better. */
  readonly place?: number
  /** What a posted settlement, with its corrections, gives. */
  readonly prize?: Prize
}

/** An amount of a currency. */
export interface Prize {
  readonly currency: Currency
  readonly minorUnits: bigint
}

/** What the tallies of a challenge add up to, and the activities that count. */
export interface TallyTotals {
  readonly active: number
  readonly withdrawn: number
  readonly disqualified: number
  /** With at least one active day. */
  readonly started: number
  readonly scored: number
  readonly score: bigint
  /** How many of them have a progress. */
  readonly measured: number
  readonly progress: bigint
  readonly activities: number
  /** When something last changed; nothing while nothing has. */
  readonly changedAt?: Instant
}

/** What a user comes to in one challenge. */
export interface UserTally extends Tally {
  readonly challengeId: ChallengeId
}

/** What happened to a challenge in one hour. */
export interface BusyHour extends Pick<HourOfNews, "hour" | "joined" | "activities"> {
  readonly challengeId: ChallengeId
}

/** How many users sent activities in one hour. */
export interface ActiveHour {
  /** Hours since 1970. */
  readonly hour: number
  readonly users: number
}

/** Who takes part in which challenge, as which participant. */
export type Taking = Pick<UserTally, "userId" | "challengeId" | "participantId">

/**
 * What statistics are made of, kept beside the facts in the store, in the transactions that carry what has changed.
 *
 * - `put` replaces what is known of these participants, atomically, and of one who is named twice the last counts; it adds the news to
 *   those of their hours. Whoever puts of the same challenge at the same time waits.
 * - `totals` gives what all that was put adds up to, at a cost that does not grow with the participants.
 * - `ofUser` gives what a user comes to in each challenge, by challenge.
 * - `entered` gives the challenges of these users, by user and challenge.
 * - `active` gives, by hour from one on, how many different users sent activities to any challenge, by the news; hours without any are left
 *   out. What it costs grows with the users of those hours.
 * - `forgetActive` forgets who was active before an hour, the oldest first: of at most so many users, challenges and hours.
 * - `busy` gives the hours of all challenges from one on, by challenge and hour.
 * - `forgetHours` forgets hours before one, the oldest first and at most so many, and gives how many they were; totals stay what they are.
 */
export class Tallies extends Context.Service<
  Tallies,
  {
    readonly put: (
      challengeId: ChallengeId,
      tallies: ReadonlyArray<Tally>,
      news: ReadonlyArray<HourOfNews>
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly totals: (challengeId: ChallengeId) => Effect.Effect<TallyTotals, ChallengesUnavailable>
    readonly ofUser: (userId: UserId) => Effect.Effect<ReadonlyArray<UserTally>, ChallengesUnavailable>
    readonly entered: (userIds: ReadonlyArray<UserId>) => Effect.Effect<ReadonlyArray<Taking>, ChallengesUnavailable>
    readonly active: (fromHour: number) => Effect.Effect<ReadonlyArray<ActiveHour>, ChallengesUnavailable>
    readonly forgetActive: (before: number, limit: number) => Effect.Effect<number, ChallengesUnavailable>
    readonly busy: (fromHour: number) => Effect.Effect<ReadonlyArray<BusyHour>, ChallengesUnavailable>
    readonly forgetHours: (before: number, limit: number) => Effect.Effect<number, ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Tallies") {}
