import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { flawsOf } from "./drain/flaws.ts"
import { runTrial } from "./drain/runTrial.ts"

// two servers on one Postgres behind a balancer that asks /readyz, ended by SIGTERM and replaced in turn while people record, read and
// follow. Nothing that was acknowledged is lost, what is under way is answered, streams are told to come back, and every server ends with 0.

const { values } = parseArgs({ options: { rounds: { type: "string", default: "20" } } })
const postgres = await startPostgres()
try {
  const findings = await runTrial({ databaseUrl: postgres.urlOf("postgres"), rounds: Number(values.rounds) })
  const { endings, held, acknowledged, traffic, followers } = findings
  const most = (of: (ending: (typeof endings)[number]) => number): number => Math.max(...endings.map(of))
  const least = (of: (ending: (typeof endings)[number]) => number): number => Math.min(...endings.map(of))
  console.log(
    `${endings.length} times SIGTERM: /readyz 503 after ${most(({ saidMs }) => saidMs).toFixed(0)} ms at most, answered on for ` +
      `${(least(({ answeredMs }) => answeredMs) / 1_000).toFixed(1)} s at least, ended after ${(most(({ endedMs }) => endedMs) / 1_000).toFixed(1)} s at most, ` +
      `exit codes ${[...new Set(endings.map(({ code }) => code))].join(", ")}`
  )
  console.log(
    `${acknowledged} activities acknowledged: ${held.lost} lost, ${held.twice} counted twice, ${held.wrong} wrong scores; ${traffic.answered} requests ` +
      `answered, ${traffic.refused} not, ${traffic.again} reads asked for once more, slowest ${(traffic.slowestMs / 1_000).toFixed(1)} s`
  )
  for (const kind of ["events", "sockets"] as const)
    console.log(
      `streams (${kind}): ${followers[kind].told} told to come back, ${followers[kind].cut} cut without a word, ${followers[kind].unopened} asked for once more`
    )
  const flaws = flawsOf(findings)
  for (const flaw of flaws.slice(0, 20)) console.log(`  ${flaw}`)
  console.log(flaws.length === 0 ? "gate drain: holds" : `gate drain: BROKEN (${flaws.length})`)
  process.exitCode = flaws.length === 0 ? 0 : 1
} finally {
  await postgres.dispose()
}
