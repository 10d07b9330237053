import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// requests of every operation that nobody with good intentions sends. Each is answered as its operation says that it answers, with
// no status of 500 or above, and nothing of the inside is told.

const { values } = parseArgs({ options: { requests: { type: "string", default: "10000" } } })

await gateOfTests({
  name: "fuzz",
  tried: `${values.requests} hostile requests, and bytes that are no HTTP`,
  tests: ["--project", "http", "fuzz"],
  lengths: { LAUREL_FUZZ_REQUESTS: values.requests }
})
