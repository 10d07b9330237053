import { Problem } from "../io/Problem.ts"
import { countOf } from "./countOf.ts"

/** A port as it was given with an option, 0 for one that is free; what is none is a problem (exit 64). */
export const portOf = (text: string, option: string): number => {
  const port = countOf(text, option)
  if (port <= 65_535) return port
  throw new Problem({
    exit: "usage",
    code: "wrong-port",
    title: `there is no port ${text}`,
    where: option,
    remedy: "give one of 1 to 65535, or 0 for one that is free"
  })
}
