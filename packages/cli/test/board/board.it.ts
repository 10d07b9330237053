import { assert, describe, it } from "@effect/vitest"
import { inject } from "vitest"
import { Installed, onServer } from "../installed.ts"
import { Office } from "../store.ts"
import { json, steps } from "../world.ts"

/** A database is made, and on a busy machine that takes long. */
const patience = 300_000

const day = (offset: number): string => new Date(Date.now() + offset * 86_400_000).toISOString().slice(0, 10)

/** A challenge under way on Postgres, of which nobody has read a board. */
const officeOn = async (id: string): Promise<Office> => {
  const office = new Office(new Installed(await onServer()))
  office.here.write({
    "now.json": json({ ...steps, id, divisions: ["Gold"], window: { start: day(-1), end: day(9) } }),
    "e.csv": "user,division\nada,Gold\nbob,Gold\nlin,Gold\n"
  })
  await office.does("challenge create now.json")
  await office.does(`challenge publish ${id}`)
  await office.does(`entry add ${id} --file e.csv --yes`)
  await walk(office, id, "first.csv", ["ada", "bob", "lin"])
  return office
}

/** Whoever is named has just walked. */
const walk = async (office: Office, id: string, file: string, users: ReadonlyArray<string>): Promise<void> => {
  const at = new Date().toISOString()
  office.here.write({ [file]: ["user,at,steps", ...users.map((user) => `${user},${at},500`), ""].join("\n") })
  await office.does(`import ${id} ${file}`)
}

interface Compared {
  readonly same: boolean
  readonly boards: ReadonlyArray<{ readonly scope: string; readonly in: string; readonly differences: number }>
}

describe("boards on Postgres and in Redis", { timeout: patience }, () => {
  it("are built by whoever is told to, compared with the facts, and followed by a worker", async () => {
    const [id, redis] = [`boards-${process.pid}`, inject("redis")]
    await using office = await officeOn(id)
    const compared = async (): Promise<readonly [code: number, found: Compared]> => {
      const { code, out } = await office.laurel(`board diff ${id} --redis ${redis} --json`)
      return [code, JSON.parse(out)]
    }
    const [before, absent] = await compared()
    assert.deepStrictEqual([before, absent.boards.filter(({ differences }) => differences > 0).length], [3, 2])
    const built = JSON.parse((await office.does(`board rebuild ${id} --redis ${redis} --json`)).out).boards
    assert.deepStrictEqual(
      built.map((one: Readonly<Record<string, unknown>>) => `${one.scope} ${one.in} ${one.rows}`),
      ["overall store 3", "division Gold store 3", "overall redis 3", "division Gold redis 3"]
    )
    const [after, same] = await compared()
    assert.deepStrictEqual([after, same.same, same.boards.length], [0, true, 6])
    // A commit without Redis: the boards there are behind until somebody follows.
    await walk(office, id, "more.csv", ["lin"])
    assert.strictEqual((await compared())[0], 3)
    assert.match((await office.does(`doctor --redis ${redis}`)).out, /redis +warning .*0 are not there, 2 are behind/)
    await office.does(`worker --once --redis ${redis}`)
    assert.strictEqual((await compared())[0], 0)
    assert.match((await office.does(`doctor --redis ${redis}`)).out, /redis +ok .*none is behind/)
  })
})
