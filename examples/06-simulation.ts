// Are these rules fair? Simulated people answer before real ones do: steady and idle ones, cheats and twins, with devices
// that send late, twice and wrong. Every run also checks that all of Laurel's promises hold, and one promise of our own.
import * as Memory from "@laurel/adapters/memory"
import * as Challenge from "@laurel/core/challenge"
import { formatAmount } from "@laurel/core/shared"
import { allChecks, type Check, formatReplay, type SimulationReport, simulateMany } from "@laurel/core/simulation"
import { Effect } from "effect"

const stake = 1000n

/** A pot for everybody who walks 8 000 steps on two days of ten; the platform takes 10 %. */
const rules = (noLoseFloor: boolean) =>
  Challenge.decodeDefinition({
    id: "ten-days",
    name: "Ten days",
    zone: "Europe/Madrid",
    window: { start: "2026-09-07", end: "2026-09-17" },
    graceHours: 24,
    metrics: [{ name: "steps", max: 100_000, plausible: { perActivity: 60_000 } }],
    score: { _tag: "ActiveDays", metric: "steps", atLeast: 8000 },
    currency: "EUR",
    prizes: {
      funding: { entryFee: `${stake}` },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }],
      noLoseFloor,
      stages: [{ name: "pot", awards: [{ _tag: "EqualSplit", atLeast: 2 }] }],
      residual: "Charity",
      degenerate: {
        oneEntrant: "Refund",
        allScoresZero: "Refund",
        noWinner: "Refund",
        everyoneWins: "PayAsRanked"
      }
    }
  })

const stakeBack: Check = {
  invariant: "own",
  promise: "whoever wins gets at least the stake back",
  sees: "Plan",
  find: (seen) => {
    const short =
      seen._tag === "Plan" ? seen.plan.prizes.awards.find(({ minorUnits }) => minorUnits < stake) : undefined
    return short === undefined ? undefined : `${short.participantId} wins ${formatAmount(short.minorUnits, "EUR")}`
  }
}

const show = (title: string, report: SimulationReport): string => {
  const { runs, endings, checked, ranks, money, counterexample } = report
  const times = checked.reduce((sum, one) => sum + one.times, 0)
  const medians = ranks.flatMap(({ habit, ranks }) => (ranks === undefined ? [] : [`${habit} ${ranks.median}`]))
  return [
    title,
    `  ${runs} challenges: ${endings.Settled} settled, ${endings.Cancelled} cancelled; promises looked at ${times} times`,
    `  median rank: ${medians.join(", ")}`,
    `  paid in ${formatAmount(money.paidIn, "EUR")}, prizes ${formatAmount(money.prizes, "EUR")}, fees ${formatAmount(money.platformFees, "EUR")}`,
    counterexample === undefined
      ? "  every promise held"
      : `  broken: ${counterexample.violation.promise}: ${counterexample.violation.message}\n` +
        `  smallest case found: ${counterexample.run.history.people.length} people; to repeat it: ${formatReplay(counterexample.replay)}`
  ].join("\n")
}

const program = Effect.gen(function* () {
  const options = { seed: 7, participants: 4, runs: 25, checks: [...allChecks, stakeBack] }
  for (const noLoseFloor of [false, true]) {
    const definition = yield* Effect.fromResult(rules(noLoseFloor))
    const report = yield* simulateMany(Memory.layer, definition, options)
    yield* Effect.sync(() => console.log(show(`${noLoseFloor ? "with" : "without"} a no-lose floor`, report)))
  }
})

await Effect.runPromise(program)
