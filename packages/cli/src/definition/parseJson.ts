import { Problem } from "../io/Problem.ts"

/** How many characters of context an engine's message quotes before the character it means. */
const context = 10

const positionIn = (text: string, message: string): number => {
  const position = /at position (\d+)/.exec(message)?.[1]
  if (position !== undefined) return Number(position)
  const snippet = /"([\s\S]*)"(?:\.\.\.)? is not valid JSON$/.exec(message)
  const quoted = snippet?.[1]
  const token = /^Unexpected token '([\s\S]+?)',/.exec(message)?.[1]
  if (quoted === undefined || token === undefined) return text.length
  const start = text.indexOf(quoted)
  // A snippet that begins in the middle has all of its context before the character, else less.
  return message.includes('..."') ? start + context : start + Math.max(0, quoted.indexOf(token))
}

/** Reads a JSON document; what is none is a problem that names line and column (exit 65). */
export const parseJson = (text: string, name: string): unknown => {
  try {
    return JSON.parse(text)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    const before = text.slice(0, positionIn(text, message)).split("\n")
    const column = (before[before.length - 1] ?? "").length + 1
    throw new Problem({
      exit: "badInput",
      code: "not-json",
      title:
        text.trim() === ""
          ? `${name} is empty`
          : `${name} is not JSON: ${message.replace(/ in JSON at position.*| is not valid JSON$/s, "")}`,
      where: `${name}:${before.length}:${column}`,
      remedy: "look for a missing comma, quote or bracket just before this place"
    })
  }
}
