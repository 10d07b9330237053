import { Schema } from "effect"
import { countOf } from "../../session/countOf.ts"

const readOptions = Schema.decodeUnknownSync(Schema.Struct({ ifVersion: Schema.optionalKey(Schema.String) }))

/** The version of a draft that a command is meant for; nothing where whatever is there is meant. */
export const versionIn = (given: Readonly<Record<string, unknown>>): number | undefined => {
  const { ifVersion } = readOptions(given)
  return ifVersion === undefined ? undefined : countOf(ifVersion, "--if-version")
}
