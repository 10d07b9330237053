import { Context, type Effect, type Option } from "effect"
import type { ChallengeId, ParticipantId, UserId } from "../shared/index.ts"
import type { Entry } from "./Entry.ts"
import type { EntryOutcome } from "./enter.ts"
import type { ChallengesUnavailable, ParticipantNotFound } from "./errors.ts"

/**
 * How many may enter: the field, and each team. `keptInTeams` says how many places of a team are kept for others who are about
 * to enter; its own maximum is the lower by them.
 */
export interface Room {
  readonly maximum?: number
  readonly teamMaximum?: number
  readonly keptInTeams?: ReadonlyMap<ParticipantId, number>
}

/** How many places are taken: in the field, and in the team that was asked about (0 when none was). */
export interface Places {
  readonly inField: number
  readonly inTeam: number
}

/** What of an entry decides who gets what of the prizes, and out of what. */
export interface Stake extends Pick<Entry, "participantId" | "eligibility" | "categories"> {
  readonly fee?: Pick<NonNullable<Entry["fee"]>, "payer" | "minorUnits">
}

/**
 * The entries of challenges: rows, never members of an aggregate.
 *
 * - `enter` takes a batch atomically and answers each entry in the order given. A participant or user enters a challenge
 *   once: the same entry again is `AlreadyEntered`, with other content `EntryConflict` naming the first field, as
 *   `differingField` says.
 * - The field never exceeds `room.maximum`, nor a team `room.teamMaximum` less `room.keptInTeams`, whatever runs at the same
 *   time. Who withdraws keeps the place.
 * - `places` gives how many places are taken, in the field and in a team; whoever entered has one.
 * - `countActive` gives how many entries are active: not withdrawn, not disqualified. `find` gives the entry of a participant.
 * - `ofUsers` gives the entry of each user in the order asked, nothing for who has none, `ofParticipants` that of each participant; `ofTeams` every entry of these teams and `all`
 *   every entry, by participant id; `page` at most `limit` of those, after a participant.
 * - `ofUserIn` gives the entry of one user in each of these challenges, in the order asked, nothing where there is none.
 * - `stakes` gives what of every entry a settlement rests on, by participant id as `all` does, some at a time: they are never all in
 *   memory. Between them nobody changes one, in whatever transaction that is asked, and outside of any.
 * - `amend` replaces, of each participant of a batch, status, eligibility, categories and handicap with those of the entry
 *   given, atomically; nothing else of an entry ever changes. `ParticipantNotFound` names the first who has not entered, and
 *   nobody is amended. Of a participant who is named twice the last entry counts.
 */
export class Entries extends Context.Service<
  Entries,
  {
    readonly enter: (
      challengeId: ChallengeId,
      entries: ReadonlyArray<Entry>,
      room: Room
    ) => Effect.Effect<ReadonlyArray<EntryOutcome>, ChallengesUnavailable>
    readonly ofUsers: (
      challengeId: ChallengeId,
      userIds: ReadonlyArray<UserId>
    ) => Effect.Effect<ReadonlyArray<Entry | undefined>, ChallengesUnavailable>
    readonly ofParticipants: (
      challengeId: ChallengeId,
      participantIds: ReadonlyArray<ParticipantId>
    ) => Effect.Effect<ReadonlyArray<Entry | undefined>, ChallengesUnavailable>
    readonly ofUserIn: (
      userId: UserId,
      challengeIds: ReadonlyArray<ChallengeId>
    ) => Effect.Effect<ReadonlyArray<Entry | undefined>, ChallengesUnavailable>
    readonly ofTeams: (
      challengeId: ChallengeId,
      teams: ReadonlyArray<ParticipantId>
    ) => Effect.Effect<ReadonlyArray<Entry>, ChallengesUnavailable>
    readonly all: (challengeId: ChallengeId) => Effect.Effect<ReadonlyArray<Entry>, ChallengesUnavailable>
    readonly page: (
      challengeId: ChallengeId,
      limit: number,
      after?: ParticipantId
    ) => Effect.Effect<ReadonlyArray<Entry>, ChallengesUnavailable>
    readonly stakes: (
      challengeId: ChallengeId,
      take: (stakes: ReadonlyArray<Stake>) => void
    ) => Effect.Effect<void, ChallengesUnavailable>
    readonly places: (challengeId: ChallengeId, team?: ParticipantId) => Effect.Effect<Places, ChallengesUnavailable>
    readonly countActive: (challengeId: ChallengeId) => Effect.Effect<number, ChallengesUnavailable>
    readonly find: (
      challengeId: ChallengeId,
      participantId: ParticipantId
    ) => Effect.Effect<Option.Option<Entry>, ChallengesUnavailable>
    readonly amend: (
      challengeId: ChallengeId,
      entries: ReadonlyArray<Entry>
    ) => Effect.Effect<void, ParticipantNotFound | ChallengesUnavailable>
  }
>()("@laurel/core/challenge/Entries") {}
