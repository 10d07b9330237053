import { assert, describe, it } from "@effect/vitest"
import { patience, World } from "../world.ts"

describe("laurel db", { timeout: patience }, () => {
  it("has nothing to do with a store in memory", async () => {
    using here = new World()
    assert.strictEqual((await here.laurel("db status --db memory:")).code, 64)
  })

  it("says how it is where nobody answers, without the password", async () => {
    using here = new World()
    const { code, err } = await here.laurel("db status --db postgres://laurel:secret@127.0.0.1:1/laurel")
    assert.strictEqual(code, 75)
    assert.notInclude(err, "secret")
  })
})
