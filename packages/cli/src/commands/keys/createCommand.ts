import { randomBytes } from "node:crypto"
import { issueKey, keyBytes, type Scope, scopes } from "@laurel/core/access"
import { Schema } from "effect"
import { Problem } from "../../io/Problem.ts"
import { instantOf } from "../../session/instantOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { showKey } from "./showKey.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({ scope: Schema.String, label: Schema.String, expires: Schema.optionalKey(Schema.String) })
)

/** `laurel keys create`: a key is issued, and shown this once. */
export const createCommand = async (given: Readonly<Record<string, unknown>>, house: House): Promise<void> => {
  const { scope, label, expires } = readOptions(given)
  const wanted = scope.split(",").map(scopeOf)
  const expiresAt = expires === undefined ? undefined : instantOf(expires, "--expires")
  await onStore(given, house, async (session) => {
    const { key, text } = await session.change(
      issueKey(
        { owner: session.by, label, scopes: wanted, ...(expiresAt === undefined ? {} : { expiresAt }) },
        session.by,
        randomBytes(keyBytes)
      )
    )
    showKey(session, key, text)
  })
}

const scopeOf = (text: string): Scope => {
  const found = scopes.find((one) => one === text)
  if (found !== undefined) return found
  throw new Problem({
    exit: "usage",
    code: "wrong-scope",
    title: `"${text}" is nothing that a key can be for`,
    where: "--scope",
    remedy: `name some of ${scopes.join(", ")}, separated by commas`
  })
}
