import { assert, describe, it } from "@effect/vitest"
import { patience, World } from "../world.ts"

describe("laurel db", { timeout: patience }, () => {
  it("brings the tables of an embedded store up to this version, once, and shows what was done", async () => {
    using here = new World()
    const before = await here.laurel("db status")
    assert.deepStrictEqual([before.code, before.out.includes("pending")], [78, true])
    assert.include((await here.laurel("db migrate --dry-run")).out, "would be taken")
    assert.include((await here.laurel("db migrate")).out, "taken: 0001_facts")
    assert.include((await here.laurel("db migrate")).out, "are those of this version")
    const after = await here.laurel("db status --json")
    assert.deepStrictEqual([after.code, JSON.parse(after.out).current], [0, true])
    assert.strictEqual((await here.laurel("db partitions")).code, 0)
  })

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
