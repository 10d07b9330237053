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
import { versions } from "./versions.ts"

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
        const written = plainlyNamed(JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)))
        Object.assign(placed[at] ?? {}, written.schemas[0])
        Object.assign(definitions, written.definitions)
      })
      return Object.fromEntries(Object.entries(definitions).toSorted(([a], [b]) => (a < b ? -1 : 1)))
    }
  }
}

interface Written {
  readonly schemas: ReadonlyArray<unknown>
  readonly definitions: Json
}

/** What is sent has the name of what it is read as: that it is encoded is nothing to whoever sends it. */
const plainlyNamed = ({ schemas, definitions }: Written): Written =>
  JSON.parse(
    JSON.stringify({ schemas, definitions }).replace(/(?<=")((?:#\/components\/schemas\/)?[A-Z]\w*)Encoded(?=")/g, "$1")
  )

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
      parameters: ofEvery,
      headers,
      securitySchemes: {
        token: { type: "http", scheme: "bearer", description: "A token of the identity provider, or a key of Laurel." }
      }
    }
  }
}

type Ref = (schema: Wire<unknown>) => Json

const described = (operation: AnyOperation, ref: Ref): Json => {
  const { id, resource, summary, description, rule, params, query, body, describedBody = body, method } = operation
  const takesNobody = rule.who === "Anyone" || rule.who === "Seer"
  return {
    operationId: id,
    tags: [resource],
    summary,
    ...(description === undefined ? {} : { description }),
    parameters: [
      ...parametersOf(params, "path"),
      ...parametersOf(query, "query"),
      ...headersOf(operation),
      ...Object.keys(ofEvery).map((name) => ({ $ref: `#/components/parameters/${name}` }))
    ],
    ...(method === "GET" || body === noBody
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: ref(describedBody) } } } }),
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

const listed = "Separated by commas; or given one by one, where one has a comma in it: an empty one more is left out."

const parametersOf = (schema: Wire<unknown>, place: "path" | "query"): ReadonlyArray<Json> => {
  const document: ObjectSchema = JsonSchema.toMultiDocumentOpenApi3_1(multi(schema)).schemas[0] ?? {}
  return Object.entries(document.properties ?? {}).map(([name, { description, ...one }]) => ({
    name,
    in: place,
    required: document.required?.includes(name) ?? false,
    ...(description === undefined && one.type !== "array" ? {} : { description: description ?? listed }),
    schema: one,
    ...(one.type === "array" ? { style: "form", explode: false } : {})
  }))
}

/** What may be sent along with every request. */
const ofEvery = {
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
    schema: { type: "string", pattern: "^[\\w-]{1,100}$" }
  }
} as const

const headerText = (description: string): Json => ({ description, schema: { type: "string" } })

/** What comes along with answers. */
const headers = {
  "X-Request-Id": headerText("What the request is called in the log of the server."),
  "RateLimit-Policy": headerText(
    "The budgets that the request was taken from: how much there is, and in how many seconds."
  ),
  RateLimit: headerText("What is left of each of them, and in how many seconds there is more."),
  "Retry-After": headerText("After how many seconds to ask again."),
  ETag: headerText(
    "Which state of things the answer is: with it in `If-None-Match` it is told only when it has changed."
  ),
  "Idempotency-Replayed": headerText("`true` where this is what was answered to the same key before.")
} as const

const named = (...names: ReadonlyArray<keyof typeof headers>): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))

const isConditional = ({ method, isVersioned }: AnyOperation): boolean => method === "GET" && isVersioned === true

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

const answered = (operation: AnyOperation, ref: Ref): Json => {
  const { status, alsoStatuses = [], idempotency, isVersioned = false } = operation
  const told = named(
    "X-Request-Id",
    "RateLimit-Policy",
    "RateLimit",
    ...(isVersioned ? (["ETag"] as const) : []),
    ...(idempotency === undefined ? [] : (["Idempotency-Replayed"] as const))
  )
  return {
    ...Object.fromEntries(
      [status, ...alsoStatuses].map((one) => [one, { headers: told, ...answeredWith(one, operation, ref) }])
    ),
    ...(isConditional(operation)
      ? { 304: { description: "It is still what `If-None-Match` says", headers: named("X-Request-Id", "ETag") } }
      : {})
  }
}

const answeredWith = (status: number, { success, contentType = "application/json" }: AnyOperation, ref: Ref): Json =>
  withoutContent[status] ?? {
    description: "What was asked for",
    content: { [contentType]: { schema: contentType === "application/json" ? ref(success) : { type: "string" } } }
  }

const withoutContent: Readonly<Record<number, Json>> = {
  101: { description: "The connection is a WebSocket from here on" },
  204: { description: "Done; there is nothing to say" }
}

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
        ...(status === 429 || status === 503 ? { headers: named("Retry-After") } : {}),
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
