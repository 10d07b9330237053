import { assert, describe, it } from "@effect/vitest"
import { World } from "../world.ts"

/** The embedded store is made anew, which on a busy machine takes long. */
const patience = 300_000

describe("laurel db on the embedded store", { timeout: patience }, () => {
  it("brings the tables of an embedded store up to this version, once, and shows what was done", async () => {
    using here = new World()
    const before = await here.laurel("db status")
    assert.deepStrictEqual([before.code, before.out.includes("pending")], [78, true])
    assert.include((await here.laurel("db migrate --dry-run")).out, "would be taken")
    assert.match((await here.laurel("db migrate")).out, /taken: 0001_facts.*\n3 partitions made: /)
    const explained = await here.laurel("db explain")
    assert.deepStrictEqual([explained.code, explained.out.includes("activities that count")], [0, true], explained.out)
    assert.include((await here.laurel("db partitions ensure")).out, "Every partition was there")
    const month = new Date().toISOString().slice(0, 7)
    assert.include((await here.laurel(`db partitions archive --before ${month} --dry-run`)).out, "0 partitions")
    assert.strictEqual((await here.laurel("db migrate --role nobody_there")).code, 64)
    assert.include((await here.laurel("db migrate")).out, "are those of this version")
    const after = await here.laurel("db status --json")
    assert.deepStrictEqual([after.code, JSON.parse(after.out).current], [0, true])
    assert.strictEqual((await here.laurel("db partitions")).code, 0)
  })
})
