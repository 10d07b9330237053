import type { AnyOperation } from "../operation/Operation.ts"
import { refusalsOf } from "../operation/refusalsOf.ts"
import { codeOf, problems } from "../problem/problems.ts"
import { examples } from "./examples.ts"
import { named } from "./headers.ts"
import { isConditional } from "./isConditional.ts"
import type { Json } from "./Json.ts"
import type { Ref } from "./makeSchemas.ts"

/** All that an operation may be answered with, by status. */
export const responsesOf = (operation: AnyOperation, ref: Ref): Json => ({
  ...answered(operation, ref),
  ...refused(operation)
})

const answered = (operation: AnyOperation, ref: Ref): Json => {
  const { status, alsoStatuses = [], idempotency, isVersioned = false, location } = operation
  const told = (one: number) =>
    named(
      ...(location !== undefined && one === 201 ? (["Location"] as const) : []),
      "X-Request-Id",
      "RateLimit-Policy",
      "RateLimit",
      ...(isVersioned ? (["ETag"] as const) : []),
      ...(idempotency === undefined ? [] : (["Idempotency-Replayed"] as const))
    )
  return {
    ...Object.fromEntries(
      [status, ...alsoStatuses].map((one) => [one, { headers: told(one), ...answeredWith(one, operation, ref) }])
    ),
    ...(isConditional(operation)
      ? { 304: { description: "It is still what `If-None-Match` says", headers: named("X-Request-Id", "ETag") } }
      : {})
  }
}

const answeredWith = (status: number, operation: AnyOperation, ref: Ref): Json => {
  const { success, contentType = "application/json" } = operation
  const example = examples.get(operation.id)
  return (
    withoutContent[status] ?? {
      description: meaningOf(status, operation),
      content: {
        [contentType]:
          contentType === "application/json"
            ? { schema: ref(success), ...shown(example?.status === status ? example.answer : undefined) }
            : { schema: { type: "string" } }
      }
    }
  )
}

/** An example beside its schema, where there is one. */
export const shown = (example: unknown): Json =>
  example === undefined ? {} : { examples: { example: { value: example } } }

/** What an answer of this status says: what the operation says of it, or else what it says of any. */
const meaningOf = (status: number, { method, alsoStatuses = [], answers = {} }: AnyOperation): string => {
  const own = new Map(Object.entries(answers)).get(`${status}`)
  if (own !== undefined) return own
  if (status === 201) return "It is made, and is as the answer says"
  if (status === 202) return "It is accepted, and goes on after the answer"
  if (alsoStatuses.length > 0) return "It was so already, and nothing was changed"
  return method === "GET" ? "What was asked for" : "It is done, and is as the answer says"
}

const withoutContent: Readonly<Record<number, Json>> = {
  101: { description: "The connection is a WebSocket from here on" },
  204: { description: "Done; there is nothing to say" }
}

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
