import { isUtf8 } from "node:buffer"
import { Problem } from "../io/Problem.ts"
import type { ByteSource } from "./ByteSource.ts"

/** No line is longer than this: 1 MB holds every row anyone means to write, and bounds the memory of reading. */
export const maxLineBytes = 1_000_000

const newline = 10
const bom = Buffer.from([0xef, 0xbb, 0xbf])

const countNewlines = (bytes: Buffer): number => {
  let count = 0
  for (let at = bytes.indexOf(newline); at >= 0; at = bytes.indexOf(newline, at + 1)) count++
  return count
}

const tooLong = (name: string, line: number): Problem =>
  new Problem({
    exit: "badInput",
    code: "line-too-long",
    title: `line ${line} is longer than 1 MB`,
    where: `${name}:${line}`,
    remedy: "check that this is the file you mean, that its lines end with line breaks and that its quotes are closed"
  })

const isUtf16 = (bytes: Buffer): boolean =>
  (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff) || bytes.includes(0)

const wrongEncoding = (name: string, encoding: string, line: number): Problem =>
  new Problem({
    exit: "badInput",
    code: "wrong-encoding",
    title: `${name} is not UTF-8 text; it looks like ${encoding}`,
    where: `${name}:${line}`,
    remedy: `convert it first: iconv -f ${encoding} -t UTF-8 ${name.includes(" ") ? "INPUT" : name} > utf8.csv`
  })

const firstBadLine = (bytes: Buffer): number => {
  let start = 0
  for (let line = 0; ; line++) {
    const end = bytes.indexOf(newline, start)
    if (end < 0 || !isUtf8(bytes.subarray(start, end))) return line
    start = end + 1
  }
}

/**
 * The bytes of a source in pieces that end with a line break (the last may not), checked to be UTF-8, without a byte
 * order mark.
 *
 * **Details**: a line break is never inside a character of UTF-8, so each piece can be checked by itself. A line beyond
 * `maxLineBytes` and text in another encoding are problems that name their line (exit 65).
 */
export async function* wholeLines({ name, chunks }: ByteSource): AsyncGenerator<Buffer> {
  let rest = Buffer.alloc(0)
  let lines = 0
  let isFirst = true

  const checked = (piece: Buffer): Buffer => {
    if (isFirst && isUtf16(piece.subarray(0, 4096))) throw wrongEncoding(name, "UTF-16", 1)
    if (!isUtf8(piece)) throw wrongEncoding(name, "ISO-8859-1", lines + firstBadLine(piece) + 1)
    const body = isFirst && piece.subarray(0, 3).equals(bom) ? piece.subarray(3) : piece
    isFirst = false
    lines += countNewlines(piece)
    return body
  }

  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength)
    const first = bytes.indexOf(newline)
    if (rest.length + (first < 0 ? bytes.length : first) > maxLineBytes) {
      if (isFirst && isUtf16(rest.length > 0 ? rest.subarray(0, 4096) : bytes.subarray(0, 4096)))
        throw wrongEncoding(name, "UTF-16", 1)
      throw tooLong(name, lines + 1)
    }
    const last = bytes.lastIndexOf(newline)
    if (last < 0) {
      rest = Buffer.concat([rest, bytes])
      continue
    }
    const head = bytes.subarray(0, last + 1)
    yield checked(rest.length === 0 ? head : Buffer.concat([rest, head]))
    rest = Buffer.from(bytes.subarray(last + 1))
  }
  if (rest.length > 0) yield checked(rest)
}
