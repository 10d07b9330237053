import { type FileHandle, open } from "node:fs/promises"
import { resolve } from "node:path"
import { Option, Schema } from "effect"
import type { Io } from "../../io/Io.ts"
import type { RowReport } from "../../run/Tally.ts"
import { cannotWrite } from "../../session/writeOut.ts"

const readRow = Schema.decodeUnknownOption(
  Schema.fromJsonString(Schema.Struct({ line: Schema.Int, reason: Schema.String }))
)

/** No line of a report is longer: names, keys and reasons are bounded. */
const longestLine = 16 * 1024

/** A file that a report was written into, or nothing yet; absent where it is something else, or cannot be written. */
const earlierReport = async (path: string): Promise<FileHandle | undefined> => {
  const file = await open(path, "r+").catch(() => undefined)
  if (file === undefined) return undefined
  const { bytesRead, buffer } = await file.read(Buffer.alloc(longestLine), 0, longestLine, 0)
  const [first = ""] = buffer.toString("utf8", 0, bytesRead).split("\n")
  if (bytesRead === 0 || Option.isSome(readRow(first))) return file
  await file.close()
  return undefined
}

/** The file that takes every row of an import that does not count, as JSON Lines: line, reason, message. */
export class RefusedRows {
  private readonly file: FileHandle
  /** Where the file ends. */
  private end = 0

  private constructor(file: FileHandle) {
    this.file = file
  }

  /**
   * Opens a new file. The report of an earlier import gives way, for whoever resumes an import runs the same command again;
   * any other file that is there is never written over (exit 73).
   */
  static async open({ cwd }: Io, name: string): Promise<RefusedRows> {
    const path = resolve(cwd, name)
    const file = await open(path, "wx").catch(async (error: unknown) => {
      const there = await earlierReport(path)
      if (there === undefined) throw cannotWrite(name, error)
      return there
    })
    return new RefusedRows(file)
  }

  /** Takes back what was added: the import begins anew. */
  async begin(): Promise<void> {
    this.end = 0
    await this.file.truncate()
  }

  async add(rows: ReadonlyArray<RowReport>): Promise<void> {
    if (rows.length === 0) return
    const text = rows.map((row) => `${JSON.stringify(row)}\n`).join("")
    this.end += (await this.file.write(text, this.end)).bytesWritten
  }

  async close(): Promise<void> {
    await this.file.close()
  }
}
