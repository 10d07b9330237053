import { Schema } from "effect"
import { UserId } from "../shared/index.ts"

/** No circle has this name, or none that whoever asks may know of. */
export class CircleNotFound extends Schema.TaggedError<CircleNotFound>()("CircleNotFound", {
  circleId: Schema.String
}) {
  override get message() {
    return `There is no circle ${this.circleId}; list your circles to see which there are`
  }
}

/** Only the owner of a circle may do this. */
export class NotCircleOwner extends Schema.TaggedError<NotCircleOwner>()("NotCircleOwner", {
  circleId: Schema.String,
  by: UserId
}) {
  override get message() {
    return `${this.by} does not own the circle ${this.circleId}; only its owner may do this`
  }
}

/** The circle has as many members as it may. */
export class CircleFull extends Schema.TaggedError<CircleFull>()("CircleFull", {
  circleId: Schema.String,
  memberLimit: Schema.Int
}) {
  override get message() {
    return `The circle ${this.circleId} has ${this.memberLimit} members, and may have no more; its owner can raise the limit`
  }
}

/** The circle has more members than its limit is to be. */
export class CircleLimitTooLow extends Schema.TaggedError<CircleLimitTooLow>()("CircleLimitTooLow", {
  circleId: Schema.String,
  memberLimit: Schema.Int,
  memberCount: Schema.Int
}) {
  override get message() {
    return `The circle ${this.circleId} has ${this.memberCount} members already; its limit cannot be ${this.memberLimit}`
  }
}

/** Somebody is not in the circle. */
export class NotCircleMember extends Schema.TaggedError<NotCircleMember>()("NotCircleMember", {
  circleId: Schema.String,
  userId: UserId
}) {
  override get message() {
    return `${this.userId} is not in the circle ${this.circleId}; list its members to see who is`
  }
}

/** No invitation has this name, or none of whoever asks; or it is over, or was answered otherwise. */
export class InviteNotFound extends Schema.TaggedError<InviteNotFound>()("InviteNotFound", {
  inviteId: Schema.String
}) {
  override get message() {
    return `There is no invitation ${this.inviteId} that you could answer or take back; list your invitations to see which there are`
  }
}
