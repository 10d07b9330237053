export { CommunityUnavailable } from "./errors.ts"
export {
  admits,
  challengeOf,
  Invite,
  InviteId,
  InviteSubject,
  inviteIdOf,
  invitesOpenMs,
  isOpen,
  isOver,
  mostInvited,
  subjectKey
} from "./Invite.ts"
export { type InvitePlace, Invites } from "./Invites.ts"
