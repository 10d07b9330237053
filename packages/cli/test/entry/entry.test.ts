import { assert, describe, it } from "@effect/vitest"
import { days, Office } from "../store.ts"
import { patience } from "../world.ts"

const office = async (challenge: "steps" | "pot"): Promise<Office> => {
  const opened = new Office()
  await opened.does(`challenge create ${challenge}.json ${days.before}`)
  await opened.does(`challenge publish ${challenge} ${days.before}`)
  return opened
}

describe("laurel entry", { timeout: patience }, () => {
  it("add enters people by name, and again changes nothing", async () => {
    await using here = await office("steps")
    assert.include((await here.does(`entry add steps ada lin ${days.before}`)).out, "2 participants entered")
    assert.include(
      (await here.does(`entry add steps ada bob ${days.before}`)).out,
      "1 participant entered, 1 had entered before"
    )
    const { entries } = JSON.parse((await here.does(`entry list steps --json ${days.before}`)).out)
    assert.deepStrictEqual(
      entries.map(({ participant, status }: { participant: string; status: string }) => [participant, status]),
      [
        ["ada", "Active"],
        ["bob", "Active"],
        ["lin", "Active"]
      ]
    )
  })

  it("add reads a file, and reports who is refused with the line and 5", async () => {
    await using here = await office("steps")
    here.here.write({ "e.csv": "user,enteredAt\nada,2026-03-19\nlin,2027-01-01\n" })
    const { code, out } = await here.laurel(`entry add steps --file e.csv ${days.before}`)
    assert.strictEqual(code, 5)
    assert.include(out, "lin (line 3) refused: EnteredInFuture")
  })

  it("add books no fee that nobody confirmed, and a dry run books none either", async () => {
    await using here = await office("pot")
    const unconfirmed = await here.laurel(`entry add pot ada ${days.before}`)
    assert.deepStrictEqual([unconfirmed.code, unconfirmed.err.includes("10.00 EUR of entry fees")], [64, true])
    const tried = await here.does(`entry add pot ada lin --dry-run ${days.before}`)
    assert.include(
      tried.out,
      "2 participants entered, 0 had entered before.\n20.00 EUR of entry fees booked as paid.\n"
    )
    assert.include((await here.does(`entry list pot ${days.before}`)).out, "Nobody takes part yet")
    await here.does(`entry add pot ada --yes ${days.before}`)
    assert.include((await here.does(`export pot ${days.before}`)).out, "liabilities:pool:pot")
    const [entered] = JSON.parse((await here.does(`entry list pot --json ${days.before}`)).out).entries
    assert.deepStrictEqual([entered.fee, entered.feeMinorUnits, entered.currency], ["10.00", "1000", "EUR"])
    const again = JSON.parse((await here.does(`entry add pot ada lin --yes --json ${days.before}`)).out)
    assert.deepStrictEqual([again.entered, again.feesMinorUnits, again.currency], [1, "1000", "EUR"])
  })

  it("add wants names or a file, and not both", async () => {
    await using here = await office("steps")
    assert.strictEqual((await here.laurel(`entry add steps ${days.before}`)).code, 64)
    assert.strictEqual((await here.laurel(`entry add steps ada --file e.csv ${days.before}`)).code, 64)
  })

  it("remove withdraws or disqualifies all that are named, or none", async () => {
    await using here = await office("steps")
    await here.does(`entry add steps ada lin bob ${days.before}`)
    assert.strictEqual((await here.laurel(`entry remove steps ada nobody ${days.before}`)).code, 64)
    assert.notInclude((await here.does(`entry list steps ${days.before}`)).out, "withdrawn")
    await here.does(`entry remove steps ada ${days.before}`)
    await here.does(`entry remove steps lin --disqualify ${days.before}`)
    const { out } = await here.does(`entry list steps ${days.before}`)
    assert.match(out, /ada +withdrawn/)
    assert.match(out, /lin +disqualified/)
    assert.strictEqual((await here.laurel(`entry remove steps bob --as eve ${days.before}`)).code, 4)
  })
})
