import { Problem } from "../io/Problem.ts"
import type { ByteSource } from "./ByteSource.ts"
import { wholeLines } from "./wholeLines.ts"

/** Takes one object and the line it stands on. */
export type TakeObject = (object: Readonly<Record<string, unknown>>, line: number) => void

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const parseObject = (text: string): Readonly<Record<string, unknown>> | undefined => {
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/**
 * Reads JSON Lines, one object a line, in bounded memory. Yields the bytes read so far after every piece. A line that
 * is no JSON object goes to `refuse`; where the first line is none the file is not JSON Lines at all (exit 65).
 */
export async function* jsonRecords(
  source: ByteSource,
  take: TakeObject,
  refuse: (line: number) => void
): AsyncGenerator<number> {
  let line = 0
  let bytes = 0
  let isFirst = true
  for await (const piece of wholeLines(source)) {
    for (const text of piece.toString("utf8").replace(/\n$/, "").split("\n")) {
      line++
      if (text.trim() === "") continue
      const object = parseObject(text)
      if (object === undefined && isFirst) throw notJsonLines(source.name, line)
      isFirst = false
      if (object === undefined) refuse(line)
      else take(object, line)
    }
    bytes += piece.length
    yield bytes
  }
}

const notJsonLines = (name: string, line: number): Problem =>
  new Problem({
    exit: "badInput",
    code: "not-json",
    title: `${name} is not JSON Lines: line ${line} is no JSON object`,
    where: `${name}:${line}`,
    remedy: "write one JSON object on each line, or read the file as CSV with --format csv"
  })

/** A field of an object as a cell: text as it is, numbers and booleans as they print, absent and null as empty. */
export const cellOf = (object: Readonly<Record<string, unknown>>, key: string): string => {
  const value = Object.hasOwn(object, key) ? object[key] : undefined
  if (typeof value === "string") return value
  return value === undefined || value === null ? "" : JSON.stringify(value)
}
