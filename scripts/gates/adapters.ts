import { spawn } from "node:child_process"
import { once } from "node:events"
import { parseArgs } from "node:util"

// generated command sequences for every port give the same answers, errors and order in memory, on the embedded store and on
// Postgres, each held against the port's reference model. The contracts run as in the tests, with so many sequences for
// each model.

const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" } } })

const started = performance.now()
const tests = spawn(
  "vitest",
  [
    "run",
    "--config",
    "vitest.workspace.ts",
    "--project",
    "adapters on servers",
    "test/allPorts.",
    // One store each: the server and the engine in the process are held up by different cores.
    "--maxWorkers",
    "2"
  ],
  { stdio: "inherit", env: { ...process.env, LAUREL_CONTRACT_RUNS: values.runs } }
)
const [code] = await once(tests, "exit")
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(`${values.runs} sequences a port, on memory, the embedded store and Postgres: ${seconds} s`)
console.log(code === 0 ? "gate adapters: holds" : "gate adapters: BROKEN")
process.exitCode = code === 0 ? 0 : 1
