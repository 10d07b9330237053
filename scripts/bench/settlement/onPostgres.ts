import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect, Schema } from "effect"
import { startPostgres } from "../../servers/postgres.ts"

// Planning, approving and posting settlements of these many awards on Postgres, each on a server of its own, planning in one process
// and the rest in another, beside a bare COPY of as many payouts, and of as many rows as were put into tables for it; the limit for
// planning and posting a million is 3 x COPY.
// `../plot.ts` draws what is printed.

const { values } = parseArgs({ options: { awards: { type: "string", default: "100000" } } })

const measured = { peak: Schema.Int, cpu: Schema.Finite }
const Planned = Schema.Struct({ ...measured, hash: Schema.String, plan: Schema.Finite })
const Posted = Schema.Struct({ ...measured, approve: Schema.Finite, post: Schema.Finite })
const Copied = Schema.Struct({ ...measured, copy: Schema.Finite })
const Rows = Schema.Struct({ ...measured, rows: Schema.Int })
const readPlanned = Schema.decodeUnknownSync(Schema.fromJsonString(Planned))
const readPosted = Schema.decodeUnknownSync(Schema.fromJsonString(Posted))
const readCopied = Schema.decodeUnknownSync(Schema.fromJsonString(Copied))
const readRows = Schema.decodeUnknownSync(Schema.fromJsonString(Rows))

const run = (step: "fill" | "rows" | "plan" | "post" | "copy", url: string, count: number, planHash = ""): string =>
  execFileSync(
    process.execPath,
    ["--conditions=@laurel/source", join(import.meta.dirname, "settle.ts"), step, url, `${count}`, planHash],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }
  )

console.log(
  "awards fill-s copy-s plan-s approve-s post-s copies plan-MB post-MB plan-cpu-s post-cpu-s rows rows-copy-s rows-copies"
)
for (const count of values.awards.split(",").map(Number)) {
  const server = await startPostgres({ isDurable: true })
  try {
    const url = server.urlOf("postgres")
    await Effect.runPromise(
      Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url })), Effect.scoped)
    )
    const started = performance.now()
    run("fill", url, count)
    const fill = performance.now() - started
    const { rows: before } = readRows(run("rows", url, count))
    const { hash, plan, peak: planPeak, cpu: planCpu } = readPlanned(run("plan", url, count))
    const { approve, post, peak: postPeak, cpu: postCpu } = readPosted(run("post", url, count, hash))
    const rows = readRows(run("rows", url, count)).rows - before
    const { copy } = readCopied(run("copy", url, count))
    const { copy: rowsCopy } = readCopied(run("copy", url, rows))
    const seconds = [fill, copy, plan, approve, post].map((milliseconds) => (milliseconds / 1_000).toFixed(2))
    console.log(
      `${count} ${seconds.join(" ")} ${((plan + post) / copy).toFixed(1)} ${planPeak} ${postPeak} ${planCpu.toFixed(1)} ${postCpu.toFixed(1)} ${rows} ${(rowsCopy / 1_000).toFixed(2)} ${((plan + post) / rowsCopy).toFixed(1)}`
    )
  } finally {
    await server.dispose()
  }
}
