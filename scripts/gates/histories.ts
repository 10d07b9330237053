import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// many use the same challenges at the same time while processes are killed, answers are lost and, on a server, connections are
// ended. What each of them was answered can be told as one call after the other, what was told to be undone is, and everybody reads
// their own writes. The tests of the adapters do it, with so many histories each.

const { values } = parseArgs({
  options: { histories: { type: "string", default: "200" }, seed: { type: "string", default: "1" } }
})

await gateOfTests({
  name: "histories",
  tried: `${values.histories} histories on each store, seed ${values.seed}`,
  tests: ["packages/adapters/test/histories"],
  lengths: { LAUREL_HISTORIES: values.histories, LAUREL_HISTORIES_SEED: values.seed }
})
