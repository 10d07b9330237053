import { type FileHandle, open } from "node:fs/promises"
import { resolve } from "node:path"
import type { Io } from "../../io/Io.ts"
import type { RowReport } from "../../run/Tally.ts"
import { cannotWrite } from "../../session/writeOut.ts"

/** The file that takes every row of an import that does not count, as JSON Lines: line, reason, message. */
export class RefusedRows {
  private readonly file: FileHandle
  /** Where the file ends. */
  private end = 0

  private constructor(file: FileHandle) {
    this.file = file
  }

  /** Opens a new file; one that is there is never written over (exit 73). */
  static async open({ cwd }: Io, name: string): Promise<RefusedRows> {
    const file = await open(resolve(cwd, name), "wx").catch((error: unknown) => {
      throw cannotWrite(name, error)
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
