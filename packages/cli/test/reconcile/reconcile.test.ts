import { assert, describe, it } from "@effect/vitest"
import { days, OneStore, officeAfterPot, Provider } from "../store.ts"
import { patience } from "../world.ts"

describe("laurel reconcile", { timeout: patience }, () => {
  it("asks about what is unknown and ends with 0 once nothing is; with --dry-run it asks nobody and says what it would ask about", async () => {
    const provider = new Provider()
    await using office = await officeAfterPot(new OneStore(provider.ports))
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    provider.away = true
    await office.laurel(`settle apply plan.json --yes ${days.after}`)
    provider.away = false
    const tried = await office.laurel(`reconcile pot --dry-run --json ${days.after}`)
    assert.deepStrictEqual([tried.code, provider.lookUps], [5, 0])
    assert.deepStrictEqual(JSON.parse(tried.out).challenges, [
      { challenge: "pot", unknownPayouts: 3, unknownCharges: 0 }
    ])
    assert.strictEqual((await office.laurel(`reconcile pot ${days.after}`)).code, 0)
    assert.strictEqual(provider.lookUps, 3)
    assert.match((await office.does(`settle status pot ${days.after}`)).out, /confirmed +3/)
  })

  it("asks no other provider than the one that was to pay, nor lets it pay, and names both", async () => {
    const provider = new Provider()
    await using office = await officeAfterPot(new OneStore(provider.ports))
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    provider.away = true
    await office.laurel(`settle apply plan.json --yes ${days.after}`)
    provider.away = false
    provider.name = "wallet"
    for (const command of ["reconcile pot", "reconcile pot --dry-run", "settle resume pot --yes"]) {
      const refused = await office.laurel(`${command} ${days.after}`)
      assert.deepStrictEqual([command, refused.code, provider.lookUps], [command, 78, 0])
      assert.match(refused.err, /went through pretended, and wallet is to go on/)
      assert.match(refused.err, /--payments/)
    }
    provider.name = "pretended"
    assert.strictEqual((await office.laurel(`reconcile pot ${days.after}`)).code, 0)
  })
})
