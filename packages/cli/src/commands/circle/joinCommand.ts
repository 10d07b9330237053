import { joinCircle } from "@laurel/core/community"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser, circleIdOf, circleJson } from "./circleJson.ts"

/** `laurel circle join`: whoever acts is in the circle from then on. */
export const joinCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = circleIdOf(name)
  await onStore(given, house, async (session) => {
    const user = actingUser(session)
    const { circle, isNew } = await session.change(joinCircle(id, user))
    show(session, { ...circleJson(circle), user, joined: isNew }, () =>
      isNew ? `${user} is in ${circle.name} now.\n` : `${user} is in ${circle.name} already.\n`
    )
  })
}
