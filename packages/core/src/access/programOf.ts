import { Clock, Effect, Option } from "effect"
import { type Instant, sha256Hex } from "../shared/index.ts"
import { type ApiKey, isTaken } from "./ApiKey.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { readKey } from "./keyText.ts"
import type { Program } from "./Principal.ts"

/** The program that shows a key; nothing where it is none, or none that is valid now. */
export const programOf = Effect.fnUntraced(function* (text: string) {
  const read = Option.getOrUndefined(readKey(text))
  if (read === undefined) return Option.none<Program>()
  const found = yield* (yield* ApiKeys).find(read.id)
  const shown = Option.filter(found, ({ hash }) => isSame(hash, sha256Hex(read.secret)))
  return programWith(shown, yield* Clock.currentTimeMillis)
})

/** The program that has a key, where the key is valid now. */
export const programWith = (found: Option.Option<ApiKey>, now: Instant): Option.Option<Program> =>
  found.pipe(
    Option.filter((key) => isTaken(key, now)),
    Option.map(({ id, owner, scopes }): Program => ({ _tag: "Program", id: owner, key: id, scopes: new Set(scopes) }))
  )

/** Takes as long whatever differs. */
const isSame = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at % b.length)
  return difference === 0
}
