import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// S-01, S-05: who may do what. Everybody, with all roles, scopes and parts in challenges that they may have at once, asks for every
// operation about every kind of challenge; who is let in is held against the table that was reviewed.

const { values } = parseArgs({ options: { requests: { type: "string", default: "30000" } } })

await gateOfTests({
  name: "authorisation",
  tried: `${values.requests} requests of whoever for whatever, and the whole of the table`,
  tests: ["--project", "http", "authorisation", "access"],
  lengths: { LAUREL_AUTHORISATION_REQUESTS: values.requests }
})
