import { open } from "node:fs/promises"
import { resolve } from "node:path"
import type { Io } from "../io/Io.ts"
import { Problem } from "../io/Problem.ts"

/** Text is gathered to pieces of this size before it is written. */
const pieceLength = 64 * 1024

/**
 * Writes text in pieces into a new file, to disk before it returns, or to standard output where no file is named. A file
 * that is there is replaced only with `force` (exit 73).
 */
export const writeOut = async (
  io: Io,
  name: string | undefined,
  pieces: Iterable<string>,
  force = false
): Promise<void> => {
  if (name === undefined || name === "-") {
    for (const piece of pieces) io.stdout.write(piece)
    return
  }
  const file = await open(resolve(io.cwd, name), force ? "w" : "wx").catch((error: unknown) => {
    throw cannotWrite(name, error)
  })
  try {
    let waiting = ""
    for (const piece of pieces) {
      waiting += piece
      if (waiting.length < pieceLength) continue
      await file.write(waiting)
      waiting = ""
    }
    await file.write(waiting)
    await file.sync()
  } finally {
    await file.close()
  }
  if (!force) io.stderr.write(`Written to ${name}.\n`)
}

/** The problem of a file that cannot be written (exit 73). */
export const cannotWrite = (name: string, error: unknown): Problem => {
  const isThere = error instanceof Error && "code" in error && error.code === "EEXIST"
  return new Problem({
    exit: "noOutput",
    code: isThere ? "output-exists" : "cannot-write",
    title: isThere ? `${name} is there already` : `cannot write ${name}`,
    where: name,
    remedy: isThere
      ? "choose another name, or take it away"
      : "check that the folder exists and that you may write there"
  })
}
