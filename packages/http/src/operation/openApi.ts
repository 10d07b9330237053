import { JsonSchema, Schema } from "effect"
import { Problem } from "../problem/Problem.ts"
import {
  aboutChallenge,
  type Code,
  codeOf,
  everywhere,
  ofKeys,
  ofStore,
  problems,
  withBody
} from "../problem/problems.ts"
import { noBody } from "./define.ts"
import type { AnyOperation, Wire } from "./Operation.ts"

/** What the document says of the whole. */
export interface About {
  readonly title: string
  readonly version: string
  readonly description: string
}

type Json = Readonly<Record<string, unknown>>

/** The schemas of many parts, written together so that what they share is said once. */
const writer = () => {
  const asked: Array<Wire<unknown>> = []
  const placed: Array<Record<string, unknown>> = []
  return {
    /** The place of a schema in the document; filled once all are known. */
    ref: (schema: Wire<unknown>): Json => {
      const place: Record<string, unknown> = {}
      asked.push(schema)
      placed.push(place)
      return place
    },
    /** Fills the places and gives what the schemas share. */
    finish: (): Json => {
      const definitions: Record<string, unknown> = {}
      asked.forEach((schema, at) => {
        const written = JsonSchema.toMultiDocumentOpenApi3_1(multi(schema))
        Object.assign(placed[at] ?? {}, written.schemas[0])
        Object.assign(definitions, written.definitions)
      })
      return Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }
  }
}

const multi = (schema: Wire<unknown>): JsonSchema.MultiDocument<"draft-2020-12"> => {
  const { dialect, schema: one, definitions } = Schema.toJsonSchemaDocument(schema, { onExcessProperty: "error" })
  return { dialect, schemas: [one], definitions }
}

/** The document of the API (OpenAPI 3.1), made of the same operations that are served. */
export const openApi = (operations: ReadonlyArray<AnyOperation>, about: About): Json => {
  const schemas = writer()
  const problem = schemas.ref(Problem)
  const paths: Record<string, Record<string, Json>> = {}
  for (const operation of operations) {
    paths[operation.path] = {
      ...paths[operation.path],
      [operation.method.toLowerCase()]: described(operation, schemas.ref)
    }
  }
  const shared = schemas.finish()
  return {
    openapi: "3.1.0",
    info: {
      title: about.title,
      version: about.version,
      description: about.description,
      license: { name: "MIT", identifier: "MIT" }
    },
    servers: [{ url: "/" }],
    tags: [...new Set(operations.map(({ resource }) => resource))].map((name) => ({ name })),
    paths,
    components: {
      schemas: { ...shared, Problem: shared.Problem ?? problem },
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of the identity provider, or a key of Laurel." }
      }
    }
  }
}

type Ref = (schema: Wire<unknown>) => Json

const described = (operation: AnyOperation, ref: Ref): Json => {
  const { id, resource, summary, description, rule, params, query, body, method } = operation
  const takesNobody = rule.who === "Anyone" || rule.who === "Seer"
  return {
    operationId: id,
    tags: [resource],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [...parametersOf(params, "path"), ...parametersOf(query, "query"), ...headersOf(operation)],
    ...(method === "GET" || body === noBody
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: ref(body) } } } }),
    responses: { ...answered(operation, ref), ...refused(operation) },
    security: takesNobody ? [{}, { token: [] }] : [{ token: [] }],
    "x-rule": rule,
    "x-policy": operation.policy
  }
}

interface ObjectSchema {
  readonly properties?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
  readonly required?: ReadonlyArray<string>
}

const parametersOf = (schema: Wire<unknown>, place: "path" | "query"): ReadonlyArray<Json> => {
  const document: ObjectSchema = JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)).schemas[0] ?? {}
  return Object.entries(document.properties ?? {}).map(([name, { description, ...one }]) => ({
    name,
    in: place,
    required: document.required?.includes(name) ?? false,
    ...(description === undefined ? {} : { description }),
    schema: one,
    ...(one.type === "array" ? { style: "form", explode: false } : {})
  }))
}

const headersOf = ({ idempotency }: AnyOperation): ReadonlyArray<Json> =>
  idempotency === undefined
    ? []
    : [
        {
          name: "Idempotency-Key",
          in: "header",
          required: idempotency === "required",
          description:
            "Made by the client, once for each thing that it wants done. The same again is answered the same.",
          schema: { type: "string", minLength: 1, maxLength: 255 }
        }
      ]

const answered = ({ status, success, contentType = "application/json" }: AnyOperation, ref: Ref): Json => ({
  [status]:
    status === 204
      ? { description: "Done; there is nothing to say" }
      : {
          description: "What was asked for",
          content: { [contentType]: { schema: contentType === "application/json" ? ref(success) : { type: "string" } } }
        }
})

/** The refusals of an operation, those that every operation may have among them. */
export const refusalsOf = ({ refusals, path, method, idempotency, rule }: AnyOperation): ReadonlyArray<Code> => [
  ...new Set([
    ...refusals,
    ...everywhere,
    ...ofStore,
    ...(method === "GET" ? [] : withBody),
    ...(idempotency === undefined ? [] : ofKeys),
    ...(rule.isFresh === true ? (["FreshProofNeeded"] as const) : []),
    ...(path.includes("{challenge_id}") ? aboutChallenge : [])
  ])
]

/** By status: which problems it may be. */
const refused = (operation: AnyOperation): Json => {
  const byStatus = new Map<number, Array<string>>()
  for (const tag of refusalsOf(operation)) {
    const { status } = problems[tag]
    byStatus.set(status, [...(byStatus.get(status) ?? []), codeOf(tag)])
  }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      {
        description: codes.map((code) => `\`${code}\``).join(", "),
        content: {
          "application/problem+json": {
            schema: {
              allOf: [{ $ref: "#/components/schemas/Problem" }, { properties: { code: { enum: codes } } }]
            }
          }
        }
      }
    ])
  )
}
