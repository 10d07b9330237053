import { assert, describe, it } from "@effect/vitest"
import { days, officeAfterPot } from "../store.ts"
import { json, patience, pot } from "../world.ts"

describe("laurel user stats", { timeout: patience }, () => {
  it("shows what somebody has come to in all challenges, with all that was imported before", async () => {
    await using office = await officeAfterPot()
    const { out } = await office.does(`user stats ada ${days.during}`)
    assert.match(
      out,
      /^ada\n\nentered +1, 0 of them final with a place\nwon +0, 0 among the first three\nactive days +2\nprizes +none\n$/
    )
    await office.does(`settle plan pot ${days.after}`)
    const later = JSON.parse((await office.does(`user stats ada --json ${days.after}`)).out)
    assert.deepStrictEqual(later, {
      _v: 1,
      user: "ada",
      entered: 1,
      finished: 1,
      wins: 1,
      podiums: 1,
      bestPlace: 1,
      activeDays: 2,
      prizes: []
    })
  })

  it("says by currency what settlements give", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot --out plan.json ${days.after}`)
    await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
    await office.does(`settle apply plan.json --yes ${days.after}`)
    assert.match((await office.does(`user stats ada ${days.after}`)).out, /prizes +13\.50 EUR\n/)
  })

  it("a stranger has come to nothing; what is no name ends with 64", async () => {
    await using office = await officeAfterPot()
    assert.include((await office.does(`user stats stranger ${days.during}`)).out, "entered      0,")
    assert.strictEqual((await office.laurel(["user", "stats", "", "--at", "2026-04-10"])).code, 64)
  })
})

describe("laurel challenge trending", { timeout: patience }, () => {
  it("lists where most went on lately, the most first", async () => {
    await using office = await officeAfterPot()
    office.here.write({ "quiet.json": json({ ...pot, id: "quiet", name: "Quiet" }) })
    await office.does(`challenge create quiet.json ${days.before}`)
    await office.does(`challenge publish quiet ${days.before}`)
    await office.does(`entry add quiet ada --yes ${days.before}`)
    office.here.write({ "q.csv": "user,at,steps\nada,2026-04-02,10\n" })
    await office.does(`import quiet q.csv ${days.during}`)
    const { out } = await office.does(`challenge trending ${days.during}`)
    assert.match(out, /pot +Steps +running +1536\nquiet +Quiet +running +256\n$/)
    const { challenges } = JSON.parse((await office.does(`challenge trending --limit 1 --json ${days.during}`)).out)
    assert.deepStrictEqual(challenges, [{ challenge: "pot", name: "Steps", state: "Running", score: 1536 }])
    assert.strictEqual((await office.does(`challenge trending --at 2026-04-20`)).out, "Nothing went on lately.\n")
    assert.strictEqual((await office.laurel(`challenge trending --limit few ${days.during}`)).code, 64)
  })
})
