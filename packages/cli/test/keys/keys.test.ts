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
      "revoke nonsense",
      "revoke aaaaaaaaaaaa"
    ]) {
      assert.strictEqual((await office.laurel(`keys ${command}`)).code, 64, command)
    }
  })
})
