import { assert, describe, it } from "@effect/vitest"
import { Office } from "../store.ts"
import { json, patience, steps } from "../world.ts"

describe("laurel stats active", { timeout: patience }, () => {
  it("counts each user once an hour, whatever became of what was sent (K48)", async () => {
    await using office = new Office()
    office.here.write({
      "may.json": json({ ...steps, id: "may", window: { start: "2026-05-01", end: "2026-05-31" } }),
      "one.csv":
        "user,at,steps\nada,2026-05-01T08:00:00Z,500\nada,2026-05-01T08:05:00Z,5\nbob,2026-05-01T08:00:00Z,400\n",
      "again.csv": "user,at,steps\nada,2026-05-01T08:00:00Z,500\n",
      "early.csv": "user,at,steps\nlin,2026-04-01T08:00:00Z,500\n"
    })
    await office.does("challenge create may.json --at 2026-04-20")
    await office.does("challenge publish may --at 2026-04-20")
    await office.does("entry add may ada bob lin --yes --at 2026-04-20")
    await office.does("import may one.csv --at 2026-05-02T10:15:00Z")
    await office.does("import may again.csv --at 2026-05-02T11:15:00Z")
    await office.laurel("import may early.csv --at 2026-05-02T12:15:00Z")
    const at = "--at 2026-05-02T13:30:00Z"
    const { hours } = JSON.parse((await office.does(`stats active --json ${at}`)).out)
    assert.strictEqual(hours.length, 24)
    assert.deepStrictEqual(hours.slice(-4), [
      { hour: "2026-05-02T10:00:00.000Z", users: 2 },
      { hour: "2026-05-02T11:00:00.000Z", users: 0 },
      { hour: "2026-05-02T12:00:00.000Z", users: 1 },
      { hour: "2026-05-02T13:00:00.000Z", users: 0 }
    ])
    const { out } = await office.does(`stats active --since 2h ${at}`)
    assert.match(out, /2026-05-02T12:00:00\.000Z +1\n2026-05-02T13:00:00\.000Z +0\n/)
    assert.notInclude(out, "T11:00")
  })

  it("a time that is none, or more than is known, ends with 64", async () => {
    await using office = new Office()
    for (const since of ["0h", "49h", "3d", "yesterday", "24"]) {
      const { code, err } = await office.laurel(`stats active --since ${since}`)
      assert.strictEqual(code, 64, since)
      assert.include(err, "--since 24h")
    }
  })
})
