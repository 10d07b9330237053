import { spawnSync } from "node:child_process"
import { assert, describe, it } from "@effect/vitest"
import { patience, World } from "../world.ts"

describe("laurel completion", { timeout: patience }, () => {
  it("prints a script for each shell that knows commands, options and choices", async () => {
    using here = new World()
    for (const shell of ["bash", "zsh", "fish", "powershell"]) {
      const { code, out } = await here.laurel(`completion ${shell}`)
      assert.strictEqual(code, 0)
      for (const word of ["settle", "approve", "db-url-file", "hledger"]) assert.include(out, word, shell)
    }
  })

  it("prints what bash can parse", async () => {
    using here = new World()
    const { out } = await here.laurel("completion bash")
    const parsed = spawnSync("bash", ["-n"], { input: out, encoding: "utf8" })
    assert.strictEqual(parsed.status, 0, parsed.stderr)
  })

  it("refuses a shell that it does not know", async () => {
    using here = new World()
    assert.strictEqual((await here.laurel("completion tcsh")).code, 64)
  })
})
