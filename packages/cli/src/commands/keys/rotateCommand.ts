import { randomBytes } from "node:crypto"
import { keyBytes, rotateKey } from "@laurel/core/access"
import { type House, onStore } from "../../session/openSession.ts"
import { keyIdOf } from "./keyIdOf.ts"
import { showKey } from "./showKey.ts"

/** `laurel keys rotate`: another key is put in the place of one, and shown this once. */
export const rotateCommand = async (
  name: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const id = keyIdOf(name)
  await onStore(given, house, async (session) => {
    const { key, text } = await session.change(rotateKey(id, session.by, randomBytes(keyBytes)))
    showKey(session, key, text, `Key ${id} is taken for a day more; if it leaked: laurel keys revoke ${id}\n`)
  })
}
