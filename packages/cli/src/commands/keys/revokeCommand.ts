import { revokeKey } from "@laurel/core/access"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import { keyIdOf } from "./keyIdOf.ts"

/** `laurel keys revoke`: a key is not taken any more. */
export const revokeCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = keyIdOf(name)
  await onStore(given, house, async (session) => {
    await session.change(revokeKey(id, session.by))
    show(session, { key: id, revoked: true }, () => `Key ${id} is revoked.\n`)
  })
}
