import { Clock, Effect, Option } from "effect"
import { sha256Hex } from "../shared/index.ts"
import { ApiKeys } from "./ApiKeys.ts"
import { readKey } from "./keyText.ts"
import type { Program } from "./Principal.ts"

/** The program that shows a key; nothing where it is none, or none that is valid now. */
export const programOf = Effect.fnUntraced(function* (text: string) {
  const read = Option.getOrUndefined(readKey(text))
  if (read === undefined) return Option.none<Program>()
  const key = Option.getOrUndefined(yield* (yield* ApiKeys).find(read.id))
  const now = yield* Clock.currentTimeMillis
  const isValid =
    key !== undefined &&
    key.revokedAt === undefined &&
    (key.expiresAt === undefined || now < key.expiresAt) &&
    isSame(key.hash, sha256Hex(read.secret))
  return isValid
    ? Option.some<Program>({ _tag: "Program", id: key.owner, key: key.id, scopes: new Set(key.scopes) })
    : Option.none<Program>()
})

/** Takes as long whatever differs. */
const isSame = (a: string, b: string): boolean => {
  let difference = a.length ^ b.length
  for (let at = 0; at < a.length; at++) difference |= a.charCodeAt(at) ^ b.charCodeAt(at % b.length)
  return difference === 0
}
