import { type Invite, subjectKey } from "@laurel/core/community"
import { formatInstant } from "@laurel/core/shared"

/** An invitation, for programs. */
export const inviteJson = (invite: Invite) => ({
  invite: invite.id,
  to: subjectKey(invite.subject),
  user: invite.userId,
  by: invite.invitedBy,
  state: invite.state.toLowerCase(),
  invitedAt: formatInstant(invite.invitedAt),
  expiresAt: formatInstant(invite.expiresAt)
})
