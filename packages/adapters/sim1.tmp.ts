import { decodeDefinition, formatPath } from "@laurel/core/challenge"
import { layer } from "@laurel/adapters/memory"
import { Effect, Result } from "effect"
import { simulate } from "@laurel/core/simulation"
const d = decodeDefinition({
  id: "steps", name: "Steps", zone: "Europe/Berlin", window: { start: "2026-03-10", end: "2026-04-09" }, graceHours: 24, disputeHours: 24,
  entries: { minimum: 2, maximum: 100 },
  metrics: [{ name: "steps", unit: "steps", max: 100000, plausible: { perActivity: 40000, perDay: 60000 }, sources: ["watch", "phone"] }],
  score: { _tag: "Total", metric: "steps", perDay: { max: 10000 } },
  ranking: { tieBreaks: [{ _tag: "EarliestReached" }] },
  currency: "EUR",
  prizes: { funding: { entryFee: "2500", sponsor: "10001" }, deductions: [{ _tag: "PlatformFee", percent: "10%" }],
    stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] }], ties: "Pool", residual: "Platform",
    degenerate: { oneEntrant: "PayAsRanked", noWinner: "Refund", emptyPool: "NoPrizes", allScoresZero: "PayAsRanked", fewerFinishersThanPlaces: "Residual" } }
})
if (Result.isFailure(d)) { console.log(d.failure.message); process.exit(1) }
const n = Number(process.argv[2] ?? 5)
const t = performance.now()
const seen = new Map<string, number>()
for (let i = 0; i < n; i++) {
  const run = await Effect.runPromise(simulate(layer, d.success, { seed: i, participants: 20 }))
  const k = run.violation ? `${run.violation.invariant}: ${run.violation.message}`.slice(0, 300) : String(run.ending)
  seen.set(k, (seen.get(k) ?? 0) + 1)
  if (i === 0) console.log(run.ending, run.traceHash, run.outcomes, run.checked, run.history.people.length, run.history.people.map((p) => `${p.habit}:${p.submissions.length}`).join(" "))
}
const cpu = process.cpuUsage(); console.log(seen, (performance.now() - t) / n, "ms a run", (cpu.user / 1000) / n, "cpu ms a run")
