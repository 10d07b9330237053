import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { flawsIn, run } from "./jobs/runTrial.ts"
import { randomFrom } from "./random.ts"

// workers killed with SIGKILL while they work. Every effect is there once, no job is lost, a job whose worker was killed is picked
// up when its lease is over, and one that kills every worker is dead after its last try.

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "1000" },
    kills: { type: "string", default: "50" },
    workers: { type: "string", default: "3" },
    seed: { type: "string", default: "1" }
  }
})

const trial = {
  jobs: Number(values.jobs),
  kills: Number(values.kills),
  workers: Number(values.workers),
  leaseMs: 2_000,
  killAfterMs: [50, 1_500] as const,
  random: randomFrom(Number(values.seed))
}

const server = await startPostgres({ isDurable: true })
try {
  const findings = await run(server.urlOf("postgres"), trial)
  const [median, longest] = findings.pickedUpMs
  console.log(`${trial.jobs} jobs, ${trial.workers} workers, ${findings.kills} kills, ${findings.seconds.toFixed(1)} s`)
  console.log(`tries cut short           ${findings.interrupted}`)
  console.log(`done twice                ${findings.twice}`)
  console.log(`not done                  ${findings.missing}`)
  console.log(`left over                 ${findings.left}`)
  console.log(
    `poison                    ${findings.isPoisonDead ? "dead" : "alive"} after ${findings.poisonTries} tries`
  )
  console.log(`picked up after a kill    median ${median} ms, longest ${longest} ms (lease ${trial.leaseMs} ms)`)
  const flaws = flawsIn(findings, trial)
  for (const flaw of flaws) console.log(`! ${flaw}`)
  console.log(flaws.length === 0 ? "gate jobs: holds" : "gate jobs: BROKEN")
  process.exitCode = flaws.length === 0 ? 0 : 1
} finally {
  await server.dispose()
}
