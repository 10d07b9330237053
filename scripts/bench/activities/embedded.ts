import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { Connection, layerEmbedded, layerEmbeddedConnection } from "@laurel/adapters/postgres"
import { record } from "@laurel/core/challenge"
import { VirtualClock } from "@laurel/core/runtime"
import { Clock, Layer, ManagedRuntime } from "effect"
import { arrivals, challengeId, fill, present } from "./field.ts"

// The embedded store: opening it the first time and again, beside the bare engine on a folder of its own; its memory; and
// batches of 1 000 beside the engine's own insert of as many rows.

const { values } = parseArgs({
  options: { participants: { type: "string", default: "10000" }, batches: { type: "string", default: "10" } }
})
const participants = Number(values.participants)
const batches = Number(values.batches)
const batchSize = 1_000

const folder = mkdtempSync(join(tmpdir(), "laurel-bench-"))
const megabytes = (): number => process.memoryUsage().rss / 2 ** 20

const timed = async <A>(work: () => Promise<A>): Promise<readonly [A, ms: number]> => {
  const started = performance.now()
  return [await work(), performance.now() - started]
}

const bareOpened = async (name: string) => {
  const runtime = ManagedRuntime.make(layerEmbeddedConnection({ folder: join(folder, name) }))
  await runtime.context()
  return runtime
}

const opened = async () => {
  const runtime = ManagedRuntime.make(
    Layer.merge(
      layerEmbedded({ folder: join(folder, "laurel") }),
      Layer.succeed(Clock.Clock, new VirtualClock(present))
    )
  )
  await runtime.context()
  return runtime
}

const show = (name: string, ms: number, bareMs: number): void =>
  console.log(
    `${name.padEnd(22)} ${ms.toFixed(0).padStart(7)} ms   bare ${bareMs.toFixed(0).padStart(7)} ms   ratio ${(ms / bareMs).toFixed(2)}`
  )

const rowsOf = (from: number) => arrivals(from, batchSize, { participants, inARow: 1 })

try {
  const before = megabytes()
  // The first engine of a process also loads the program; the others are compared.
  const [loaded, loading] = await timed(() => bareOpened("loaded"))
  await loaded.dispose()
  console.log(`the first engine of a process, bare, in a new folder: ${loading.toFixed(0)} ms`)
  const [bareNew, bareFirst] = await timed(() => bareOpened("bare"))
  await bareNew.dispose()
  const [bare, bareAgain] = await timed(() => bareOpened("bare"))
  const withBare = megabytes()
  const [first, firstTime] = await timed(opened)
  await first.dispose()
  const [runtime, againTime] = await timed(opened)
  console.log(`memory: ${before.toFixed(0)} MB at first, ${withBare.toFixed(0)} MB with the bare engine open`)
  show("opening, first time", firstTime, bareFirst)
  show("opening again", againTime, bareAgain)
  await runtime.runPromise(fill(participants))
  const { pool } = await bare.runPromise(Connection)
  await pool.query("create table bare (key text primary key, user_id text, quantity int8, at int8)")
  let [ours, theirs] = [0, 0]
  for (let batch = 0; batch < batches; batch++) {
    const rows = rowsOf(batch * batchSize)
    const activities = rows.map(({ activity }) => activity)
    theirs += (
      await timed(() =>
        pool.query("insert into bare select * from unnest($1::text[], $2::text[], $3::int8[], $4::int8[])", [
          activities.map(({ sourceKey }) => sourceKey),
          activities.map(({ userId }) => userId),
          activities.map(({ quantity }) => quantity),
          activities.map(({ at }) => at)
        ])
      )
    )[1]
    ours += (await timed(() => runtime.runPromise(record(challengeId, rows))))[1]
  }
  show("a batch of 1 000", ours / batches, theirs / batches)
  console.log(`${((batches * batchSize * 1000) / ours).toFixed(0)} rows a second, ${participants} participants`)
  console.log(`memory: ${megabytes().toFixed(0)} MB with both open and ${batches * batchSize} rows in`)
  await bare.dispose()
  await runtime.dispose()
} finally {
  rmSync(folder, { recursive: true, force: true })
}
