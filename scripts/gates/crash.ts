import { spawn } from "node:child_process"
import { once } from "node:events"
import { parseArgs } from "node:util"

// I19, I20, I21: every use case that moves money is stopped at every call of a port, and workers interleave their calls in orders that
// are drawn, on Postgres and on the embedded store. Each of these worlds recovers to the last cent; plain SQL looks at the money in it
// after every transaction.

const { values } = parseArgs({ options: { runs: { type: "string", default: "100" } } })

const started = performance.now()
const tests = spawn(
  "vitest",
  [
    "run",
    "--config",
    "vitest.workspace.ts",
    "--project",
    "crashes on servers",
    "--reporter",
    "verbose",
    // One store each: the server and the engine in the process are held up by different cores.
    "--maxWorkers",
    "2"
  ],
  { stdio: "inherit", env: { ...process.env, LAUREL_CRASH_RUNS: values.runs } }
)
const [code] = await once(tests, "exit")
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(`a crash at every call, ${values.runs} interleavings, on Postgres and the embedded store: ${seconds} s`)
console.log(code === 0 ? "gate crash: holds" : "gate crash: BROKEN")
process.exitCode = code === 0 ? 0 : 1
