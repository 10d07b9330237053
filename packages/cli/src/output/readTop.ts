import { Problem } from "../io/Problem.ts"

/** How many rows of the board are printed. */
export const readTop = (text: string): number => {
  if (/^\d{1,7}$/.test(text)) return Number(text)
  throw new Problem({
    exit: "usage",
    code: "wrong-top",
    title: `"${text}" is no number of rows`,
    where: "--top",
    remedy: "give a whole number, such as 50"
  })
}
