import { parseArgs } from "node:util"
import { record } from "@laurel/core/challenge"
import { median } from "./atOnce.ts"
import { bareTable, copied } from "./bare.ts"
import { arrivals, challengeId, fill, present } from "./field.ts"
import { openServer } from "./openServer.ts"

// Activities in batches of 1 000 through the use case, on one connection with default durability, beside a bare COPY of the same rows
// into a table with the same unique key.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000" },
    batches: { type: "string", default: "20" },
    rounds: { type: "string", default: "5" }
  }
})
const participants = Number(values.participants)
const batches = Number(values.batches)
const rounds = Number(values.rounds)
const batchSize = 1_000

/** Rows of the same person that follow each other: as a device sends them, and as a file by day has them. */
const shapes = { "30 rows a person": 30, "1 row a person": 1 }

const { runtime, pool, dispose } = await openServer(present, 1)
try {
  await pool.query(bareTable)
  await runtime.runPromise(fill(participants))
  console.log(`activities in batches of ${batchSize}, ${participants} participants, one connection; rows a second`)
  let first = 0
  for (const [shape, inARow] of Object.entries(shapes)) {
    const [bare, ours]: [Array<number>, Array<number>] = [[], []]
    for (let round = 0; round <= rounds; round++) {
      const rows = arrivals(first, batches * batchSize, { participants, inARow })
      first += rows.length
      const bareTime = await copied(pool, rows)
      const started = performance.now()
      for (let at = 0; at < rows.length; at += batchSize)
        await runtime.runPromise(record(challengeId, rows.slice(at, at + batchSize)))
      // The first round only warms up.
      if (round > 0) {
        bare.push(rows.length / bareTime)
        ours.push(rows.length / (performance.now() - started))
      }
    }
    const ratio = median(ours.map((rate, round) => rate / (bare[round] ?? Number.NaN)))
    const [own, limit] = [ours, bare].map((rates) => (median(rates) * 1000).toFixed(0).padStart(8))
    console.log(`${shape.padEnd(18)} record ${own}   COPY ${limit}   ratio ${ratio.toFixed(2)} (asked for: 0.25)`)
  }
} finally {
  await dispose()
}
