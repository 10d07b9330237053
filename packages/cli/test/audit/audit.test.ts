import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { Audit } from "@laurel/core/audit"
import { Effect, Layer } from "effect"
import { days, Office, OneStore, officeAfterPot } from "../store.ts"
import { patience } from "../world.ts"

/** Ports whose audit log tells of the first publication that somebody else did it. */
const tampered = Layer.effect(
  Audit,
  Effect.map(Audit, (audit) =>
    Audit.of({
      ...audit,
      page: (scope, after, limit) =>
        Effect.map(audit.page(scope, after, limit), (entries) =>
          entries.map((entry) => (entry.action === "challenge.publish" ? { ...entry, actor: "mallory" } : entry))
        )
    })
  )
).pipe(Layer.provideMerge(layer))

describe("laurel audit", { timeout: patience }, () => {
  it("list tells who did what, and that it was done at the command line", async () => {
    await using office = await officeAfterPot()
    const { entries } = JSON.parse((await office.does("audit list pot --json")).out)
    const published = entries.find(({ action }: { action: string }) => action === "challenge.publish")
    assert.deepStrictEqual([published.actor, published.channel], ["ada", "cli"])
    const joined = entries.find(({ action }: { action: string }) => action === "challenge.join")
    assert.strictEqual(joined.actor, "ada")
    assert.include((await office.does("audit list pot --limit 1")).out, "challenge.define")
  })

  it("list shows that a dry run was never", async () => {
    await using office = new Office()
    await office.does(`challenge create steps.json --dry-run ${days.before}`)
    assert.include((await office.does("audit list steps")).out, "Nothing was done")
  })

  it("verify says that every hash is right, and finds one that is not", async () => {
    await using office = await officeAfterPot()
    assert.include((await office.does("audit verify")).out, "1 chain with")
    await using other = new Office(new OneStore(tampered))
    await other.does(`challenge create steps.json ${days.before}`)
    await other.does(`challenge publish steps ${days.before}`)
    const { code, err } = await other.laurel("audit verify steps")
    assert.strictEqual(code, 3)
    assert.include(err, "challenge:steps, entry 2: altered")
  })

  it("verify finds what is gone from a store by heads that were kept elsewhere", async () => {
    await using office = await officeAfterPot()
    await office.does("audit verify --out heads.json")
    assert.strictEqual((await office.laurel("audit verify --known heads.json")).code, 0)
    await using empty = new Office()
    empty.here.write({ "heads.json": office.here.read("heads.json") })
    const { code, err } = await empty.laurel("audit verify --known heads.json")
    assert.strictEqual(code, 3)
    assert.include(err, "truncated")
    empty.here.write({ "heads.json": "{}" })
    assert.strictEqual((await empty.laurel("audit verify --known heads.json")).code, 65)
  })
})
