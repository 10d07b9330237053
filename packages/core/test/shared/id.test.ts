import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import fc from "fast-check"
import {
  Amount,
  Currency,
  compareIds,
  currencyDecimals,
  formatAmount,
  MinorUnits,
  Name,
  ParticipantId
} from "../../src/shared/index.ts"

const takes = (schema: Schema.Codec<unknown, unknown>) => Schema.is(schema)

describe("identifiers", () => {
  it("are 1 to 128 characters without control characters, emoji or blanks at the ends", () => {
    const isId = takes(ParticipantId)
    for (const id of ["a", "user-1", "Ren\u00e9 M.", "\u5f20\u4e09", "x".repeat(128)]) assert.isTrue(isId(id), id)
    for (const id of ["", " a", "a ", "a\tb", "a\u0000", "a\u0085", "x".repeat(129), "\u{1f600}", "\ud800"])
      assert.isFalse(isId(id), id)
  })

  it("have one order, by code units, which is that of their UTF-8 bytes", () => {
    const id = fc.stringMatching(/^[ -~\u00a1-\u07ff\u4e00-\u4fff]{1,6}$/).filter(takes(ParticipantId))
    const bytes = (text: string) => Buffer.from(text, "utf8")
    fc.assert(fc.property(id, id, (a, b) => assert.strictEqual(compareIds(a, b), Buffer.compare(bytes(a), bytes(b)))))
  })
})

describe("names in a definition", () => {
  it("start with a letter", () => {
    for (const name of ["steps", "Very active minutes", "v1.2_x-y"]) assert.isTrue(takes(Name)(name), name)
    for (const name of ["", "1st", " a", "a/b", "x".repeat(65)]) assert.isFalse(takes(Name)(name), name)
  })
})

describe("money", () => {
  it("I2 is read from text of whole minor units into bigint, and from nothing else", () => {
    const [decode, encode] = [Schema.decodeUnknownSync(MinorUnits), Schema.encodeSync(MinorUnits)]
    fc.assert(
      fc.property(fc.bigInt({ min: -(10n ** 29n), max: 10n ** 29n }), (amount) => {
        assert.strictEqual(encode(amount), `${amount}`)
        assert.strictEqual(decode(`${amount}`), amount)
      })
    )
    for (const wrong of ["25.00", "1e3", "", "-0", "007", "+5", " 5", "9".repeat(31), 2500, null])
      assert.throws(() => decode(wrong))
    assert.throws(() => Schema.decodeUnknownSync(Amount)("-1"))
    assert.strictEqual(Schema.decodeUnknownSync(Amount)("0"), 0n)
  })

  it("is written at the decimals of its currency", () => {
    assert.deepStrictEqual(["EUR", "JPY", "KWD", "CLF", "XYZ"].map(currencyDecimals), [2, 0, 3, 4, 2])
    assert.deepStrictEqual(
      [formatAmount(2500n, "EUR"), formatAmount(-5n, "EUR"), formatAmount(7n, "JPY"), formatAmount(1n, "KWD")],
      ["25.00", "-0.05", "7", "0.001"]
    )
    assert.isTrue(takes(Currency)("EUR"))
    for (const wrong of ["eur", "EURO", "E1R", ""]) assert.isFalse(takes(Currency)(wrong))
  })
})
