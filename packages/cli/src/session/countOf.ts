import { Problem } from "../io/Problem.ts"

/** A whole number as it was given with an option; what is none is a problem (exit 64). */
export const countOf = (text: string, option: string): number => {
  if (/^\d{1,9}$/.test(text)) return Number(text)
  throw new Problem({
    exit: "usage",
    code: "wrong-number",
    title: `"${text}" is no whole number`,
    where: option,
    remedy: `write it as ${option} 50`
  })
}
