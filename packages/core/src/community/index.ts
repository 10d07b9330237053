export {
  amended,
  Circle,
  CircleAmendment,
  CircleId,
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
  CommunityUnavailable,
  NotCircleMember,
  NotCircleOwner
} from "./errors.ts"
export { joinCircle } from "./joinCircle.ts"
export { leaveCircle } from "./leaveCircle.ts"
export { ownCircle, seeCircle, type Viewer } from "./seeCircle.ts"
