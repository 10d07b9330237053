import { Invites } from "@laurel/core/community"
import { renderTable } from "../../output/renderTable.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"
import { inviteJson } from "./inviteJson.ts"

/** So many are listed at most, the earliest first: whoever answers them sees the next. */
const listed = 500

/** `laurel invite list`: what somebody can answer. */
export const listCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const user = userOf(name)
  await onStore(given, house, async (session) => {
    const now = session.now()
    const invites = (await session.run(Invites.use((port) => port.ofUser(user, now, listed)))).map(inviteJson)
    show(session, { user, invites }, (style) =>
      invites.length === 0
        ? `${user} has no invitation to answer.\n`
        : renderTable(
            ["invite", "to", "by", "expires"].map((head) => ({ head })),
            invites.map((one) => [one.invite, one.to, one.by, one.expiresAt]),
            style
          )
    )
  })
}
