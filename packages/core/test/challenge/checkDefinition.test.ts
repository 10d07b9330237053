import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import { checkDefinition } from "../../src/challenge/checkDefinition.ts"
import { decodeDefinition } from "../../src/challenge/index.ts"
import { formatPath } from "../../src/shared/index.ts"
import { definitionJson, definitionOf } from "./definitions.ts"

const flawsOf = (changes: Readonly<Record<string, unknown>>): ReadonlyArray<string> =>
  Result.match(decodeDefinition(definitionJson(changes)), {
    onSuccess: (definition) => checkDefinition(definition).map(({ message }) => message),
    onFailure: ({ flaws }) => flaws.map(({ path, message }) => `${formatPath(path)}: ${message}`)
  })

describe("a tie-break by a measure", () => {
  it("names one that the definition has, whatever objects have besides", () => {
    for (const measure of ["constructor", "toString", "speed"]) {
      const [flaw, ...more] = flawsOf({ ranking: { tieBreaks: [{ _tag: "Measure", measure }] } })
      assert.strictEqual(
        flaw,
        `ranking.tieBreaks[0].measure: there is no measure "${measure}"; define it under \`measures\``
      )
      assert.deepStrictEqual(more, [])
    }
    const measures = { constructor: { _tag: "Count", metric: "steps" } }
    assert.deepStrictEqual(
      flawsOf({ measures, ranking: { tieBreaks: [{ _tag: "Measure", measure: "constructor" }] } }),
      []
    )
  })
})

describe("an amount for each event", () => {
  const metrics = [{ name: "walks" }, { name: "distance", unit: "km", decimals: 2 }]
  const paying = (
    rule: Readonly<Record<string, unknown>>,
    score: string,
    more: Readonly<Record<string, unknown>> = {},
    stage: Readonly<Record<string, unknown>> = {}
  ) =>
    flawsOf({
      metrics,
      score: { _tag: "Total", metric: score },
      measures: { far: { _tag: "Total", metric: "distance" }, often: { _tag: "Count", metric: "distance" } },
      currency: "EUR",
      prizes: {
        funding: { sponsor: "100000" },
        stages: [{ name: "main", awards: [{ _tag: "AmountPerEvent", amount: "10", ...rule }], ...stage }],
        shortfall: "Organiser",
        residual: "Sponsor",
        degenerate: {
          emptyPool: "NoPrizes",
          oneEntrant: "PayAsRanked",
          allScoresZero: "Refund",
          noWinner: "Refund"
        }
      },
      ...more
    })
  const broken = (what: string, decimals: number) => [
    `prizes.stages[0].awards[0]: ${what} has ${decimals} decimals and counts no whole events; give it decimals 0, or name a measure that counts`
  ]

  it("is taken for a score or measure that counts", () => {
    assert.deepStrictEqual(paying({}, "walks"), [])
    assert.deepStrictEqual(paying({ measure: "often" }, "distance"), [])
    assert.deepStrictEqual(paying({}, "distance", {}, { by: { measure: "often" } }), [])
  })

  it("is refused for one with decimals, where it would be paid for each hundredth", () => {
    assert.deepStrictEqual(paying({}, "distance"), broken("The score", 2))
    assert.deepStrictEqual(paying({ measure: "far" }, "walks"), broken('Measure "far"', 2))
    assert.deepStrictEqual(paying({}, "walks", {}, { by: { measure: "far" } }), broken('Measure "far"', 2))
  })

  it("is refused for a mean of a team that has decimals", () => {
    const board = { board: { _tag: "Teams" } }
    const teams = (decimals: number) => ({ teams: { score: { _tag: "Mean", decimals } } })
    assert.deepStrictEqual(paying({}, "walks", teams(1), board), broken("The score", 1))
    assert.deepStrictEqual(paying({ measure: "often" }, "distance", teams(0), board), [])
    assert.deepStrictEqual(paying({}, "walks", teams(1)), [])
  })
})

describe("a definition", () => {
  it("is checked once", () => {
    const definition = definitionOf()
    assert.strictEqual(checkDefinition(definition), checkDefinition(definition))
  })
})
