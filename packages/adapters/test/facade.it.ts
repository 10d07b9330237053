import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { paid } from "./definitions.ts"

const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000
const day = 24 * hour

const may = paid("may")

const fee = { minorUnits: "1000" }

describe("Laurel on the embedded store", () => {
  it("is closed and opened again between all that happens to a challenge, and goes on with the facts it left", async () => {
    const folder = mkdtempSync(join(tmpdir(), "laurel-facade-"))
    const time = { now: start - hour }
    const reopened = async <A>(use: (laurel: Laurel.Laurel) => Promise<A>): Promise<A> => {
      await using laurel = await Laurel.open({ store: `pglite:${folder}`, clock: () => time.now })
      return await use(laurel)
    }
    try {
      await reopened(async (laurel) => {
        await laurel.define(may)
        await laurel.publish("may")
        await laurel.join("may", [
          { user: "ada", fee },
          { user: "bob", fee },
          { user: "lin", fee }
        ])
        time.now = start + day
        await laurel.record("may", [
          { user: "ada", metric: "steps", quantity: 900, at: start + hour },
          { user: "lin", metric: "steps", quantity: 700, at: start + hour },
          { user: "bob", metric: "steps", quantity: 500, at: start + hour }
        ])
      })
      await reopened(async (laurel) => {
        assert.deepStrictEqual(
          (await laurel.standings("may")).rows.map(({ participant, score }) => [participant, score]),
          [
            ["ada", "900"],
            ["lin", "700"],
            ["bob", "500"]
          ]
        )
        time.now = start + 30 * day
        await laurel.finish("may")
        await laurel.approve("may", (await laurel.plan("may")).hash, "noah")
        assert.strictEqual((await laurel.post("may"))._tag, "Distributing")
      })
      const journal = await reopened(async (laurel) => {
        assert.strictEqual((await laurel.pay("may"))._tag, "Settled")
        return laurel.journal("may")
      })
      assert.include(journal, "liabilities:entitlement:may:ada  -16.20 EUR")
      await reopened(async (laurel) => {
        assert.strictEqual((await laurel.challenge("may"))._tag, "Settled")
        assert.strictEqual(await laurel.journal("may"), journal)
        assert.deepStrictEqual(
          (await laurel.payouts("may")).map(({ _tag }) => _tag),
          ["Confirmed", "Confirmed"]
        )
      })
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  })
})
