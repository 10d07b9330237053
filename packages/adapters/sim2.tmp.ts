import { layer } from "@laurel/adapters/memory"
import { Effect } from "effect"
import fc from "fast-check"
import { simulate, arbitraryDefinition, shrink, formatReplay } from "@laurel/core/simulation"
const n = Number(process.argv[2] ?? 50), seed = Number(process.argv[3] ?? 1)
const t0 = performance.now()
const defs = fc.sample(arbitraryDefinition(), { numRuns: n, seed })
console.log("definitions", ((performance.now() - t0) / n).toFixed(1), "ms each", defs.filter((d) => d.prizes).length, "with prizes")
const t = performance.now()
const seen = new Map<string, number>(), first = new Map<string, string>()
for (const [i, d] of defs.entries()) {
  const run = await Effect.runPromise(simulate(layer, d, { seed: i, participants: 1 + i % 12 }))
  const k = run.violation ? `${run.violation.invariant}: ${run.violation.message.replace(/\d+/g, "#")}`.slice(0, 120) : String(run.ending)
  seen.set(k, (seen.get(k) ?? 0) + 1)
  if (run.violation && !first.has(run.violation.invariant + k.slice(0, 40))) {
    first.set(run.violation.invariant + k.slice(0, 40), "x")
    const c = await Effect.runPromise(shrink(layer, d, { seed: i, participants: 1 + i % 12 }, run, run.violation))
    console.log("#", i, c.violation.invariant, c.violation.message, formatReplay(c.replay), c.trials, "trials")
    console.log("   ", JSON.stringify({ score: d.score, ranking: d.ranking, dayZone: d.dayZone, teams: d.teams, grace: d.graceHours, prizes: process.argv[4] ? d.prizes : d.prizes?.stages.map((s) => s.awards.map((a) => a._tag)) }, (_, v) => typeof v === "bigint" ? `${v}` : v))
    if (c.run.history.people.length < 3) console.log("   ", JSON.stringify(c.run.history.people.map((p) => ({ e: p.entry, a: p.amendment?.entry.status, s: p.submissions.map((s) => [s.fault, s.arrival]) })), (_, v) => typeof v === "bigint" ? `${v}` : v).slice(0, 1800))
    else console.log("    organiser", c.run.history.organiser, c.run.history.people.length, "people")
  }
}
console.log(seen, (performance.now() - t) / n, "ms a run")
