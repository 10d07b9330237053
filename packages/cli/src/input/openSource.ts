import { createReadStream } from "node:fs"
import { stat } from "node:fs/promises"
import { resolve } from "node:path"
import type { Io } from "../io/Io.ts"
import { Problem } from "../io/Problem.ts"
import type { ByteSource } from "./ByteSource.ts"

/** Bytes read at once: about as many rows as one batch has, so that memory does not grow with the file. */
const chunkBytes = 128 * 1024

const hasCode = (error: unknown): error is { readonly code: string } =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"

const reasons: Readonly<Record<string, string>> = {
  ENOENT: "does not exist",
  EACCES: "may not be read by you",
  EISDIR: "is a folder",
  ENOTDIR: "does not exist"
}

/** The problem of a file that is not there or cannot be read. */
export const unreadable = (name: string, error: unknown): Problem => {
  const code = hasCode(error) ? error.code : "unknown"
  return new Problem({
    exit: "noInput",
    code: "no-input",
    title: `${name} ${reasons[code] ?? `cannot be read (${code})`}`,
    where: name,
    remedy: "check the path and the rights of the file; paths are relative to the folder you are in"
  })
}

async function* bytesOf(stdin: Io["stdin"]): AsyncGenerator<Uint8Array> {
  for await (const chunk of stdin) yield typeof chunk === "string" ? Buffer.from(chunk) : chunk
}

async function* readFileBytes(path: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(path, { highWaterMark: chunkBytes })
  } catch (error) {
    throw unreadable(name, error)
  }
}

/** Opens a file, or standard input for `-`. A file that is not there or is a folder is a problem at once (exit 66). */
export const openSource = async (io: Io, path: string): Promise<ByteSource> => {
  if (path === "-") return { name: "standard input", chunks: bytesOf(io.stdin) }
  const full = resolve(io.cwd, path)
  const found = await stat(full).catch((error: unknown) => {
    throw unreadable(path, error)
  })
  if (found.isDirectory()) throw unreadable(path, { code: "EISDIR" })
  const again = (): AsyncIterable<Uint8Array> => readFileBytes(full, path)
  return { name: path, size: found.size, chunks: again(), again }
}
