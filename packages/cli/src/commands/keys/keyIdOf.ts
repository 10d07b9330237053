import { KeyId } from "@laurel/core/access"
import { Option, Schema } from "effect"
import { Problem } from "../../io/Problem.ts"

const asKeyId = Schema.decodeUnknownOption(KeyId)

/** The name of a key; what is none is a problem (exit 64). */
export const keyIdOf = (text: string): KeyId => {
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
