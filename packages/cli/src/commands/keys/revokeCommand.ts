import { KeyId, revokeKey } from "@laurel/core/access"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"

const asKeyId = Schema.decodeUnknownOption(KeyId)

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

const keyIdOf = (text: string): KeyId => {
  const id = asKeyId(text)
  if (Option.isSome(id)) return id.value
  throw new Problem({
    exit: "usage",
    code: "wrong-key",
    title: `"${text}" is no name of a key`,
    where: "key",
    remedy: "give the twelve letters after laurel_live_; laurel keys list shows them"
  })
}
