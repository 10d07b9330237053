import { spawn } from "node:child_process"
import { once } from "node:events"
import { parseArgs } from "node:util"

// many use the same challenges at the same time while processes are killed, answers are lost and, on a server, connections are
// ended. What each of them was answered can be told as one call after the other, what was told to be undone is, and everybody reads
// their own writes. The tests of the adapters do it, with so many histories each.

const { values } = parseArgs({
  options: { histories: { type: "string", default: "200" }, seed: { type: "string", default: "1" } }
})

const started = performance.now()
const tests = spawn("vitest", ["run", "--config", "vitest.workspace.ts", "packages/adapters/test/histories"], {
  stdio: "inherit",
  env: { ...process.env, LAUREL_HISTORIES: values.histories, LAUREL_HISTORIES_SEED: values.seed }
})
const [code] = await once(tests, "exit")
const seconds = ((performance.now() - started) / 1000).toFixed(0)
console.log(`${values.histories} histories on each store, seed ${values.seed}: ${seconds} s`)
console.log(code === 0 ? "gate histories: holds" : "gate histories: BROKEN")
process.exitCode = code === 0 ? 0 : 1
