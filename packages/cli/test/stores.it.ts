import { readFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "@effect/vitest"
import pg from "pg"
import { inject } from "vitest"
import { installedStores } from "../src/store/runtime.ts"
import type { StoreLocation } from "../src/store/StoreLocation.ts"
import { Installed, onServer } from "./installed.ts"
import { days, Office, officeAfterPot } from "./store.ts"
import { World } from "./world.ts"

/** The embedded store is made anew in most of them, which on a busy machine takes long. */
const patience = 300_000

const embedded = async (): Promise<StoreLocation> => {
  const here = new World()
  afterAll(() => here[Symbol.dispose]())
  return { _tag: "Embedded", path: here.path("data") }
}

const data = join(import.meta.dirname, "../../../examples/data")
const shipped = (name: string): string => readFileSync(join(data, name), "utf8")

for (const [name, locate] of [
  ["the embedded store", embedded],
  ["Postgres", onServer]
] as const) {
  describe(`the command line on ${name}`, { timeout: patience }, () => {
    let located: Promise<StoreLocation> | undefined
    /** Opened once for both tests: they are about different challenges. */
    const opened = async (): Promise<Installed> => {
      located ??= locate()
      return new Installed(await located)
    }

    it("gives the same board, plan and journal as a run of the same files, and one of two who apply a plan is told so", async () => {
      const stores = await opened()
      await using office = new Office(stores)
      const files = ["step-challenge.json", "step-challenge.csv", "step-challenge-entries.csv"]
      office.here.write(Object.fromEntries(files.map((file) => [file, shipped(file)])))
      await office.laurel(
        "run step-challenge.json --activities step-challenge.csv --entries step-challenge-entries.csv --out result"
      )
      const [before, grace, disputes] = ["2026-03-31T21:59:59.999Z", "2026-05-02T22:00:00Z", "2026-05-05T22:00:00Z"]
      await office.does(`challenge create step-challenge.json --at ${before}`)
      await office.does(`challenge publish step-challenge --at ${before}`)
      await office.does(`entry add step-challenge --file step-challenge-entries.csv --dry-run --at ${before}`)
      await office.laurel(`entry add step-challenge --file step-challenge-entries.csv --yes --at ${before}`)
      const imported = "import step-challenge step-challenge.csv --json --at 2026-04-30T21:59:59.999Z"
      await office.laurel(`${imported} --dry-run`)
      assert.isAbove(JSON.parse((await office.laurel(imported)).out).changed, 1_000)
      assert.strictEqual(JSON.parse((await office.laurel(imported)).out).changed, 0)
      await office.does(`settle plan step-challenge --out plan.json --at ${grace}`)
      await office.does(`settle approve plan.json --as bo --yes --at ${disputes}`)
      await office.does(`settle apply plan.json --dry-run --at ${disputes}`)
      const both = await Promise.all(
        ["ada", "bo"].map((who) => office.laurel(`settle apply plan.json --no-pay --yes --as ${who} --at ${disputes}`))
      )
      assert.deepStrictEqual(both.map(({ code }) => code).toSorted(), [0, 6], JSON.stringify(both))
      await office.does(`board export step-challenge --out standings.csv --at ${disputes}`)
      await office.does(`export step-challenge --out journal.hledger --at ${disputes}`)
      for (const file of ["standings.csv", "plan.json", "journal.hledger"])
        assert.strictEqual(office.here.read(file), office.here.read(`result/${file}`), file)
      const worked = (await office.does(`worker --once --at ${disputes}`)).out
      assert.match(worked, /jobs? done/)
      // The last months that are there are two after the present, and the clock of this command stands in May.
      const ahead = "worker --once --at 2099-05-01 --json"
      assert.strictEqual(JSON.parse((await office.does(ahead)).out).partitions, 3)
      assert.strictEqual(JSON.parse((await office.does(ahead)).out).partitions, 0)
      assert.match(
        (await office.does(`settle status step-challenge --at ${disputes}`)).out,
        /confirmed +6 +720\.00 EUR/
      )
      assert.include((await office.does(`settle verify plan.json --at ${disputes}`)).out, "byte for byte")
      assert.include((await office.does("audit verify")).out, "every hash is right")
    })

    it("corrects what was settled, and a doctor finds nothing wrong with it", async () => {
      const stores = await opened()
      await using office = await officeAfterPot(stores)
      await office.does(`settle plan pot --out plan.json ${days.after}`)
      await office.does(`settle approve plan.json --as bo --yes ${days.after}`)
      await office.does(`settle apply plan.json --yes ${days.after}`)
      await office.does(`settle correct pot --disqualify ada --out plan2.json --confirm pot ${days.after}`)
      await office.does(`settle approve plan2.json --as bo --yes ${days.after}`)
      await office.does(`settle apply plan2.json --yes ${days.after}`)
      assert.match((await office.does(`settle history pot ${days.after}`)).out, /2 +settled/)
      assert.include((await office.does(`settle verify pot ${days.after}`)).out, "byte for byte")
      assert.include((await office.does(`doctor --db memory: ${days.after}`)).out, "each is what a replay gives")
    })
  })
}

describe("the command line on stores that cannot be opened", { timeout: patience }, () => {
  it("ends with 6 where another process has the folder, and keeps what was done for the next command", async () => {
    using here = new World().write({ "challenge.json": shipped("step-challenge.json") })
    const holder = await installedStores.open({ _tag: "Embedded", path: here.path("laurel-data") }, { _tag: "Wallet" })
    const { code, err } = await here.laurel("challenge list")
    await holder.close()
    assert.strictEqual(code, 6)
    assert.include(err, "is open in process")
    await here.laurel("challenge create challenge.json --at 2026-03-20")
    assert.include((await here.laurel("challenge list")).out, "step-challenge")
  })

  it("ends with 78 where a server has not the tables of this version", async () => {
    using here = new World()
    const { code, err } = await here.laurel(`challenge list --db ${inject("postgres")}`)
    assert.deepStrictEqual([code, err.includes("laurel db migrate")], [78, true])
  })

  it("ends with 4 where the role of the application looks after tables that are not its own", async () => {
    using here = new World()
    const location = await onServer()
    const url = new URL(location._tag === "Postgres" ? location.url : "")
    const role = `app_${url.pathname.slice(1)}`
    const owner = new pg.Client({ connectionString: url.href })
    await owner.connect()
    await owner.query(`create role ${role} login`)
    await owner.end()
    assert.strictEqual((await here.laurel(`db migrate --role ${role} --db ${url.href}`)).code, 0)
    url.username = role
    const { code, err } = await here.laurel(`db migrate --db ${url.href}`)
    assert.deepStrictEqual([code, err.includes("connect as the role that owns the tables")], [4, true])
    assert.match((await here.laurel(`doctor --db ${url.href}`)).out, /role +ok/)
  })
})
