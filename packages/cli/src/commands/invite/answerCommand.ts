import { acceptInvite, declineInvite, InviteId, revokeInvite } from "@laurel/core/community"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser } from "../circle/circleJson.ts"
import { inviteJson } from "./inviteJson.ts"

const asInviteId = Schema.decodeUnknownOption(InviteId)

const inviteIdOf = (text: string): InviteId => {
  const id = asInviteId(text)
  if (Option.isSome(id)) return id.value
  throw new Problem({
    exit: "usage",
    code: "wrong-invite",
    title: `"${text}" is no name of an invitation`,
    where: "invite",
    remedy: "laurel invite list shows what somebody can answer"
  })
}

/** `laurel invite accept`, `decline` and `revoke`. */
export const answerCommand = async (
  what: "accept" | "decline" | "revoke",
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = inviteIdOf(name)
  await onStore(given, house, async (session) => {
    if (what === "revoke") {
      await session.change(revokeInvite(id, session.by))
      show(session, { invite: id, revoked: true }, () => `Invitation ${id} is taken back.\n`)
      return
    }
    const answer = what === "accept" ? acceptInvite : declineInvite
    const invite = inviteJson(await session.change(answer(id, actingUser(session))))
    show(session, invite, () => `${invite.user} has ${invite.state} the invitation to ${invite.to}.\n`)
  })
}
