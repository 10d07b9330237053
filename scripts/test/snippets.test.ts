import { assert, describe, it } from "vitest"
import { relativeLinksOf } from "../snippets/links.ts"
import { snippetsOf } from "../snippets/snippets.ts"

const fence = "```"
const page = (...lines: ReadonlyArray<string>): string => lines.join("\n")

describe("snippetsOf", () => {
  it("finds ts blocks and the output promised directly after them", () => {
    const text = page("# A", `${fence}ts`, "console.log(1)", fence, "", `${fence}text`, "1", fence)
    assert.deepStrictEqual(snippetsOf("a.md", text).snippets, [
      { document: "a.md", line: 2, code: "console.log(1)", promised: "1" }
    ])
  })

  it("takes no output from further away", () => {
    const text = page(`${fence}ts`, "f()", fence, "Words.", `${fence}text`, "1", fence)
    assert.deepStrictEqual(
      snippetsOf("a.md", text).snippets.map(({ promised }) => promised),
      [undefined]
    )
  })

  it("leaves out other languages and blocks that say why they are not checked", () => {
    const text = page(`${fence}sh`, "ls", fence, `${fence}ts no-check: signature only`, "f(", fence)
    assert.deepStrictEqual(snippetsOf("a.md", text), { snippets: [], unexplained: [] })
  })

  it("reports a block that does not say why", () => {
    assert.deepStrictEqual(snippetsOf("a.md", page(`${fence}ts no-check`, "f(", fence)).unexplained, [1])
  })

  it("takes the indentation of a list off", () => {
    const text = page("- a", `  ${fence}ts`, "  if (a) {", "    b()", "  }", `  ${fence}`)
    assert.deepStrictEqual(
      snippetsOf("a.md", text).snippets.map(({ code }) => code),
      ["if (a) {\n  b()\n}"]
    )
  })

  it("sees blocks inside a longer fence as its text", () => {
    assert.deepStrictEqual(snippetsOf("a.md", page("````md", `${fence}ts`, "x", fence, "````")).snippets, [])
  })
})

describe("relativeLinksOf", () => {
  it("resolves links from the folder of the document and leaves anchors and schemes out", () => {
    const text = page("[a](../b.md#c)", "[d](#e) [f](https://example.com/g.md)", "[h]: i.md")
    assert.deepStrictEqual(relativeLinksOf("docs/x/y.md", text), [
      { line: 1, target: "docs/b.md" },
      { line: 3, target: "docs/x/i.md" }
    ])
  })

  it("does not read code", () => {
    assert.deepStrictEqual(relativeLinksOf("a.md", page("`[a](b.md)`", fence, "[a](b.md)", fence)), [])
  })
})
