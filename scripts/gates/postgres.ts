import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { type Blow, flawsIn, runTrial } from "./postgres/runTrial.ts"

// Postgres killed, told to crash, and all its connections ended, while people enter a challenge with a fee. Nothing that was
// acknowledged is lost, meanwhile there is nothing but unavailability, and it serves again within two seconds.

const { values } = parseArgs({
  options: {
    kills: { type: "string", default: "20" },
    crashes: { type: "string", default: "10" },
    storms: { type: "string", default: "10" }
  }
})

const times = (blow: Blow, count: string): ReadonlyArray<Blow> => Array.from({ length: Number(count) }, () => blow)
const blows = [...times("kill", values.kills), ...times("immediate", values.crashes), ...times("storm", values.storms)]

const server = await startPostgres({ isDurable: true })
try {
  const findings = await runTrial(server, blows)
  console.log(`${values.kills} kills, ${values.crashes} crashes, ${values.storms} storms`)
  console.log(`acknowledged              ${findings.acknowledged}`)
  console.log(`refused meanwhile         ${findings.refused}`)
  console.log(`acknowledged and lost     ${findings.lost}`)
  console.log(`serving again after       ${Math.round(findings.longestMs)} ms at the longest`)
  const flaws = flawsIn(findings)
  for (const flaw of flaws) console.log(`! ${flaw}`)
  console.log(flaws.length === 0 ? "gate postgres: holds" : "gate postgres: BROKEN")
  process.exitCode = flaws.length === 0 ? 0 : 1
} finally {
  await server.dispose()
}
