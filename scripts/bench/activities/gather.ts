import { parseArgs } from "node:util"
import { makeRecorder } from "@laurel/core/challenge"
import { Scope } from "effect"
import { atOnce, printServed, rounds } from "./atOnce.ts"
import { bareTable, inserted } from "./bare.ts"
import { arrivals, challengeId, fill, present } from "./field.ts"
import { openServer } from "./openServer.ts"

// Single activities from 64 callers at once, each answered after its own row is durable, gathered into common transactions;
// beside as many callers' bare inserts of one row each. Both have the same 16 connections.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000" },
    rows: { type: "string", default: "10000" },
    rounds: { type: "string", default: "5" }
  }
})
const [participants, count] = [Number(values.participants), Number(values.rows)]
const callers = 64
const connections = 16

const { runtime, pool, dispose } = await openServer(present, connections)
try {
  await pool.query(bareTable)
  await runtime.runPromise(fill(participants))
  const recorder = await runtime.runPromise(Scope.provide(makeRecorder(), Scope.makeUnsafe()))
  let [next, bareNext] = [0, 0]
  const measured = await rounds(
    Number(values.rounds),
    () => {
      const rows = arrivals(bareNext, count, { participants, inARow: 1 })
      bareNext += count
      return atOnce(callers, rows, (row) => inserted(pool, row))
    },
    () => {
      const rows = arrivals(next, count, { participants, inARow: 1 })
      next += count
      return atOnce(callers, rows, (row) => runtime.runPromise(recorder.record(challengeId, [row])))
    }
  )
  console.log(`single activities from ${callers} callers, ${participants} participants, ${connections} connections`)
  printServed("gathered", "bare inserts", measured)
  console.log("asked for: 1.50")
} finally {
  await dispose()
}
