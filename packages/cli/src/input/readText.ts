import { isUtf8 } from "node:buffer"
import type { Io } from "../io/Io.ts"
import { Problem } from "../io/Problem.ts"
import { openSource } from "./openSource.ts"

/** Definitions and entries beyond this are no such files; it keeps a wrong path from filling the memory. */
const maxBytes = 256 * 1024 * 1024

/** The bytes of a whole file, for files that are small by nature. */
export const readBytes = async (io: Io, path: string): Promise<Buffer> => {
  const source = await openSource(io, path)
  const pieces: Array<Uint8Array> = []
  let size = 0
  for await (const piece of source.chunks) {
    size += piece.length
    if (size > maxBytes)
      throw new Problem({
        exit: "badInput",
        code: "too-large",
        title: `${source.name} is larger than 256 MB`,
        where: source.name,
        remedy: "check that this is the file you mean"
      })
    pieces.push(piece)
  }
  return Buffer.concat(pieces)
}

/** UTF-8 text of bytes, without a byte order mark; bytes in another encoding are a problem (exit 65). */
export const textOf = (bytes: Buffer, name: string): string => {
  if (!isUtf8(bytes) || bytes.includes(0))
    throw new Problem({
      exit: "badInput",
      code: "wrong-encoding",
      title: `${name} is not UTF-8 text`,
      where: name,
      remedy: "save it as UTF-8, or convert it with iconv"
    })
  return bytes.toString("utf8").replace(/^\ufeff/, "")
}
