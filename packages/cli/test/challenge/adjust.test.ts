import { assert, describe, it } from "@effect/vitest"
import { days, Office } from "../store.ts"
import { json, patience, steps } from "../world.ts"

/** An office in which ada leads. */
const officeOfTwo = async (): Promise<Office> => {
  const office = new Office()
  const metrics = [{ name: "steps", unit: "steps", decimals: 1 }]
  office.here.write({
    "steps.json": json({ ...steps, metrics }),
    "a.csv": "user,at,steps,key\nada,2026-04-01,5000,a\nlin,2026-04-01,4000,b\n"
  })
  await office.does(`challenge create steps.json ${days.before}`)
  await office.does(`challenge publish steps ${days.before}`)
  await office.does(`entry add steps ada lin ${days.before}`)
  await office.does(`import steps a.csv ${days.during}`)
  return office
}

const adjusting = `challenge adjust steps ada --amount -1500.5 --reason late --id gate-1 ${days.during}`

describe("laurel challenge adjust", { timeout: patience }, () => {
  it("adjusts a score once, shows it in lists and explanations, and a dry run adjusts nothing", async () => {
    await using office = await officeOfTwo()
    assert.include((await office.does(`${adjusting} --dry-run`)).out, "adjusted by -1500.5: late")
    assert.include((await office.does(`challenge adjustments steps ${days.during}`)).out, "There are none")
    await office.does(adjusting)
    assert.include((await office.does(adjusting)).out, "nothing was done again")
    assert.match((await office.does(`board show steps ${days.during}`)).out, /1 +lin[^\n]*\n[^\n]*2 +ada[^\n]*3499\.5/)
    const explained = JSON.parse((await office.does(`board explain steps ada --json ${days.during}`)).out)
    assert.deepInclude(explained.contributions.at(-1), {
      kind: "Adjustment",
      gave: "-1500.5",
      adjustment: "gate-1",
      reason: "late"
    })
    assert.match(
      (await office.does(`board explain steps ada ${days.during}`)).out,
      /adjustment +gate-1 +-1500\.5 +late/
    )
    const conflict = await office.laurel(adjusting.replace("late", "early"))
    assert.include(conflict.err, "another reason")
  })

  it("is taken back once, and stays to be read", async () => {
    await using office = await officeOfTwo()
    await office.does(adjusting)
    const reverse = `challenge reverse steps gate-1 --reason mistaken ${days.during}`
    assert.include((await office.does(reverse)).out, "no longer adjusted")
    assert.include((await office.does(reverse)).out, "nothing was done again")
    assert.match((await office.does(`challenge adjustments steps ${days.during}`)).out, /gate-1.*late.*: mistaken/)
    const [one] = JSON.parse(
      (await office.does(`challenge adjustments steps --participant ada --json ${days.during}`)).out
    ).adjustments
    assert.deepInclude(one, { id: "gate-1", amount: "-1500.5", participant: "ada" })
    const rest = await office.does(`challenge adjustments steps --after gate-1 ${days.during}`)
    assert.include(rest.out, "There are none")
  })

  it("says what cannot be used, and who may", async () => {
    await using office = await officeOfTwo()
    for (const [wrong, said] of [
      ["--amount 0", "must not be zero"],
      ["--amount much", "is not a number"],
      ["--id ?", "must start with a letter"]
    ] as const) {
      const [option = ""] = wrong.split(" ")
      const refused = await office.laurel(adjusting.replace(new RegExp(`${option} \\S+`), wrong))
      assert.deepStrictEqual([refused.code, refused.err.includes(said)], [64, true], wrong)
    }
    assert.strictEqual((await office.laurel(`${adjusting} --as bob`)).code, 4)
    assert.strictEqual((await office.laurel(adjusting.replace("steps ada", "steps eve"))).code, 64)
    const unknown = `challenge reverse steps gate-9 --reason mistaken ${days.during}`
    assert.strictEqual((await office.laurel(unknown)).code, 64)
  })
})
