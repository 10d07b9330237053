import { absent } from "@laurel/core/scoring"

const comma = 44
const minus = 45
const zero = 48
const nine = 57

/** The cells of a score as text: whole numbers with commas between, nothing where nothing counts; `.` where there is no cell. */
export const cellsText = (cells: ReadonlyArray<number>): string =>
  cells.length === 0 ? "." : cells.map((cell) => (cell === absent ? "" : `${cell}`)).join(",")

/** The cells of a text; nothing when it is no such text. Character by character: there are hundreds in every score of a batch. */
export const readCells = (text: string): ReadonlyArray<number> | undefined => {
  if (text === ".") return []
  const cells: Array<number> = []
  let [start, value] = [0, 0]
  for (let at = 0; at <= text.length; at++) {
    const code = at === text.length ? comma : text.charCodeAt(at)
    if (code === comma) {
      const isNegative = text.charCodeAt(start) === minus
      if (at === start) cells.push(absent)
      else if ((isNegative && at === start + 1) || !Number.isSafeInteger(value)) return undefined
      else cells.push(isNegative ? -value : value)
      start = at + 1
      value = 0
    } else if (code >= zero && code <= nine) value = value * 10 + (code - zero)
    else if (code !== minus || at !== start) return undefined
  }
  return cells
}
