import { Result, Schema } from "effect"
import type { Flaw } from "./Flaw.ts"
import { flawsIn } from "./flawsIn.ts"

/**
 * A function that reads a value by a schema; refused with every flaw, in plain words and with its path. Keys that the
 * schema does not know are flaws too: a misspelt key is never silently left out.
 */
export const decoderOf = <A>(
  schema: Schema.Codec<A, unknown>
): ((value: unknown) => Result.Result<A, ReadonlyArray<Flaw>>) => {
  // What was given is looked at to say what is wrong with it, and is in no message.
  const decode = Schema.decodeUnknownResult(schema, { errors: "all", onExcessProperty: "error", reportInput: true })
  return (value) => Result.mapError(decode(value), ({ issue }) => flawsIn(issue))
}
