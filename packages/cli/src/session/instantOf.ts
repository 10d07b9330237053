import { type Instant, parseInstant } from "@laurel/core/shared"
import { Problem } from "../io/Problem.ts"

/** An instant, or the first of a date in UTC, as it was given with an option; what is neither is a problem (exit 64). */
export const instantOf = (text: string, option: string): Instant => {
  const instant = parseInstant(text) ?? parseInstant(`${text}T00:00:00Z`)
  if (instant !== undefined) return instant
  throw new Problem({
    exit: "usage",
    code: "wrong-instant",
    title: `"${text}" is no instant`,
    where: option,
    remedy: "write it as 2026-01-31T08:00:00Z"
  })
}
