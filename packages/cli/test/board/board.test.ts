import { assert, describe, it } from "@effect/vitest"
import { days, officeAfterPot } from "../store.ts"
import { patience } from "../world.ts"

describe("laurel board", { timeout: patience }, () => {
  it("shows who stands where, and the prizes once they are planned", async () => {
    await using office = await officeAfterPot()
    const { out } = await office.does(`board show pot ${days.during}`)
    assert.match(out, /1 +ada +11000/)
    await office.does(`settle plan pot ${days.after}`)
    assert.match((await office.does(`board show pot ${days.after}`)).out, /1 +ada +11000.* +13\.50/)
    const document = JSON.parse((await office.does(`board show pot --top 1 --json ${days.after}`)).out)
    assert.deepStrictEqual([document._v, document.board.rows.length, document.board.rows[0].prize], [1, 1, "13.50"])
  })

  it("explains one participant, and names the nearest where nobody is called so", async () => {
    await using office = await officeAfterPot()
    assert.include((await office.does(`board explain pot ada ${days.during}`)).out, "rank 1 of 3; score 11000")
    const { code, err } = await office.laurel(`board explain pot lim ${days.during}`)
    assert.strictEqual(code, 64)
    assert.include(err, "did you mean lin?")
  })

  it("exports the same bytes as a run of the same files writes", async () => {
    await using office = await officeAfterPot()
    await office.does(`settle plan pot ${days.after}`)
    await office.does(`board export pot --out standings.csv ${days.after}`)
    await office.does("run pot.json --activities a.csv --out result")
    assert.strictEqual(office.here.read("standings.csv"), office.here.read("result/standings.csv"))
    assert.strictEqual((await office.laurel(`board export pot --out standings.csv ${days.after}`)).code, 73)
    const lines = (await office.does(`board export pot --format jsonl ${days.after}`)).out.trim().split("\n")
    assert.deepStrictEqual(lines.map((line) => JSON.parse(line).participant).toSorted(), ["ada", "bob", "lin"])
  })
})
