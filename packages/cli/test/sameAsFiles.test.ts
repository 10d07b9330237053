import { readFileSync } from "node:fs"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { Office } from "./store.ts"
import { patience } from "./world.ts"

const data = join(import.meta.dirname, "../../../examples/data")
const shipped = (name: string): string => readFileSync(join(data, name), "utf8")

describe("a challenge in a store and the same challenge from files", { timeout: patience }, () => {
  it("come to the same board, the same plan and the same journal, byte for byte", async () => {
    await using office = new Office()
    const files = ["step-challenge.json", "step-challenge.csv", "step-challenge-entries.csv"]
    office.here.write(Object.fromEntries(files.map((name) => [name, shipped(name)])))
    await office.laurel(
      "run step-challenge.json --activities step-challenge.csv --entries step-challenge-entries.csv --out result"
    )
    // Grace ends 48 hours after the window, disputes 72 hours after that: the instants of a run of files.
    const [opened, grace, disputes] = ["2026-03-31T21:59:59.999Z", "2026-05-02T22:00:00Z", "2026-05-05T22:00:00Z"]
    await office.does(`challenge create step-challenge.json --at ${opened}`)
    await office.does(`challenge publish step-challenge --at ${opened}`)
    await office.laurel(`entry add step-challenge --file step-challenge-entries.csv --yes --at ${opened}`)
    await office.laurel("import step-challenge step-challenge.csv --at 2026-04-30T21:59:59.999Z")
    await office.does(`settle plan step-challenge --out plan.json --at ${grace}`)
    await office.does(`settle approve plan.json --as bo --yes --at ${disputes}`)
    await office.does(`settle apply plan.json --no-pay --yes --at ${disputes}`)
    await office.does(`board export step-challenge --out standings.csv --at ${disputes}`)
    await office.does(`export step-challenge --out journal.hledger --at ${disputes}`)
    for (const name of ["standings.csv", "plan.json", "journal.hledger"])
      assert.strictEqual(office.here.read(name), office.here.read(`result/${name}`), name)
  })
})
