import { Option, Schema } from "effect"
import type { AnyOperation } from "./Operation.ts"
import type { Reply } from "./Route.ts"

const fieldsOf = Schema.decodeUnknownOption(Schema.Record(Schema.String, Schema.Unknown))

/** The header that says where what was made is from then on; none where nothing was made. */
export const locationOf = (
  operation: AnyOperation,
  { body, status }: Reply<unknown>,
  params: Readonly<Record<string, string>>
): Readonly<Record<string, string>> => {
  const { location } = operation
  if (location === undefined || (status ?? operation.status) !== 201) return {}
  const known = { ...params, ...Option.getOrElse(fieldsOf(body), () => ({})) }
  return { location: location.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(`${known[name]}`)) }
}
