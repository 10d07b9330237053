import type { Json } from "./Json.ts"

const headerText = (description: string): Json => ({ description, schema: { type: "string" } })

/** What comes along with answers. */
export const headers = {
  "X-Request-Id": headerText("What the request is called in the log of the server."),
  "RateLimit-Policy": headerText(
    "The budgets that the request was taken from: how much there is, and in how many seconds."
  ),
  RateLimit: headerText("What is left of each of them, and in how many seconds there is more."),
  "Retry-After": headerText("After how many seconds to ask again."),
  ETag: headerText(
    "Which state of things the answer is: with it in `If-None-Match` it is told only when it has changed."
  ),
  Location: headerText("Where what was made is from now on."),
  "Idempotency-Replayed": headerText("`true` where this is what was answered to the same key before.")
} as const

/** These of them, by reference. */
export const named = (...names: ReadonlyArray<keyof typeof headers>): Json =>
  Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]))
