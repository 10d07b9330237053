import { assert, describe, it } from "@effect/vitest"
import { days, Office } from "../store.ts"
import { patience } from "../world.ts"

const nothing = `invite_${"0".repeat(24)}`

describe("laurel invite", { timeout: patience }, () => {
  it("says what is wrong", async () => {
    await using office = new Office()
    for (const command of [
      "send bob",
      "send bob --circle nonsense",
      `send bob --circle circle_${"0".repeat(24)}`,
      "send bob --challenge nowhere",
      "accept nonsense",
      `accept ${nothing}`,
      `decline ${nothing}`,
      `revoke ${nothing}`
    ])
      assert.strictEqual((await office.laurel(`invite ${command}`)).code, 64, command)
  })

  it("invites to a circle, and whoever accepts is in it", async () => {
    await using office = new Office()
    const circle = (await office.does("circle create Walkers --as ada --private")).out.trim()
    const sent = JSON.parse((await office.does(`invite send bob cem --circle ${circle} --as ada --json`)).out)
    assert.deepStrictEqual(
      sent.invites.map(({ user, outcome }: Record<string, string>) => `${user} ${outcome}`),
      ["bob invited", "cem invited"]
    )
    assert.include((await office.does(`invite send bob --circle ${circle} --as ada`)).out, "exists")
    const [{ invite, to }] = JSON.parse((await office.does("invite list bob --json")).out).invites
    assert.strictEqual(to, `circle ${circle}`)
    assert.strictEqual((await office.laurel(`invite accept ${invite} --as cem`)).code, 64)
    assert.include((await office.does(`invite accept ${invite} --as bob`)).out, "bob has accepted")
    assert.include((await office.does("circle list bob")).out, "Walkers")
    assert.include((await office.does(`invite send bob --circle ${circle} --as ada`)).out, "already-in")
    assert.include((await office.does("invite list bob")).out, "no invitation to answer")
    const [, cem] = sent.invites
    assert.include((await office.does(`invite decline ${cem.invite} --as cem`)).out, "cem has declined")
    await office.does(`invite revoke ${cem.invite} --as ada`)
    assert.include((await office.does(`invite send cem --circle ${circle} --as ada`)).out, "invited")
  })

  it("invites to a challenge, for its organiser alone; a worker forgets what is over", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json --as ada ${days.before}`)
    assert.strictEqual((await office.laurel(`invite send bob --challenge steps --as bob ${days.before}`)).code, 4)
    await office.does(`invite send bob --challenge steps --as ada ${days.before}`)
    assert.include((await office.does(`invite list bob ${days.before}`)).out, "challenge steps")
    await office.does(`worker --once ${days.after}`)
    assert.include((await office.does(`invite list bob ${days.before}`)).out, "no invitation to answer")
  })
})
