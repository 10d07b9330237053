import { decodeDefinition } from "@laurel/core/challenge"
import { layer } from "@laurel/adapters/memory"
import { Effect, Result } from "effect"
import { readFileSync } from "node:fs"
import { simulate } from "@laurel/core/simulation"
const d = Result.getOrThrow(decodeDefinition(JSON.parse(readFileSync(process.argv[2]!, "utf8"))))
const n = Number(process.argv[3] ?? 50)
for (let i = 0; i < 5; i++) await Effect.runPromise(simulate(layer, d, { seed: 1000 + i, participants: 20 }))
const cpu0 = process.cpuUsage(), t = performance.now()
for (let i = 0; i < n; i++) { const run = await Effect.runPromise(simulate(layer, d, { seed: i, participants: 20 })); if (run.violation) console.log(run.violation) }
const cpu = process.cpuUsage(cpu0); console.log(((performance.now() - t) / n).toFixed(1), "ms wall", (cpu.user / 1000 / n).toFixed(1), "ms cpu a run")
