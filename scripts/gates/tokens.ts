import { parseArgs } from "node:util"
import { gateOfTests } from "./gateOfTests.ts"

// S-02: tokens and keys that somebody forged, of what they can know: good tokens, public keys, keys of their own. Every operation refuses
// every one, also right after it believed the token that one is made of.

const { values } = parseArgs({ options: { tokens: { type: "string", default: "20000" } } })

await gateOfTests({
  name: "tokens",
  tried: `${values.tokens} forged tokens, and forged keys`,
  tests: ["--project", "http", "forgedTokens", "test/tokens"],
  lengths: { LAUREL_FORGED_TOKENS: values.tokens }
})
