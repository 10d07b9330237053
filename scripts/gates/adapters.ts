import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// generated command sequences for every port give the same answers, errors and order in memory, on the embedded store and on
// Postgres, and those of boards on Redis, each held against the port's reference model. The contracts run as in the tests, with so
// many sequences for each model.

const { values } = parseArgs({ options: { runs: { type: "string", default: "1000" } } })

await gateOfTests({
  name: "adapters",
  tried: `${values.runs} sequences a port, on memory, the embedded store and Postgres, and of boards on Redis`,
  // One store each: the server and the engine in the process are held up by different cores.
  tests: ["--project", "adapters on servers", "test/allPorts.", "test/redis.it.ts", "--maxWorkers", "2"],
  lengths: { LAUREL_CONTRACT_RUNS: values.runs }
})
