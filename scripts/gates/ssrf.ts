import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// S-07: addresses of webhooks that lead into networks of our own, however they are written, whatever a name means a moment later and
// wherever a receiver redirects to. Nothing is connected to: a real listener counts, and so does whoever connects.

const { values } = parseArgs({ options: { addresses: { type: "string", default: "20000" } } })

await gateOfTests({
  name: "ssrf",
  tried: `hostile addresses as they are written, and ${values.addresses} drawn ones`,
  tests: ["--project", "adapters", "webhooks/sender"],
  lengths: { LAUREL_SSRF_ADDRESSES: values.addresses }
})
