import { assert, describe, it } from "@effect/vitest"
import { budgets } from "@laurel/http"
import { served } from "../served.ts"
import { Office } from "../store.ts"
import { patience, World } from "../world.ts"

describe("laurel config limits", { timeout: patience }, () => {
  const shown = async (here: World, flags = "", env: Record<string, string> = {}) => {
    const { out } = await here.laurel(`config limits --json${flags}`, { env })
    const told: ReadonlyArray<{
      readonly budget: string
      readonly requests: number
      readonly seconds: number
      readonly origin: string
    }> = JSON.parse(out).budgets
    return new Map(told.map(({ budget, ...rest }) => [budget, rest]))
  }

  it("shows every budget as it is shipped, and which of them a flag, a variable or a file sets otherwise", async () => {
    using here = new World()
    const usual = await shown(here)
    for (const [budget, { quota, windowSeconds }] of Object.entries(budgets))
      assert.include(usual.get(budget), { requests: quota, seconds: windowSeconds, origin: "default" }, budget)
    assert.strictEqual(usual.size, Object.keys(budgets).length)
    here.write({ "laurel.json": JSON.stringify({ budgets: "anonymous=300/900, entry=20/3600" }) })
    const ofFile = await shown(here)
    assert.include(ofFile.get("anonymous"), { requests: 300, seconds: 900, origin: here.path("laurel.json") })
    assert.include(ofFile.get("entry"), { requests: 20, seconds: 3_600 })
    assert.deepStrictEqual(ofFile.get("auth"), usual.get("auth"))
    const ofVariable = await shown(here, "", { LAUREL_BUDGETS: "auth=3/60" })
    assert.include(ofVariable.get("auth"), { requests: 3, seconds: 60, origin: "environment" })
    assert.include((await shown(here, " --budgets auth=4/60", { LAUREL_BUDGETS: "auth=3/60" })).get("auth"), {
      requests: 4,
      origin: "flag"
    })
    const { out } = await here.laurel("config limits")
    assert.match(out, /anonymous\s+300\s+900 s\s+address\s+at the end\s+\S*laurel\.json/)
    assert.match(out, /settlement\s+10\s+3600 s\s+person or key\s+one by one\s+default/)
  })

  it("names what is no budget, and how one is written", async () => {
    using here = new World()
    for (const wrong of [
      "anonymous",
      "nobody=1/2",
      "auth=0/60",
      "auth=5/0",
      "auth=5/90000",
      "auth=-1/60",
      "auth=1.5/60"
    ]) {
      const { code, err } = await here.laurel(["config", "limits", "--budgets", wrong])
      assert.strictEqual(code, 64, wrong)
      assert.include(err, "anonymous=300/900", wrong)
    }
    here.write({ "laurel.json": JSON.stringify({ budgets: "auth=5" }) })
    assert.strictEqual((await here.laurel("config limits")).code, 78)
  })

  it("is what a server holds people to", async () => {
    await using office = new Office()
    office.here.write({ "laurel.json": JSON.stringify({ budgets: "anonymous=2/60" }) })
    await served(office, "", async ({ url }) => {
      const asked = () => fetch(`${url}/v1/challenges`)
      const first = await asked()
      assert.strictEqual(first.headers.get("ratelimit-policy"), '"anonymous";q=2;w=60')
      assert.deepStrictEqual([first.status, (await asked()).status, (await asked()).status], [200, 200, 429])
    })
  })
})
