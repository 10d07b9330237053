import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type Arrangement, arrangeFew, arrangeMany } from "../../src/ranking/arrange.ts"
import type { RankingRule, Standing } from "../../src/ranking/index.ts"
import { anyField, anyRule, chainOf, ruleOf, standing } from "./standings.ts"

const shown = ({ order, begins }: Arrangement) => ({ order: [...order], begins: [...begins] })

const agree = (rule: RankingRule, field: ReadonlyArray<Standing>): void =>
  assert.deepStrictEqual(shown(arrangeMany(rule, field)), shown(arrangeFew(rule, field)))

describe("counting and comparing give one and the same order", () => {
  it("for any rule and any field", () => {
    fc.assert(fc.property(anyRule, anyField(2, 40), agree))
  })

  it("for every score at a power of two and its neighbours, in both directions", () => {
    const edges = [21, 22, 26, 27, 31, 32, 33, 43, 52].flatMap((power) => [2 ** power - 1, 2 ** power, 2 ** power + 1])
    const values = [0, 1, 2047, 2048, 2049, 2 ** 53 - 2, 2 ** 53 - 1, ...edges].flatMap((value) => [value, 0 - value])
    const field = values.map((score, index) => standing(`p${index}`, score))
    for (const direction of ["highest", "lowest"] as const) {
      agree(ruleOf({ direction }), field)
      agree(
        ruleOf({ direction }),
        field.filter(({ score }) => score >= 0)
      )
      agree(
        ruleOf({ tieBreaks: chainOf(1) }),
        values.map((value, index) => standing(`p${index}`, 0, { tieBreak: [value] }))
      )
    }
  })

  it("for ids that begin one another, share a long beginning or are beyond ASCII, in any order", () => {
    const ids = [
      "a",
      "aa",
      "aaaaaaa",
      "aaaaaaaa",
      "aaaaaaaab",
      "aaaaaaaa b",
      "~",
      "a~",
      "é",
      "aé",
      "aaaaaaaaé",
      "日本",
      "日",
      "￮"
    ]
    const long = ["participant-of-the-year-", "ü-participant-"].flatMap((beginning) => [
      ...["1", "10", "2", "", "é", "0"].map((end) => `${beginning}${end}.`)
    ])
    fc.assert(
      fc.property(fc.constantFrom(ids, long, [...ids, ...long]), fc.infiniteStream(fc.nat()), (names, keys) => {
        const keyed = names.map((id) => ({ id, key: keys.next().value }))
        const field = keyed.sort((a, b) => a.key - b.key).map(({ id }, index) => standing(id, index % 2))
        agree(ruleOf(), field)
        agree(ruleOf({ tieBreaks: chainOf(1) }), field)
      })
    )
  })

  it("for every character that an id can hold at the edges of ASCII", () => {
    const units = [" ", "!", "~", "\u00a0", "\u00ff", "\ud7ff", "\ue000", "\uffff"]
    const ids = units.flatMap((unit) =>
      ["x", "x1234567", "x12345678", "x123456"].map((beginning) => `${beginning}${unit}z`)
    )
    agree(
      ruleOf(),
      ids.toReversed().map((id) => standing(id, 1))
    )
    for (const unit of units) {
      const few = [`z${unit}z`, `zzz${unit}z`, `zz${unit}z`, "z", "zz", `z${unit}${unit}${unit}${unit}z`]
      agree(
        ruleOf(),
        few.map((id) => standing(id, 1))
      )
    }
  })

  it("standings of one and the same id end the sort and keep the order of the input", () => {
    const twice = ["b", "b", "a", "a", "participant-2", "participant-2", "participant-1", "participant-1"]
    const { order, begins } = shown(
      arrangeMany(
        ruleOf(),
        twice.map((id) => standing(id, 1))
      )
    )
    assert.deepStrictEqual(order, [2, 3, 0, 1, 6, 7, 4, 5])
    assert.deepStrictEqual(begins, [1, 0, 0, 0, 0, 0, 0, 0])
  })

  it("for no standing and for one", () => {
    assert.deepStrictEqual(shown(arrangeMany(ruleOf(), [])), { order: [], begins: [] })
    assert.deepStrictEqual(shown(arrangeMany(ruleOf({ tieBreaks: chainOf(2) }), [standing("a", 3)])), {
      order: [0],
      begins: [1]
    })
  })
})
