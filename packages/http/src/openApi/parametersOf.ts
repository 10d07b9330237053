import { JsonSchema } from "effect"
import type { AnyOperation, Wire } from "../operation/Operation.ts"
import { requestName } from "../operation/requestName.ts"
import { versions } from "../operation/versions.ts"
import { isConditional } from "./isConditional.ts"
import type { Json } from "./Json.ts"
import { multi } from "./makeSchemas.ts"
import { meaningsOfFields, meaningsOfParameters } from "./meanings.ts"

/** What may be sent along with every request. */
export const ofEvery = {
  ApiVersion: {
    name: "X-API-Version",
    in: "header",
    required: false,
    description: "The version of the API that is meant; the only one there is unless said otherwise.",
    schema: { type: "string", enum: versions }
  },
  RequestId: {
    name: "X-Request-Id",
    in: "header",
    required: false,
    description: "What the request is called in logs and answers; made where there is none.",
    schema: { type: "string", pattern: requestName.source }
  }
} as const

/** All that may be sent along with an operation beside its body: in its path, its query and its headers. */
export const parametersOf = (operation: AnyOperation): ReadonlyArray<Json> => [
  ...fieldsOf(operation.params, "path"),
  ...fieldsOf(operation.query, "query"),
  ...headersOf(operation),
  ...Object.keys(ofEvery).map((name) => ({ $ref: `#/components/parameters/${name}` }))
]

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly required?: ReadonlyArray<string>
}

const listed = "Separated by commas; or given one by one, where one has a comma in it: an empty one more is left out."

const fieldsOf = (schema: Wire<unknown>, place: "path" | "query"): ReadonlyArray<Json> => {
  const document: ObjectSchema = JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)).schemas[0] ?? {}
  return Object.entries(document.properties ?? {}).map(([name, { description, ...one }]) => ({
    name,
    in: place,
    required: document.required?.includes(name) ?? false,
    ...textOf(description ?? meaningsOfParameters[name] ?? meaningsOfFields[name], one.type === "array"),
    schema: one,
    ...(one.type === "array" ? { style: "form", explode: false } : {})
  }))
}

const textOf = (meaning: unknown, isList: boolean): Json => {
  const said = [...(typeof meaning === "string" ? [meaning] : []), ...(isList ? [listed] : [])]
  return said.length === 0 ? {} : { description: said.join(" ") }
}

const headersOf = (operation: AnyOperation): ReadonlyArray<Json> => [
  ...(operation.idempotency === undefined
    ? []
    : [
        {
          name: "Idempotency-Key",
          in: "header",
          required: operation.idempotency === "required",
          description:
            "Made by the client, once for each thing that it wants done. The same again is answered the same.",
          schema: { type: "string", minLength: 1, maxLength: 255 }
        }
      ]),
  ...(operation.isGuarded === true
    ? [
        {
          name: "If-Match",
          in: "header",
          required: false,
          description:
            "The `ETag` of the answer that was looked at: where it has changed since, nothing is done. Without it, or with `*`, whatever is there is meant.",
          schema: { type: "string" }
        }
      ]
    : []),
  ...(isConditional(operation)
    ? [
        {
          name: "If-None-Match",
          in: "header",
          required: false,
          description: "The `ETag` of an answer that is there already.",
          schema: { type: "string" }
        }
      ]
    : [])
]
