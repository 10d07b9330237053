import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { document } from "@laurel/http"
import { Schema } from "effect"
import { gateOfTests } from "./gateOfTests.ts"

// every answer of every test of the server is held against the document that clients read; here all tests are run, and what they
// were answered with is held against all that the document says may be answered.

const Described = Schema.Struct({
  paths: Schema.Record(
    Schema.String,
    Schema.Record(
      Schema.String,
      Schema.Struct({ operationId: Schema.String, responses: Schema.Record(Schema.String, Schema.Unknown) })
    )
  )
})

/** So much of what the document says has to have been seen, in percent. */
const enough = 95

const folder = mkdtempSync(join(tmpdir(), "laurel-contract-"))
const file = join(folder, "exercised")
await gateOfTests({
  name: "contract",
  tried: "every answer of every test of the server, held against the document",
  tests: ["--project", "http"],
  lengths: { LAUREL_EXERCISED: file }
})
const exercised = new Set(existsSync(file) ? readFileSync(file, "utf8").trim().split("\n") : [])
rmSync(folder, { recursive: true })

const { paths } = Schema.decodeUnknownSync(Described)(document("0.1.0"))
const operations = Object.values(paths).flatMap((methods) => Object.values(methods))
const statuses = operations.flatMap(({ operationId, responses }) =>
  Object.keys(responses).map((status) => `${operationId} ${status}`)
)
const unseen = statuses.filter((one) => !exercised.has(one))
// One that is refused whatever is asked shows nothing of what it does.
const neverDone = operations
  .map(({ operationId }) => operationId)
  .filter((id) => ![...exercised].some((one) => /^\w+ [123]/.test(one) && one.startsWith(`${id} `)))
const share = (100 * (statuses.length - unseen.length)) / statuses.length
console.log(
  `${operations.length - neverDone.length} of ${operations.length} operations carried out, ${share.toFixed(1)} % of ${statuses.length} documented statuses seen`
)
for (const id of neverDone) console.log(`never carried out: ${id}`)
console.log(`not seen: ${unseen.join(", ")}`)
const holds = neverDone.length === 0 && share >= enough
console.log(holds ? "documented statuses: hold" : "documented statuses: BROKEN")
if (!holds) process.exitCode = 1
