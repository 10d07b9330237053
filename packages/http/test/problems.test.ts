import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { afterAll, assert, describe, it } from "vitest"
import { codeOf, problems } from "../src/problem/problems.ts"
import { openHouse } from "./house.ts"

const reference = join(import.meta.dirname, "../../../docs/reference/errors.md")
const asset = join(import.meta.dirname, "../assets/problems.json")

/** What the tables of the reference say of each error. */
const written = (): string => {
  const rows = readFileSync(reference, "utf8").matchAll(/^\| `(\w+)` \|[^|]*\| (.*?) \| (.*?) \|$/gm)
  const known = new Set(Object.keys(problems))
  // Links lead elsewhere from here: what they say is kept.
  const plain = (text = ""): string =>
    text.replace(/ \(\[[^\]]+\]\([^)]+\)\)/g, "").replace(/\[([^\]]+)\]\([^)]+\)/g, "$1")
  const meanings = [...rows].flatMap(([, tag = "", when, todo]) =>
    known.has(tag) ? [[tag, { when: plain(when), todo: plain(todo) }] as const] : []
  )
  return `${JSON.stringify(Object.fromEntries(meanings.toSorted(([a], [b]) => (a < b ? -1 : 1))), undefined, 2)}\n`
}

describe("the page about a kind of problem", () => {
  const house = openHouse()
  afterAll(house.close)

  it("says what the reference says; `UPDATE_GOLDEN=1` writes it anew", () => {
    const text = written()
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(asset, text)
    assert.strictEqual(readFileSync(asset, "utf8"), text)
  })

  it("is there for each, for programs and for people", async () => {
    for (const tag of Object.keys(problems)) {
      const path = `/problems/${codeOf(tag)}`
      const plain = await house.app.request(path)
      assert.match(plain.headers.get("content-type") ?? "", /^text\/plain/, tag)
      assert.match(await plain.text(), /\n\nWhen: \S.+\nWhat to do: \S.+\n$/, tag)
      const page = await house.app.request(path, { headers: { accept: "text/html,*/*;q=0.8" } })
      assert.match(page.headers.get("content-type") ?? "", /^text\/html/, tag)
      assert.include(await page.text(), `<code>${codeOf(tag)}</code>`)
    }
  })

  it("names what may be answered with it", async () => {
    const asked = (path: string) => house.app.request(path, { headers: { accept: "text/html" } })
    const page = await (await asked("/problems/charge-refused")).text()
    assert.include(page, '<a href="/docs#joinChallenge">')
    assert.notInclude(page, "getBoard")
    assert.strictEqual((await asked("/problems/nonsense")).status, 404)
    assert.strictEqual((await house.app.request("/problems/nonsense")).status, 404)
  })
})
