import { leaveCircle } from "@laurel/core/community"
import { Option, Schema } from "effect"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { userOf } from "../../session/userOf.ts"
import { actingUser, circleIdOf } from "./circleJson.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ user: Schema.optionalKey(Schema.String) }))

/** `laurel circle leave`: whoever acts leaves the circle, or takes somebody out of their own. */
export const leaveCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { user } = readOptions(given)
  const id = circleIdOf(name)
  const named = user === undefined ? undefined : userOf(user)
  await onStore(given, house, async (session) => {
    const by = actingUser(session)
    const leaving = named ?? by
    const left = Option.getOrUndefined(await session.change(leaveCircle(id, leaving, by)))
    show(
      session,
      { circle: id, user: leaving, ...(left === undefined ? { gone: true } : { owner: left.owner }) },
      () =>
        left === undefined
          ? `${leaving} was the last in ${id}; it is gone.\n`
          : `${leaving} is not in ${left.name} any more; it is ${left.owner}'s.\n`
    )
  })
}
