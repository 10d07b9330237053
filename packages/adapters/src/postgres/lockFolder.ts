import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pid } from "node:process"
import { DatabaseSync } from "node:sqlite"
import { Effect, type Scope } from "effect"
import { DatabaseUnreachable, FolderInUse } from "./errors.ts"

const lockName = "laurel.lock"
const holderName = "laurel.pid"

/** What SQLite says when another connection holds the lock. */
const busy = 5

/**
 * Holds the folder of an embedded store for this process until the scope closes.
 *
 * **Details**: the engine does not lock its folder, and two processes in one destroy each other's work. The lock is the
 * operating system's, on a small SQLite file: it goes with the process however that ends, so there is nothing stale to
 * judge (ADR 0021). The process id beside it is for people.
 */
export const lockFolder = (folder: string): Effect.Effect<void, FolderInUse | DatabaseUnreachable, Scope.Scope> =>
  Effect.asVoid(
    Effect.acquireRelease(
      Effect.try({
        try: () => {
          const lock = new DatabaseSync(join(folder, lockName))
          try {
            lock.exec("pragma locking_mode = exclusive; begin exclusive")
          } catch (refused) {
            lock.close()
            throw refused
          }
          writeFileSync(join(folder, holderName), `${pid}\n`)
          return lock
        },
        catch: (cause) =>
          isBusy(cause)
            ? new FolderInUse({ folder, ...holderOf(folder) })
            : new DatabaseUnreachable({ database: `pglite:${folder}`, cause })
      }),
      (lock) => Effect.sync(() => lock.close())
    )
  )

const isBusy = (cause: unknown): boolean => cause instanceof Error && "errcode" in cause && cause.errcode === busy

const holderOf = (folder: string): { readonly holder?: string } => {
  try {
    return { holder: readFileSync(join(folder, holderName), "utf8").trim() }
  } catch {
    return {}
  }
}
