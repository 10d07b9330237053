import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { runMemory } from "./memory/runMemory.ts"

// a server whose heap may take 512 MB works at half of what it can for ten minutes, with streams that come and go.

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "10" },
    clients: { type: "string", default: "300" },
    share: { type: "string", default: "0.5" }
  }
})
const mostSlopeMb = 1

const postgres = await startPostgres({ isDurable: true })
try {
  const { lines, flaws, slopeMb, shed } = await runMemory(
    {
      postgres: postgres.urlOf("postgres"),
      minutes: Number(values.minutes),
      heapMb: 512,
      clients: Number(values.clients),
      share: Number(values.share)
    },
    console.log
  )
  const broken = [
    ...flaws,
    ...(shed === 0 ? [] : [`${shed} refused for want of room`]),
    ...(slopeMb < mostSlopeMb ? [] : [`${slopeMb.toFixed(2)} MB a minute`])
  ]
  for (const line of lines) console.log(line)
  for (const flaw of broken) console.log(`! ${flaw}`)
  console.log(broken.length === 0 ? "gate memory: holds" : "gate memory: BROKEN")
  process.exitCode = broken.length === 0 ? 0 : 1
} finally {
  await postgres.dispose()
}
