import type { AnyOperation } from "../operation/Operation.ts"
import { refusalsOf } from "../operation/refusalsOf.ts"
import { codeOf, problems } from "../problem/problems.ts"
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

const answeredWith = (status: number, { success, contentType = "application/json" }: AnyOperation, ref: Ref): Json =>
  withoutContent[status] ?? {
    description: "What was asked for",
    content: { [contentType]: { schema: contentType === "application/json" ? ref(success) : { type: "string" } } }
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
