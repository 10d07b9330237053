/** Where two texts first differ, and what stands there. */
export interface Difference {
  readonly line: number
  readonly column: number
  /** The path into a JSON document. */
  readonly path?: string
  readonly expected: string
  readonly found: string
}

/** So much of a line is shown around a difference. */
const shown = 60

const excerpt = (line: string, column: number): string => {
  const start = Math.max(0, column - 1 - shown / 2)
  const piece = line.slice(start, start + shown)
  return `${start > 0 ? "…" : ""}${piece}${start + shown < line.length ? "…" : ""}`
}

const lineAround = (bytes: Buffer, at: number): readonly [text: string, start: number] => {
  const start = at === 0 ? 0 : bytes.lastIndexOf(10, at - 1) + 1
  const end = bytes.indexOf(10, at)
  return [bytes.toString("utf8", start, end < 0 ? bytes.length : end), start]
}

/** The first byte in which two files differ; `undefined` when they are the same. */
export const firstDifference = (expected: Buffer, found: Buffer): Difference | undefined => {
  if (expected.equals(found)) return undefined
  const length = Math.min(expected.length, found.length)
  let at = 0
  while (at < length && expected[at] === found[at]) at++
  const before = found.subarray(0, at)
  let line = 1
  for (let end = before.indexOf(10); end >= 0; end = before.indexOf(10, end + 1)) line++
  const [expectedLine, start] = lineAround(expected, Math.min(at, expected.length))
  const [foundLine] = lineAround(found, Math.min(at, found.length))
  const column = at - start + 1
  const text = (one: string, bytes: Buffer): string =>
    at >= bytes.length ? "the end of the file" : excerpt(one, column)
  return { line, column, expected: text(expectedLine, expected), found: text(foundLine, found) }
}
