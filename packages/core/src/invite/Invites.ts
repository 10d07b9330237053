import { Context, type Effect, type Option } from "effect"
import type { Instant, UserId } from "../shared/index.ts"
import type { CommunityUnavailable } from "./errors.ts"
import type { Invite, InviteId, InviteSubject } from "./Invite.ts"

/** After which invitation a page goes on. */
export interface InvitePlace {
  readonly invitedAt: Instant
  readonly id: InviteId
}

/**
 * Invitations of users to circles and challenges.
 *
 * - `add` keeps a batch atomically and says of each in the order given whether it is new: there is one of a name at most: of a batch the
 *   first counts, and one that is there stays as it is, unless it is over (`isOver`) when the other begins.
 * - `find` gives each of these invitations in the order asked, nothing for what is none; `answer` answers one that is open (`isOpen`), and gives it then: of many who answer the same one at the same
 *   time one does, and of what is not open nothing is given.
 * - `revoke` takes an invitation away, and says whether there was one.
 * - `end` takes away all to something that nobody has answered, and gives how many they were.
 * - `ofUser` gives the invitations of somebody that are open, `ofSubject` those to something, whatever became of them: in the order in which
 *   they were made, and of the same instant by name; those after a place in the list, and no more than asked for.
 * - `forget` forgets those that are over since before an instant, the longest ago first, at most so many, and gives how many they were.
 */
export class Invites extends Context.Service<
  Invites,
  {
    readonly add: (invites: ReadonlyArray<Invite>) => Effect.Effect<ReadonlyArray<boolean>, CommunityUnavailable>
    readonly find: (
      ids: ReadonlyArray<InviteId>
    ) => Effect.Effect<ReadonlyArray<Invite | undefined>, CommunityUnavailable>
    readonly answer: (
      id: InviteId,
      state: "Accepted" | "Declined",
      now: Instant
    ) => Effect.Effect<Option.Option<Invite>, CommunityUnavailable>
    readonly revoke: (id: InviteId) => Effect.Effect<boolean, CommunityUnavailable>
    readonly end: (subject: InviteSubject) => Effect.Effect<number, CommunityUnavailable>
    readonly ofUser: (
      userId: UserId,
      now: Instant,
      limit: number,
      after?: InvitePlace
    ) => Effect.Effect<ReadonlyArray<Invite>, CommunityUnavailable>
    readonly ofSubject: (
      subject: InviteSubject,
      limit: number,
      after?: InvitePlace
    ) => Effect.Effect<ReadonlyArray<Invite>, CommunityUnavailable>
    readonly forget: (before: Instant, limit: number) => Effect.Effect<number, CommunityUnavailable>
  }
>()("@laurel/core/invite/Invites") {}
