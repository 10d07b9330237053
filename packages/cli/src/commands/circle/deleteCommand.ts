import { deleteCircle } from "@laurel/core/community"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { actingUser, circleIdOf } from "./circleJson.ts"

/** `laurel circle delete`: the circle is taken away. */
export const deleteCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = circleIdOf(name)
  await onStore(given, house, async (session) => {
    await session.change(deleteCircle(id, actingUser(session)))
    show(session, { circle: id, deleted: true }, () => `Circle ${id} is taken away.\n`)
  })
}
