import { mkdirSync, mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Connection, layerEmbedded } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { sql } from "kysely"
import { connectEmbedded } from "../src/postgres/connectEmbedded.ts"
import { firstSign, killed, spawned } from "./processes/spawned.ts"

const newFolder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "laurel-folder-"))),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const rowsKept = Effect.flatMap(Connection, ({ db }) =>
  Effect.promise(async () => (await sql`select id from kept`.execute(db)).rows.length)
)

describe("The folder of an embedded store", () => {
  it.live("is held by one process; who kills that one opens it at once, and nothing acknowledged is lost (R-05)", () =>
    Effect.gen(function* () {
      const folder = yield* newFolder
      const holder = yield* spawned("holdFolder.ts", folder)
      assert.strictEqual(yield* firstSign(holder), "open")
      const open = rowsKept.pipe(Effect.provide(layerEmbedded({ folder })))
      const refused = yield* Effect.flip(open)
      assert.deepInclude(refused, { _tag: "FolderInUse", folder, holder: `${holder.pid}` })
      assert.include(refused.message, `process ${holder.pid}`)
      yield* Effect.promise(() => killed(holder))
      assert.strictEqual(yield* open, 1)
      // Closed again, it is free for whoever comes next.
      assert.strictEqual(yield* open, 1)
    }).pipe(Effect.scoped)
  )

  it.live("that cannot be locked is not said to be open elsewhere", () =>
    Effect.gen(function* () {
      const folder = yield* newFolder
      mkdirSync(join(folder, "laurel.lock"))
      const refused = yield* Effect.flip(rowsKept.pipe(Effect.provide(layerEmbedded({ folder }))))
      assert.deepInclude(refused, { _tag: "DatabaseUnreachable", database: `pglite:${folder}` })
    }).pipe(Effect.scoped)
  )

  it.live("is closed quietly after a statement that failed", () =>
    Effect.gen(function* () {
      const unhandled: Array<unknown> = []
      const note = (reason: unknown): void => {
        unhandled.push(reason)
      }
      process.on("unhandledRejection", note)
      yield* Effect.addFinalizer(() => Effect.sync(() => process.off("unhandledRejection", note)))
      const refused = yield* Effect.flatMap(connectEmbedded({}), ({ db }) =>
        Effect.promise(() => sql`select nothing_of_the_kind(${1})`.execute(db).catch(() => "refused"))
      ).pipe(Effect.scoped)
      assert.strictEqual(refused, "refused")
      yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
      assert.deepStrictEqual(unhandled, [])
    }).pipe(Effect.scoped)
  )
})
