import { parseArgs } from "node:util"
import { Effect } from "effect"
import { randomFrom } from "./random.ts"
import { auditWorld } from "./tamper/auditWorld.ts"
import { ledgerWorld } from "./tamper/ledgerWorld.ts"
import { planWorld } from "./tamper/planWorld.ts"
import { store } from "./tamper/store.ts"
import { type Tally, tamper } from "./tamper/tamper.ts"

// I27, I7: any changed character, and any missing row, of the audit log, the ledger and plans is found by verification. What the database
// itself refuses, and what it holds as before, needs no finding.

const { values } = parseArgs({
  options: { times: { type: "string", default: "100" }, seed: { type: "string", default: "1" } }
})

const row = (cells: ReadonlyArray<unknown>): string =>
  cells.map((cell, index) => (index < 2 ? `${cell}`.padEnd(14) : `${cell}`.padStart(9))).join("")

const show = (tallies: ReadonlyArray<Tally>): boolean => {
  console.log(row(["table", "column", "refused", "as before", "found", "missed"]))
  for (const { table, column, refused, unchanged, found, missed, example } of tallies) {
    console.log(row([table, column, refused, unchanged, found, missed]) + (example === undefined ? "" : `  ${example}`))
  }
  return tallies.every(({ missed }) => missed === 0)
}

const random = randomFrom(Number(values.seed))

// One after the other in one store: what is tampered with is what the world before it left untouched.
const holds = await Effect.runPromise(
  Effect.gen(function* () {
    const tallies: Array<Tally> = []
    for (const made of [auditWorld, ledgerWorld, planWorld]) {
      const world = yield* made
      tallies.push(...(yield* Effect.promise(() => tamper(world, Number(values.times), random))))
    }
    return show(tallies)
  }).pipe(Effect.provide(store))
)
console.log(holds ? "gate tamper: holds" : "gate tamper: BROKEN")
process.exitCode = holds ? 0 : 1
