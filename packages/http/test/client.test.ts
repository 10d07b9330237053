import { execFileSync } from "node:child_process"
import { assert, describe, it } from "vitest"

/** Prints whatever of the system, and whatever package beside those of the core, is loaded for the client. */
const program = `
import { registerHooks } from "node:module"
const found = new Set()
registerHooks({
  resolve: (name, context, next) => {
    const resolved = next(name, context)
    const [, dependency] = /node_modules\\/((?:@[^/]+\\/)?[^/]+)/.exec(resolved.url) ?? []
    if (resolved.url.startsWith("node:")) found.add(resolved.url)
    if (dependency !== undefined) found.add(dependency)
    return resolved
  }
})
const { makeClient, operations } = await import("@laurel/http/client")
const client = makeClient(operations, { url: "http://laurel.test" })
console.log(JSON.stringify({ hasBoard: "getBoard" in client, found: [...found].sort() }))
`

describe("the client", () => {
  it("is loaded without the server, and without anything that only Node has", () => {
    const said = execFileSync(
      process.execPath,
      ["--conditions=@laurel/source", "--input-type=module", "--eval", program],
      { encoding: "utf8", cwd: import.meta.dirname }
    )
    assert.deepStrictEqual(JSON.parse(said), { hasBoard: true, found: ["@noble/hashes", "effect"] })
  })
})
