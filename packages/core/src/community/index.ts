export {
  admits,
  CommunityUnavailable,
  Invite,
  InviteId,
  type InvitePlace,
  InviteSubject,
  Invites,
  inviteIdOf,
  invitesOpenMs,
  isOpen,
  isOver,
  mostInvited,
  subjectKey
} from "../invite/index.ts"
export { CircleId } from "../shared/index.ts"
export { acceptInvite, declineInvite, forgetInvites, revokeInvite } from "./answerInvite.ts"
export {
  amended,
  Circle,
  CircleAmendment,
  type Member,
  mostMembers,
  usualMembers,
  withOneMore,
  without
} from "./Circle.ts"
export { Circles, type Membership } from "./Circles.ts"
export { amendCircle, deleteCircle } from "./changeCircle.ts"
export {
  type CircleBoard,
  type CircleBoardOptions,
  type CircleRow,
  circleBoard,
  type MembersOf,
  makeMemberLists,
  membersOf
} from "./circleBoard.ts"
export { type CircleWanted, circleBytes, createCircle } from "./createCircle.ts"
export {
  CircleFull,
  CircleLimitTooLow,
  CircleNotFound,
  InviteNotFound,
  NotCircleMember,
  NotCircleOwner
} from "./errors.ts"
export { type Invited, inviteToChallenge, inviteToCircle, permitInviting } from "./inviteUsers.ts"
export { joinCircle } from "./joinCircle.ts"
export { leaveCircle } from "./leaveCircle.ts"
export { ownCircle, seeCircle, type Viewer } from "./seeCircle.ts"
