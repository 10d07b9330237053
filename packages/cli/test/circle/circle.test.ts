import { assert, describe, it } from "@effect/vitest"
import { days, Office } from "../store.ts"
import { patience } from "../world.ts"

const nothing = `circle_${"0".repeat(24)}`

describe("laurel circle", { timeout: patience }, () => {
  it("says what is wrong", async () => {
    await using office = new Office()
    for (const command of [
      "show nonsense",
      `show ${nothing}`,
      `join ${nothing}`,
      `leave ${nothing}`,
      `board ${nothing} steps`,
      "create Walkers --members 501",
      "create Walkers --members x"
    ])
      assert.strictEqual((await office.laurel(`circle ${command}`)).code, 64, command)
    assert.strictEqual((await office.laurel(["circle", "create", " "])).code, 64)
  })

  it("is created, joined, changed by its owner alone, left, inherited, and gone with its last member", async () => {
    await using office = new Office()
    const circle = (await office.does("circle create Walkers --as ada --members 2")).out.trim()
    assert.include((await office.does(`circle join ${circle} --as bob`)).out, "bob is in Walkers now")
    assert.include((await office.does(`circle join ${circle} --as bob`)).out, "already")
    assert.strictEqual((await office.laurel(`circle join ${circle} --as cem`)).code, 6)
    assert.strictEqual((await office.laurel(`circle amend ${circle} --as bob --members 3`)).code, 4)
    assert.strictEqual((await office.laurel(`circle amend ${circle} --as ada --members 1`)).code, 6)
    const amended = await office.does(`circle amend ${circle} --as ada --private --members 3 --name Runners`)
    assert.include(amended.out, "private, with 2 of 3 members")
    assert.strictEqual((await office.laurel(`circle join ${circle} --as cem`)).code, 64)
    const listed = JSON.parse((await office.does("circle list bob --json")).out).circles
    assert.deepInclude(listed[0], { circle, name: "Runners", owner: "ada", members: 2, limit: 3 })
    assert.include((await office.does(`circle leave ${circle} --as ada`)).out, "it is bob's")
    const shown = JSON.parse((await office.does(`circle show ${circle} --json`)).out)
    assert.deepStrictEqual([shown.owner, shown.who.length], ["bob", 1])
    assert.include((await office.does(`circle leave ${circle} --as bob`)).out, "it is gone")
    assert.strictEqual((await office.laurel(`circle show ${circle}`)).code, 64)
  })

  it("takes members out, and is taken away, by its owner", async () => {
    await using office = new Office()
    const circle = (await office.does("circle create Walkers --as ada")).out.trim()
    await office.does(`circle join ${circle} --as bob`)
    assert.strictEqual((await office.laurel(`circle leave ${circle} --as bob --user ada`)).code, 4)
    await office.does(`circle leave ${circle} --as ada --user bob`)
    assert.include((await office.does("circle list bob")).out, "bob is in no circle")
    assert.strictEqual((await office.laurel(`circle delete ${circle} --as bob`)).code, 4)
    await office.does(`circle delete ${circle} --as ada`)
    assert.strictEqual((await office.laurel(`circle show ${circle}`)).code, 64)
  })

  it("ranks its members among themselves, with the rank of each on the whole board", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json --as ada ${days.before}`)
    await office.does(`challenge publish steps --as ada ${days.before}`)
    await office.does(`entry add steps ada bob cem dan ${days.before}`)
    office.here.write({
      "a.csv": "user,at,steps\nada,2026-04-02,40\nbob,2026-04-02,30\ncem,2026-04-02,20\ndan,2026-04-02,10\n"
    })
    await office.does(`import steps a.csv ${days.during}`)
    const circle = (await office.does(`circle create Walkers --as bob ${days.before}`)).out.trim()
    await office.does(`circle join ${circle} --as dan ${days.before}`)
    await office.does(`circle join ${circle} --as eve ${days.before}`)
    const { out } = await office.does(`circle board ${circle} steps --json ${days.during}`)
    const { board } = JSON.parse(out)
    assert.deepStrictEqual(
      board.rows.map((row: { participant: string }) => row.participant),
      ["bob", "dan"]
    )
    assert.strictEqual(board.count, 4)
    assert.deepStrictEqual(
      board.rows.map((row: { overall: { place: number } }) => row.overall.place),
      [2, 4]
    )
    assert.include((await office.does(`circle board ${circle} steps ${days.during}`)).out, "overall")
  })
})
