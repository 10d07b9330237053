import { mkdirSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import { OneStore } from "../store.ts"
import { patience, World } from "../world.ts"

const env = (here: World) => ({ XDG_CONFIG_HOME: here.path("home") })

const withUserFile = (settings: object): World => {
  const here = new World()
  mkdirSync(here.path("home/laurel"), { recursive: true })
  return here.write({ "home/laurel/config.json": JSON.stringify(settings) })
}

describe("laurel config show", { timeout: patience }, () => {
  it("takes a flag before the environment, that before the project's file, that before the user's, and then the default", async () => {
    using here = withUserFile({ as: "user-file" })
    const shown = async (flags: string, extra: Record<string, string> = {}) =>
      JSON.parse(
        (await here.laurel(`config show --json${flags}`, { env: { ...env(here), ...extra }, user: "login" })).out
      ).settings.as
    const path = here.path("home/laurel/config.json")
    assert.deepStrictEqual(await shown(""), { value: "user-file", origin: path })
    here.write({ "laurel.json": JSON.stringify({ as: "project" }) })
    assert.deepStrictEqual(await shown(""), { value: "project", origin: here.path("laurel.json") })
    const variable = { LAUREL_AS: "variable" }
    assert.deepStrictEqual(await shown("", variable), { value: "variable", origin: "environment (LAUREL_AS)" })
    assert.deepStrictEqual(await shown(" --as flag", variable), { value: "flag", origin: "flag" })
  })

  it("shows the defaults and where they come from", async () => {
    using here = new World()
    const { out } = await here.laurel("config show --origin", { user: "ada", env: env(here) })
    assert.match(out, /db +pglite:\.\/laurel-data +default/)
    assert.match(out, /as +ada +default/)
  })

  it("never shows a password", async () => {
    using here = new World()
    here.write({ url: "postgres://laurel:secret@db.example/laurel\n" })
    for (const flags of ["--db-url-file url", "--db postgres://laurel:secret@db.example/laurel"]) {
      const { out, code } = await here.laurel(`config show --origin ${flags}`)
      assert.strictEqual(code, 0)
      assert.include(out, "postgres://laurel:***@db.example/laurel")
      assert.notInclude(out, "secret")
    }
  })

  it("never shows a part of a password either, whatever is in it and wherever it stands", async () => {
    using here = new World()
    const secrets = ["se@cret", "se:cret", "a@se@cret"].map((secret) => `postgres://laurel:${secret}@db.example/laurel`)
    const parameters = ["password", "sslpassword"].map((name) => `postgres://db.example/laurel?${name}=secret`)
    for (const url of [...secrets, ...parameters]) {
      const { out, code } = await here.laurel(["config", "show", "--db", url])
      assert.strictEqual(code, 0)
      assert.notMatch(out, /cret/, url)
    }
  })

  it("takes a folder in a file to be relative to that file", async () => {
    using here = withUserFile({ db: "pglite:./data" })
    const document = JSON.parse((await here.laurel("config show --json", { env: env(here) })).out)
    assert.strictEqual(document.store, `pglite:${here.path("home/laurel/data")}`)
  })

  it("takes of an address and a file with one that from the stronger place, and refuses both from one", async () => {
    using here = new World()
    here.write({ url: "memory:\n", "laurel.json": JSON.stringify({ db: "pglite:./p" }) })
    const stores = new OneStore()
    await here.laurel("challenge show x", { stores, env: { LAUREL_DATABASE_URL_FILE: "url" } })
    await here.laurel("challenge show x --db pglite:./q", { stores, env: { LAUREL_DATABASE_URL_FILE: "url" } })
    assert.deepStrictEqual(stores.asked, [{ _tag: "Memory" }, { _tag: "Embedded", path: here.path("q") }])
    assert.strictEqual((await here.laurel("challenge show x --db memory: --db-url-file url", { stores })).code, 64)
    assert.strictEqual((await here.laurel("challenge show x --db-url-file nowhere", { stores })).code, 66)
    await stores.dispose()
  })

  it("refuses a file with settings that there are none of, with 78", async () => {
    using here = new World().write({ "laurel.json": JSON.stringify({ dbb: "memory:" }) })
    const { code, err } = await here.laurel("config show")
    assert.strictEqual(code, 78)
    assert.include(err, "dbb")
  })
})
