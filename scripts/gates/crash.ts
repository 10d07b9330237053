import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// I19, I20, I21: every use case that moves money is stopped at every call of a port, and workers interleave their calls in orders that
// are drawn, on Postgres and on the embedded store. Each of these worlds recovers to the last cent; plain SQL looks at the money in it
// after every transaction.

const { values } = parseArgs({ options: { runs: { type: "string", default: "100" } } })

await gateOfTests({
  name: "crash",
  tried: `a crash at every call, ${values.runs} interleavings, on Postgres and the embedded store`,
  // One store each: the server and the engine in the process are held up by different cores.
  tests: ["--project", "crashes on servers", "--reporter", "verbose", "--maxWorkers", "2"],
  lengths: { LAUREL_CRASH_RUNS: values.runs }
})
