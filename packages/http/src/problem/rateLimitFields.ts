import type { Left } from "./errors.ts"

/** The fields of the draft "RateLimit header fields for HTTP": what there is, and what is left. */
export const rateLimitFields = (left: ReadonlyArray<Left>): Readonly<Record<string, string>> => ({
  "ratelimit-policy": left
    .map(({ budget, quota, windowSeconds }) => `"${budget}";q=${quota};w=${windowSeconds}`)
    .join(", "),
  ratelimit: left
    .map(({ budget, remaining, resetSeconds }) => `"${budget}";r=${Math.max(0, remaining)};t=${resetSeconds}`)
    .join(", ")
})
