import { Result } from "effect"
import { compileDatePattern } from "../input/datePattern.ts"
import { Problem } from "../io/Problem.ts"
import type { RunRequest } from "./RunRequest.ts"

/** How dates are written, by the pattern of `--dates`; a wrong pattern is a problem (exit 64). */
export const readDates = (pattern: string | undefined): Pick<RunRequest, "dates"> => {
  if (pattern === undefined) return {}
  const read = compileDatePattern(pattern)
  if (Result.isSuccess(read)) return { dates: { text: pattern, read: read.success } }
  throw new Problem({
    exit: "usage",
    code: "wrong-dates",
    title: read.failure,
    where: `--dates ${pattern}`,
    remedy: "write the pattern as the dates are written, for example M/D/YYYY for 4/12/2016"
  })
}
