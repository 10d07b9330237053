import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import {
  Amount,
  Decimals,
  decoderOf,
  Exact,
  type Flaw,
  formatPath,
  InstantFromText,
  Name
} from "../../src/shared/index.ts"

const linesOf = (schema: Schema.Codec<unknown, unknown>, given: unknown): ReadonlyArray<string> => {
  const read = decoderOf(schema)(given)
  return Result.isSuccess(read) ? [] : read.failure.map(({ path, message }) => `${formatPath(path)} ${message}`)
}

const Rule = Schema.TaggedUnion({ Total: { metric: Name }, Best: { metric: Name, places: Schema.Int } })
const Definition = Schema.Struct({
  name: Schema.NonEmptyString.check(Schema.isMaxLength(5)),
  zone: Schema.Literals(["challenge", "participant"]),
  rule: Rule,
  rules: Schema.NonEmptyArray(Rule),
  decimals: Schema.optionalKey(Decimals),
  fee: Schema.optionalKey(Schema.Union([Amount, Schema.Array(Amount)])),
  ratio: Schema.optionalKey(Exact),
  at: Schema.optionalKey(InstantFromText),
  is: Schema.optionalKey(Schema.Boolean),
  code: Schema.optionalKey(Schema.String.check(Schema.isPattern(/^a$/))),
  one: Schema.optionalKey(Schema.Literal(1))
})
const sound = {
  name: "may",
  zone: "challenge",
  rule: { _tag: "Total", metric: "a" },
  rules: [{ _tag: "Total", metric: "a" }]
}
const said = (changes: object) => linesOf(Definition, { ...sound, ...changes })

describe("what is wrong with data", () => {
  it("is said in plain words, every flaw with its path", () => {
    assert.deepStrictEqual(said({}), [])
    assert.deepStrictEqual(linesOf(Definition, {}), [
      "name is missing",
      "zone is missing",
      "rule is missing",
      "rules is missing"
    ])
    assert.deepStrictEqual(said({ name: "", decimals: 9, is: "yes", extra: 1 }), [
      "extra is no key that belongs here",
      "name must not be empty",
      "decimals must be from 0 to 6",
      "is must be true or false"
    ])
    assert.deepStrictEqual(said({ name: "a name", decimals: 1.5, fee: 7, ratio: true, at: "noon", one: 2 }), [
      "name must not be longer than 5",
      "decimals must be a whole number",
      "fee must be text or a list",
      "ratio must be text or a number",
      "at must be an instant with a zone, such as 2026-01-31T08:00:00Z",
      "one must be 1"
    ])
    assert.deepStrictEqual(said({ rules: [], name: null }), ["name must be text", "rules must not be empty"])
    assert.deepStrictEqual(said({ rules: "none" }), ["rules must be a list"])
    for (const whole of [null, 7, "x", []])
      assert.deepStrictEqual(linesOf(Definition, whole), ["(whole) must be an object"])
  })

  it("names the words that can stand there", () => {
    assert.deepStrictEqual(said({ zone: "participants" }), ["zone must be one of challenge, participant"])
    assert.deepStrictEqual(said({ rule: { _tag: "Totl", metric: "a" } }), ["rule._tag must be one of Total, Best"])
    assert.deepStrictEqual(said({ rule: { metric: "a" } }), ["rule._tag is missing; it can be Total, Best"])
    assert.deepStrictEqual(said({ rule: "Total" }), ['rule must be an object whose "_tag" is one of Total, Best'])
    assert.deepStrictEqual(said({ rules: [{ _tag: "Best", metric: 7, places: "x" }] }), [
      "rules[0].metric must be text",
      "rules[0].places must be a number"
    ])
    const choices = (given: unknown): ReadonlyArray<Flaw["choices"]> => {
      const read = decoderOf(Definition)(given)
      return Result.isSuccess(read) ? [] : read.failure.map((flaw) => flaw.choices)
    }
    assert.deepStrictEqual(choices({ ...sound, zone: "x", rule: { _tag: "y" } }), [
      ["challenge", "participant"],
      ["Total", "Best"]
    ])
  })

  it("never repeats the words of the schema library, and never what was given", () => {
    const json = fc.jsonValue({ maxDepth: 2 })
    const near = fc.record(
      {
        name: json,
        zone: json,
        rule: json,
        rules: fc.array(json),
        fee: json,
        at: json,
        code: json,
        secret: fc.constant("hunter2")
      },
      { requiredKeys: [] }
    )
    fc.assert(
      fc.property(near, (given) => {
        for (const line of linesOf(Definition, given)) {
          assert.notMatch(line, /Expected|Missing key|excess|readonly|\.\.\.|undefined|hunter2/)
        }
      })
    )
  })
})
