import { assert, describe, it } from "@effect/vitest"
import { days, officeAfterPot } from "../store.ts"
import { patience } from "../world.ts"

describe("laurel settle", { timeout: patience }, () => {
  it("takes a challenge from final standings to paid prizes: one plans, another approves, and it is applied", async () => {
    await using office = await officeAfterPot()
    const planned = await office.does(`settle plan pot --out plan.json ${days.after}`)
    assert.include(planned.out, "Plan 1 of pot: 27.00 EUR to 3 recipients")
    const approved = await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    assert.include(approved.out, "approved by bo")
    const applied = await office.does(`settle apply plan.json --yes ${days.after}`)
    assert.match(applied.out, /confirmed +3 +27\.00 EUR/)
    assert.include((await office.does(`challenge show pot ${days.after}`)).out, "settled")
    assert.include((await office.does(`settle verify plan.json ${days.after}`)).out, "byte for byte")
  })

  it("lets the second of two who apply the same plan change nothing, and says so with 6", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    const both = await Promise.all([
      office.laurel(`settle apply plan.json --yes ${days.after}`),
      office.laurel(`settle apply plan.json --yes --as bo ${days.after}`)
    ])
    assert.deepStrictEqual(both.map(({ code }) => code).toSorted(), [0, 6])
    const journal = (await office.does(`export pot ${days.after}`)).out
    const again = await office.laurel(`settle apply plan.json --yes ${days.after}`)
    assert.strictEqual(again.code, 6)
    assert.include(again.err, "nothing was done again")
    assert.strictEqual((await office.does(`export pot ${days.after}`)).out, journal)
  })
})
