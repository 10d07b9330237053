import { activeHoursKept } from "@laurel/core/challenge"
import { Problem } from "../io/Problem.ts"

/** How many hours back somebody wants to look, written as `24h` or `2d`; what is none, or more than is known, is a problem (exit 64). */
export const hoursOf = (text: string, option: string): number => {
  const [, number, unit] = /^(\d{1,4})(h|d)$/.exec(text) ?? []
  const hours = Number(number) * (unit === "d" ? 24 : 1)
  if (hours >= 1 && hours <= activeHoursKept) return hours
  throw new Problem({
    exit: "usage",
    code: "wrong-duration",
    title: `"${text}" is no time from one hour to ${activeHoursKept}`,
    where: option,
    remedy: `write it as ${option} 24h, or as days: ${option} 2d`
  })
}
