import { inviteToChallenge, inviteToCircle, mostInvited } from "@laurel/core/community"
import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { Session } from "../../session/Session.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"
import { actingUser, circleIdOf } from "../circle/circleJson.ts"
import { inviteJson } from "./inviteJson.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ circle: Schema.optionalKey(Schema.String), challenge: Schema.optionalKey(Schema.String) })
)

const outcomes = { Invited: "invited", Exists: "exists", AlreadyIn: "already-in" } as const

/** `laurel invite send`: users are invited to a circle or a challenge, each with an outcome of their own. */
export const sendCommand = async (
  names: ReadonlyArray<string>,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const users = names.map(userOf)
  const { circle, challenge } = readOptions(given)
  const wrong = (title: string, remedy: string): Problem =>
    new Problem({ exit: "usage", code: "wrong-invite", title, where: "invite", remedy })
  if (users.length > mostInvited) throw wrong(`${users.length} users are too many`, `give at most ${mostInvited}`)
  const invite = (session: Session) => {
    if (circle !== undefined) return session.change(inviteToCircle(circleIdOf(circle), users, actingUser(session)))
    if (challenge !== undefined) return session.change(inviteToChallenge(challengeIdOf(challenge), users, session.by))
    throw wrong("nobody can tell to what", "give --circle CIRCLE or --challenge ID")
  }
  await onStore(given, house, async (session) => {
    const invites = (await invite(session)).map((one) => ({
      user: one.userId,
      outcome: outcomes[one.outcome],
      ...("invite" in one ? inviteJson(one.invite) : {})
    }))
    show(session, { invites }, (style) =>
      renderTable(
        ["user", "outcome", "invite"].map((head) => ({ head })),
        invites.map((one) => [one.user, one.outcome, "invite" in one ? one.invite : ""]),
        style
      )
    )
  })
}
