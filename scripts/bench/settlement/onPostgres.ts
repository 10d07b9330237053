import { execFileSync } from "node:child_process"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect, Schema } from "effect"
import { startPostgres } from "../../servers/postgres.ts"

// Planning, approving and posting settlements of these many awards on Postgres, each on a server of its own, beside a bare COPY of
// as many payouts; the limit for planning and posting a million is 3 x COPY. `../plot.ts` draws what is printed.

const { values } = parseArgs({ options: { awards: { type: "string", default: "100000" } } })

const readTimes = Schema.decodeUnknownSync(
  Schema.fromJsonString(
    Schema.Struct({
      plan: Schema.Finite,
      approve: Schema.Finite,
      post: Schema.Finite,
      copy: Schema.Finite,
      peak: Schema.Int
    })
  )
)

const run = (step: "fill" | "settle", url: string, count: number): string =>
  execFileSync(
    process.execPath,
    ["--conditions=@laurel/source", join(import.meta.dirname, "settle.ts"), step, url, `${count}`],
    { encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] }
  )

console.log("awards fill-s copy-s plan-s approve-s post-s copies peak-MB")
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
    const { copy, plan, approve, post, peak } = readTimes(run("settle", url, count))
    const seconds = [fill, copy, plan, approve, post].map((milliseconds) => (milliseconds / 1_000).toFixed(2))
    console.log(`${count} ${seconds.join(" ")} ${((plan + post) / copy).toFixed(1)} ${peak}`)
  } finally {
    await server.dispose()
  }
}
