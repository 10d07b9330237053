import { createHash, randomBytes } from "node:crypto"
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import type { Io } from "../io/Io.ts"
import { cancelled, Problem } from "../io/Problem.ts"

/** What a file that was written holds. */
export interface WrittenFile {
  readonly name: string
  readonly bytes: number
  readonly sha256: string
}

/** Text is gathered to pieces of this size before it is written. */
const pieceLength = 64 * 1024

/** The file that marks a folder as written by `laurel run`. */
export const manifestName = "manifest.json"

const reasons: ReadonlyMap<unknown, (where: string) => string> = new Map<unknown, (where: string) => string>([
  ["ENOENT", (where) => `the folder ${dirname(where)} is not there`],
  ["ENOTDIR", (where) => `${dirname(where)} is no folder`],
  ["EACCES", () => "you may not write there"],
  ["EPERM", () => "you may not write there"],
  ["EROFS", () => "nothing can be written there"],
  ["ENOSPC", () => "the disk is full"]
])

const cannotWrite = (where: string, error: unknown): Problem => {
  const code = error instanceof Error && "code" in error ? error.code : undefined
  return new Problem({
    exit: "noOutput",
    code: "cannot-write",
    title: `cannot write ${where}: ${reasons.get(code)?.(where) ?? `the system says ${String(code)}`}`,
    where,
    remedy: "check that the folder above it exists, that you may write there and that the disk has room"
  })
}

const attempt = async <A>(where: string, act: () => Promise<A>): Promise<A> => {
  try {
    return await act()
  } catch (error) {
    throw error instanceof Problem ? error : cannotWrite(where, error)
  }
}

/**
 * A folder that is written aside and put in its place when it is complete: at its name there is either nothing, what was
 * there before, or everything.
 */
export class OutputFolder {
  /** The folder as the user named it. */
  readonly name: string
  /** Where it will be. */
  readonly path: string
  /** Where it is written meanwhile, beside its place. */
  readonly partial: string
  private readonly written: Array<WrittenFile> = []
  private readonly signal: AbortSignal | undefined

  private constructor(name: string, path: string, partial: string, signal: AbortSignal | undefined) {
    this.name = name
    this.path = path
    this.partial = partial
    this.signal = signal
  }

  /** Opens a folder to write. One that exists is refused (exit 73), unless `force` is given and a run wrote it. */
  static async open(io: Io, name: string, force: boolean): Promise<OutputFolder> {
    const path = resolve(io.cwd, name)
    await refuseExisting(name, path, force)
    const partial = `${path}.partial-${randomBytes(6).toString("hex")}`
    await attempt(name, () => mkdir(partial))
    return new OutputFolder(name, path, partial, io.signal)
  }

  /** Opens a folder of its own under `parent`, for a run that is only compared. */
  static async openAside(io: Io, parent: string): Promise<OutputFolder> {
    const partial = join(parent, `laurel-${randomBytes(6).toString("hex")}`)
    await attempt(partial, () => mkdir(partial))
    return new OutputFolder(partial, partial, partial, io.signal)
  }

  /** What has been written so far, by name. */
  get files(): ReadonlyArray<WrittenFile> {
    return this.written.toSorted((a, b) => (a.name < b.name ? -1 : 1))
  }

  /** Writes one file in pieces, to disk before it returns. */
  async write(name: string, pieces: Iterable<string> | AsyncIterable<Uint8Array>): Promise<WrittenFile> {
    const hash = createHash("sha256")
    let bytes = 0
    await attempt(join(this.name, name), async () => {
      await mkdir(dirname(join(this.partial, name)), { recursive: true })
      const file = await open(join(this.partial, name), "wx")
      try {
        for await (const piece of Symbol.iterator in pieces ? gathered(pieces) : pieces) {
          if (this.signal?.aborted === true) throw cancelled()
          hash.update(piece)
          bytes += piece.length
          await file.write(piece)
        }
        await file.sync()
      } finally {
        await file.close()
      }
    })
    const written = { name, bytes, sha256: hash.digest("hex") }
    this.written.push(written)
    return written
  }

  /** Puts the folder in its place, in the place of an older run if there is one. */
  async finish(): Promise<void> {
    const old = `${this.path}.old-${randomBytes(6).toString("hex")}`
    await attempt(this.name, async () => {
      const replaces = await exists(this.path)
      if (replaces) await rename(this.path, old)
      await rename(this.partial, this.path)
      if (replaces) await rm(old, { recursive: true, force: true })
    })
  }

  /** Takes away what was written aside. */
  async discard(): Promise<void> {
    await rm(this.partial, { recursive: true, force: true })
  }
}

function* gathered(texts: Iterable<string>): Generator<Buffer> {
  let piece = ""
  for (const text of texts) {
    piece += text
    if (piece.length < pieceLength) continue
    yield Buffer.from(piece)
    piece = ""
  }
  if (piece !== "") yield Buffer.from(piece)
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    () => false
  )

const refuseExisting = async (name: string, path: string, force: boolean): Promise<void> => {
  if (!(await exists(path))) return
  const files = force ? await readdir(path).catch(() => ["?"]) : []
  if (force && (files.length === 0 || files.includes(manifestName))) return
  throw new Problem({
    exit: "noOutput",
    code: "output-exists",
    title: force ? `${name} is there already and no run of laurel wrote it` : `${name} is there already`,
    where: name,
    remedy: force
      ? "choose another name; --force replaces only what laurel run wrote"
      : "choose another name, or replace it with --force"
  })
}
