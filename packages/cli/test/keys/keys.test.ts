import { assert, describe, it } from "@effect/vitest"
import { Office } from "../store.ts"
import { patience } from "../world.ts"

describe("laurel keys", { timeout: patience }, () => {
  it("shows a key once, lists it without its secret, and takes it back", async () => {
    await using office = new Office()
    const { out } = await office.does("keys create --as olga --scope record,read --label watch --expires 2027-01-01")
    const [, name = "", secret = ""] = /^laurel_live_([a-z2-7]{12})_([a-z2-7]{51})\n$/.exec(out) ?? []
    assert.notStrictEqual(name, "")
    const listed = (await office.does("keys list --owner olga --json")).out
    assert.notInclude(listed, secret)
    const [key] = JSON.parse(listed).keys
    assert.deepStrictEqual(
      [key.key, key.owner, key.label, key.scopes, key.expiresAt],
      [name, "olga", "watch", ["record", "read"], "2027-01-01T00:00:00.000Z"]
    )
    await office.does(`keys revoke ${name}`)
    assert.match((await office.does("keys list")).out, /revoked/)
    assert.match((await office.does("audit list laurel")).out, /access\.revoke-key|a key was revoked/)
  })

  it("puts a key in the place of another, which is taken for a while longer unless it is revoked", async () => {
    await using office = new Office()
    const nameIn = (text: string) => /laurel_live_([a-z2-7]{12})_/.exec(text)?.[1] ?? ""
    const before = nameIn((await office.does("keys create --as olga --scope read --label watch")).out)
    const rotated = await office.does(`keys rotate ${before}`)
    assert.include(rotated.err, `laurel keys revoke ${before}`)
    const listed = JSON.parse((await office.does("keys list --json")).out).keys
    assert.deepStrictEqual(
      listed.map((key: { key: string; label: string; scopes: ReadonlyArray<string> }) => [
        key.key,
        key.label,
        key.scopes
      ]),
      [before, nameIn(rotated.out)].map((name) => [name, "watch", ["read"]])
    )
    assert.match((await office.does("keys list")).out, /replaced, taken until/)
    await office.does(`keys revoke ${before}`)
    assert.strictEqual((await office.laurel(`keys rotate ${before}`)).code, 6)
  })

  it("keeps nothing of a dry run", async () => {
    await using office = new Office()
    await office.does("keys create --scope read --dry-run")
    assert.include((await office.does("keys list")).out, "There are no keys")
  })

  it("says what is wrong", async () => {
    await using office = new Office()
    for (const command of [
      "create --scope fly",
      "create --scope read --expires soon",
      "rotate nonsense",
      "rotate aaaaaaaaaaaa",
      "revoke nonsense",
      "revoke aaaaaaaaaaaa"
    ]) {
      assert.strictEqual((await office.laurel(`keys ${command}`)).code, 64, command)
    }
  })
})
