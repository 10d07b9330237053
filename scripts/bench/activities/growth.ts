import { parseArgs } from "node:util"
import { record } from "@laurel/core/challenge"
import { median } from "./atOnce.ts"
import { bareTable, copied } from "./bare.ts"
import { arrivals, challengeId, fill, present } from "./field.ts"
import { openServer } from "./openServer.ts"

// How recording a batch of 1 000, of as many people, grows with the field, beside a bare COPY of the same rows. The lines that
// are printed are what `../plot.ts` reads.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { batches: { type: "string", default: "20" } }
})
const sizes = positionals.length === 0 ? [10_000, 100_000, 1_000_000] : positionals.map(Number)
const batches = Number(values.batches)
const batchSize = 1_000
/** The first batches only warm up. */
const warming = 5

/** Far apart in the field, as people are who walk: a prime, so that everybody has a turn. */
const apart = 7_919

console.log("participants fill-s record-ms copy-ms ratio")
for (const participants of sizes) {
  const { runtime, pool, dispose } = await openServer(present, 1)
  try {
    await pool.query(bareTable)
    const started = performance.now()
    await runtime.runPromise(fill(participants))
    const filled = performance.now() - started
    await pool.query("checkpoint")
    const [own, bare]: [Array<number>, Array<number>] = [[], []]
    for (let batch = 0; batch < batches + warming; batch++) {
      const rows = arrivals(batch * batchSize, batchSize, { participants, inARow: 1, apart })
      const copy = await copied(pool, rows)
      const begun = performance.now()
      await runtime.runPromise(record(challengeId, rows))
      if (batch < warming) continue
      own.push(performance.now() - begun)
      bare.push(copy)
    }
    const ratio = median(own.map((ms, at) => ms / (bare[at] ?? Number.NaN)))
    const figures = [filled / 1000, median(own), median(bare)].map((figure) => figure.toFixed(1))
    console.log(`${participants} ${figures.join(" ")} ${ratio.toFixed(2)}`)
  } finally {
    await dispose()
  }
}
