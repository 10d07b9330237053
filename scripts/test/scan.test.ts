import { assert, describe, it } from "vitest"
import { scan } from "../tidy/scan.ts"

const codeOf = (text: string): string => scan(text).code.replace(/\s+/g, " ").trim()

describe("scan", () => {
  it("keeps the length and the lines of the text", () => {
    const text = 'const a = "x" // y\n/* z\n */ const b = `p${a}q`\n'
    assert.strictEqual(scan(text).code.length, text.length)
    assert.strictEqual(scan(text).code.split("\n").length, text.split("\n").length)
  })

  it("blanks comments and reports where they are", () => {
    const { code, comments } = scan("a // any\n/** Date.now() */ b")
    assert.strictEqual(code.replace(/\s+/g, " "), "a b")
    assert.deepStrictEqual(comments, [
      { start: 2, end: 8 },
      { start: 9, end: 26 }
    ])
  })

  it("blanks strings but not their quotes, and minds escapes", () => {
    assert.strictEqual(codeOf('f("a\\"b // c") + g'), 'f(" ") + g')
    assert.strictEqual(codeOf("f('it\\'s') + g"), "f(' ') + g")
    assert.deepStrictEqual(scan('a("b", `c`)').strings, [{ start: 2, end: 5 }])
  })

  it("blanks templates but keeps the expressions in them", () => {
    assert.strictEqual(codeOf("`a ${b({ c: `d ${e}` })} any`; f"), "` ${b({ c: ` ${e}` })} `; f")
  })

  it("tells a regular expression from a division", () => {
    assert.strictEqual(codeOf('x.match(/["/*]any/g) + a / b / c'), "x.match( ) + a / b / c")
  })

  it("survives text that ends too early", () => {
    for (const text of ["`a", "`a ${b", '"a', "/* a", "x = /a", "a\\"])
      assert.strictEqual(scan(text).code.length, text.length)
  })
})
