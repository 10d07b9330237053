import { parseArgs } from "node:util"
import { layer } from "@laurel/adapters/memory"
import { nodeSha256 } from "@laurel/adapters/node"
import { computeSha256By } from "@laurel/core/shared"
import { arbitraryDefinition, formatReplay, parseReplay, simulate } from "@laurel/core/simulation"
import { Effect, Result } from "effect"
import fc from "fast-check"

// whole challenges of every kind on virtual time keep every promise, and each is the same again, to the last line of its
// trace, from the line that is printed for it. `--path` goes straight to the one that a broken run names.

const { values } = parseArgs({
  options: {
    runs: { type: "string", default: "10000" },
    seed: { type: "string", default: "1" },
    path: { type: "string" }
  }
})

computeSha256By(nodeSha256)

const started = performance.now()
const total = { challenges: 0, people: 0, rows: 0, looks: 0 }
const endings = new Map<string, number>()

const found = await fc.check(
  fc.asyncProperty(
    arbitraryDefinition(),
    fc.nat(0xffffffff),
    fc.integer({ min: 1, max: 12 }),
    async (definition, seed, participants) => {
      const run = await Effect.runPromise(simulate(layer, definition, { seed, participants }))
      if (run.violation !== undefined) throw new Error(`${run.violation.invariant}: ${run.violation.message}`)
      const replay = Result.getOrThrow(parseReplay(formatReplay({ seed })))
      const again = await Effect.runPromise(simulate(layer, definition, { ...replay, participants }))
      if (again.traceHash !== run.traceHash) throw new Error(`seed ${seed} is another challenge the second time`)
      total.challenges++
      total.people += run.history.people.length
      for (const { submissions } of run.history.people) total.rows += submissions.length
      for (const times of run.checked.values()) total.looks += times
      const ending = run.ending ?? "none"
      endings.set(ending, (endings.get(ending) ?? 0) + 1)
    }
  ),
  {
    numRuns: Number(values.runs),
    seed: Number(values.seed),
    ...(values.path === undefined ? {} : { path: values.path })
  }
)

const ended = [...endings].map(([ending, times]) => `${ending} ${times}`).join(", ")
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(
  `${total.challenges} challenges twice (${ended}), ${total.people} people, ${total.rows} rows: promises were looked at ` +
    `${total.looks} times; ${seconds} s`
)
if (found.failed) {
  console.error(fc.defaultReportMessage(found))
  console.error(`Again: npm run gate:simulation -- --seed ${found.seed} --path ${found.counterexamplePath}`)
}
console.log(found.failed ? "gate simulation: BROKEN" : "gate simulation: holds")
process.exitCode = found.failed ? 1 : 0
