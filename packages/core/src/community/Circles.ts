import { Context, type Effect, type Option } from "effect"
import type { CommunityUnavailable } from "../invite/index.ts"
import type { CircleId, Instant, UserId } from "../shared/index.ts"
import type { Circle, CircleAmendment, Member } from "./Circle.ts"
import type { CircleFull, CircleLimitTooLow, CircleNotFound, NotCircleMember } from "./errors.ts"

/** A circle that somebody is in. */
export interface Membership {
  readonly circle: Circle
  readonly joinedAt: Instant
}

/**
 * Circles, and who is in them: members are rows, and the circle keeps how many there are.
 *
 * - `add` keeps a circle with its owner as its first member; its name is one that no other has, or `false` is the answer and nothing is
 *   kept.
 * - `find` gives a circle; `isIn` says of each of these circles, in the order asked, whether somebody is in it.
 * - `enter` takes somebody in, as `withOneMore` says, and gives the circle then; who is in it stays as they are, and `isNew` says so. It
 *   never has more members than its limit, whatever runs at the same time, and its count is always how many there are.
 * - `leave` takes somebody out, as `without` says, and gives how the circle was and is: of those who stay, whoever joined first inherits it,
 *   and of the same instant by name. It goes with its last member.
 * - `amend` changes a circle, as `amended` says, and gives how it was and is.
 * - `remove` takes a circle away with its members, and gives it as it was, where there was one.
 * - Of what is no circle each of these is `CircleNotFound`; of who is not in it, `leave` is `NotCircleMember`. Whoever changes the same
 *   circle at the same time waits until the transaction of the first has ended.
 * - `members` gives who is in a circle, in the order in which they joined, and of the same instant by name; `ofUser` the circles that
 *   somebody is in, in that order too. Both give those after a place in the list, and no more than asked for.
 */
export class Circles extends Context.Service<
  Circles,
  {
    readonly add: (circle: Circle) => Effect.Effect<boolean, CommunityUnavailable>
    readonly find: (id: CircleId) => Effect.Effect<Option.Option<Circle>, CommunityUnavailable>
    readonly isIn: (
      userId: UserId,
      ids: ReadonlyArray<CircleId>
    ) => Effect.Effect<ReadonlyArray<boolean>, CommunityUnavailable>
    readonly enter: (
      id: CircleId,
      member: Member
    ) => Effect.Effect<
      { readonly circle: Circle; readonly isNew: boolean },
      CircleNotFound | CircleFull | CommunityUnavailable
    >
    readonly leave: (
      id: CircleId,
      userId: UserId
    ) => Effect.Effect<
      { readonly before: Circle; readonly after: Option.Option<Circle> },
      CircleNotFound | NotCircleMember | CommunityUnavailable
    >
    readonly amend: (
      id: CircleId,
      amendment: CircleAmendment
    ) => Effect.Effect<
      { readonly before: Circle; readonly after: Circle },
      CircleNotFound | CircleLimitTooLow | CommunityUnavailable
    >
    readonly remove: (id: CircleId) => Effect.Effect<Option.Option<Circle>, CommunityUnavailable>
    readonly members: (
      id: CircleId,
      limit: number,
      after?: Member
    ) => Effect.Effect<ReadonlyArray<Member>, CommunityUnavailable>
    readonly ofUser: (
      userId: UserId,
      limit: number,
      after?: { readonly joinedAt: Instant; readonly circleId: CircleId }
    ) => Effect.Effect<ReadonlyArray<Membership>, CommunityUnavailable>
  }
>()("@laurel/core/community/Circles") {}
