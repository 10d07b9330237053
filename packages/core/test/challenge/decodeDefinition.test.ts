import { assert, describe, it } from "@effect/vitest"
import { decodeDefinition, rulesHash } from "@laurel/core/challenge"
import { formatPath } from "@laurel/core/shared"
import { Result } from "effect"
import { definitionJson, definitionOf } from "./definitions.ts"

/** The paths and messages of all flaws, as lines. */
const flawsOf = (json: unknown): ReadonlyArray<string> => {
  const decoded = decodeDefinition(json)
  return Result.isSuccess(decoded)
    ? []
    : decoded.failure.flaws.map(({ path, message }) => `${formatPath(path)}: ${message}`)
}

const one = (changes: Readonly<Record<string, unknown>>): string => {
  const flaws = flawsOf(definitionJson(changes))
  assert.strictEqual(flaws.length, 1, flaws.join("\n"))
  return flaws[0] ?? ""
}

describe("a definition", () => {
  it("that is sound is taken, with its defaults", () => {
    const definition = definitionOf()
    assert.deepInclude(definition, { dayStartsAt: 0, disputeHours: 0, visibility: "public", dayZone: "challenge" })
    assert.deepStrictEqual(definition.ranking, { direction: "highest", tieBreaks: [], ranks: "standard" })
  })

  it("with several mistakes that cannot be read reports all of them with their paths", () => {
    const flaws = flawsOf(
      definitionJson({
        zone: "Mars/Base",
        window: { start: "2026-02-30", end: "2026-04-01" },
        colour: "red",
        graceHours: -1
      })
    )
    assert.lengthOf(flaws, 4)
    for (const path of ["zone: ", "window.start: ", "colour: ", "graceHours: "]) {
      assert.isTrue(
        flaws.some((line) => line.startsWith(path)),
        `${path} in ${flaws.join(" | ")}`
      )
    }
  })

  it("that cannot be read is told so in plain words, whoever reads it", () => {
    assert.deepStrictEqual(
      flawsOf(
        definitionJson({
          name: undefined,
          graceHours: -1,
          metrics: [],
          score: { _tag: "Totl" },
          dayZone: "participants"
        })
      ),
      [
        "name: must be text",
        "dayZone: must be one of challenge, participant",
        "graceHours: must be from 0 to 2160",
        "metrics: must not be empty",
        "score._tag: must be one of Total, Best, Latest, Average, Count, ActiveDays, Streak, PercentChange, TimeToTarget, Points, Combine"
      ]
    )
    assert.deepStrictEqual(flawsOf(7), ["(whole): must be an object"])
  })

  it("that contradicts itself in several places reports all of them", () => {
    const flaws = flawsOf(
      definitionJson({
        entries: { minimum: 5, maximum: 2, closes: "2026-05-01" },
        divisions: ["men", "men"],
        ranking: { tieBreaks: [{ _tag: "Measure", measure: "speed" }] },
        score: { _tag: "Total", metric: "strides" },
        recurrence: { cron: "every monday" }
      })
    )
    const starts = flaws.map((line) => line.slice(0, line.indexOf(":")))
    assert.sameMembers(starts, [
      "entries.closes",
      "entries.maximum",
      "divisions[1]",
      "ranking.tieBreaks[0].measure",
      "score.metric",
      "recurrence.cron"
    ])
  })

  it("is refused for each contradiction of its schedule", () => {
    assert.include(
      one({ window: { start: "2026-04-01", end: "2026-04-01" }, entries: { minimum: 2, closes: "2026-03-01" } }),
      "window.end: must be after"
    )
    assert.include(one({ window: { start: "2026-01-01", end: "2037-01-01" } }), "not be longer than 3660 days")
    assert.include(one({ entries: { opens: "2026-04-01" } }), "entries.opens: must be before entries close")
    assert.include(one({ freezeAt: "2026-02-01" }), "freezeAt: must lie in the window")
    assert.include(one({ freezeAt: "2026-04-02" }), "freezeAt: must lie in the window")
    assert.include(
      one({ teams: { minimum: 3, maximum: 2, score: { _tag: "Sum" } } }),
      "teams.maximum: must be at least"
    )
  })

  it("with prizes has to name their currency", () => {
    const prizes = {
      funding: { entryFee: "1000" },
      stages: [{ name: "all", awards: [{ _tag: "WinnerTakesAll" }] }],
      residual: "Platform",
      degenerate: {
        emptyPool: "NoPrizes",
        oneEntrant: "Refund",
        allScoresZero: "Refund",
        noWinner: "Refund",
        everyoneWins: "PayAsRanked",
        fewerFinishersThanPlaces: "Residual"
      }
    }
    assert.include(one({ prizes }), "currency: say in which currency")
    assert.deepStrictEqual(flawsOf(definitionJson({ prizes, currency: "EUR" })), [])
  })

  it("has one hash whatever the order of its keys, and another when a rule changes", () => {
    const json = definitionJson()
    const turned = Object.fromEntries(Object.entries(json).toReversed())
    assert.strictEqual(rulesHash(Result.getOrThrow(decodeDefinition(turned))), rulesHash(definitionOf()))
    assert.notStrictEqual(rulesHash(definitionOf({ graceHours: 47 })), rulesHash(definitionOf()))
    assert.match(rulesHash(definitionOf()), /^[0-9a-f]{64}$/)
  })

  it("that is no object is refused in words", () => {
    for (const json of [null, 7, "x", []]) assert.isAbove(flawsOf(json).length, 0)
  })
})
