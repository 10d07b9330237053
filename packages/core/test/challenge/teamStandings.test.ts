import { assert, describe, it } from "@effect/vitest"
import { Schema } from "effect"
import { Entry } from "../../src/challenge/index.ts"
import { rulesOf } from "../../src/challenge/Rules.ts"
import { scoringOf } from "../../src/challenge/scoringOf.ts"
import { type Member, teamStandings } from "../../src/challenge/teamStandings.ts"
import { definitionOf } from "./definitions.ts"

const entryOf = Schema.decodeUnknownSync(Entry)

const member = (id: string, score: number, lap: number): Member => {
  const scored = { status: "Scored" as const, score, measures: { lap, laps: score }, activeDays: 1 }
  const entry = entryOf({ participantId: id, userId: id, enteredAt: "2026-02-01T00:00:00Z", team: "red" })
  return { entry, scored, standing: { participantId: entry.participantId, tieBreak: [], ...scored } }
}

/** The team of three in a challenge whose teams score by the best two. */
const teamOf = (ranking: object, stages: ReadonlyArray<object> = []) => {
  const prizes = {
    stages: [{ name: "main", awards: [{ _tag: "WinnerTakesAll" }] }, ...stages],
    ties: "Pool",
    residual: "Sponsor",
    degenerate: {
      emptyPool: "NoPrizes",
      oneEntrant: "PayAsRanked",
      allScoresZero: "Refund",
      noWinner: "Refund"
    }
  }
  const definition = definitionOf({
    metrics: [{ name: "minutes" }],
    score: { _tag: "Count", metric: "minutes" },
    measures: { lap: { _tag: "Best", metric: "minutes" }, laps: { _tag: "Count", metric: "minutes" } },
    teams: { score: { _tag: "Best", k: 2 } },
    ranking,
    currency: "EUR",
    prizes
  })
  const [team] = teamStandings(rulesOf(definition), [member("ada", 9, 30), member("bob", 7, 28), member("lin", 5, 25)])
  const values: Readonly<Record<string, number | undefined>> = {
    score: team?.standing.score,
    ...team?.standing.measures
  }
  return { values, scoring: scoringOf(definition) }
}

describe("the measures of a team", () => {
  const byLap = (direction: string) => ({ tieBreaks: [{ _tag: "Measure", measure: "lap", direction }] })

  it("are those of the members that are best in them, as the tie-break says that looks at them", () => {
    assert.deepStrictEqual(teamOf(byLap("lowest")).values, { score: 16, lap: 53, laps: 16 })
    assert.deepStrictEqual(teamOf(byLap("highest")).values, { score: 16, lap: 58, laps: 16 })
  })

  it("or as the stage says that is ranked by them, and else as the ranking does", () => {
    const stage = { name: "fast", by: { measure: "lap", direction: "lowest" }, awards: [{ _tag: "WinnerTakesAll" }] }
    assert.strictEqual(teamOf({}, [stage]).values.lap, 53)
    assert.deepStrictEqual(teamOf({ direction: "lowest" }).values, { score: 12, lap: 53, laps: 12 })
    assert.strictEqual(teamOf(byLap("highest"), [stage]).values.lap, 58)
  })

  it("are scored in the same direction", () => {
    const directionOf = (ranking: object) => teamOf(ranking).scoring.measureDirections?.get("lap")
    assert.deepStrictEqual([directionOf({}), directionOf(byLap("lowest"))], [undefined, "lowest"])
    assert.strictEqual(teamOf({ direction: "lowest" }).scoring.direction, "lowest")
  })
})
