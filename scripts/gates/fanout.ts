import { execFileSync } from "node:child_process"
import { parseArgs } from "node:util"
import { startPostgres } from "../servers/postgres.ts"
import { runFanout } from "./streams/runFanout.ts"

// a thousand clients, then five thousand, follow a board at one server. G-3: from the answer to an activity, sent one by one, until it is
// told.

const { values } = parseArgs({
  options: {
    clients: { type: "string", default: "1000,5000" },
    seconds: { type: "string", default: "30" },
    "per-second": { type: "string", default: "200" }
  }
})
const [seconds, perSecond] = [Number(values.seconds), Number(values["per-second"])]

/** What is asked for, by the clients that there are at most. */
const limitsOf = (clients: number) =>
  clients <= 1_000 ? { topMs: 500, nextMs: 6_000, rssMb: 300 } : { topMs: 1_000, nextMs: 6_000, rssMb: 600 }

/** How large the heap of the server may become: without a limit it grows for as long as the machine has memory, whether or not it is needed. */
const heapMbOf = (clients: number): number => (clients <= 1_000 ? 280 : 560)

/** Files that are open beside the connections. */
const otherFiles = 500
const filesFor = (clients: number): void => {
  const most = execFileSync("sh", ["-c", "ulimit -Hn"], { encoding: "utf8" }).trim()
  if (most !== "unlimited" && Number(most) < clients + otherFiles)
    throw new Error(`a process may have ${most} files open here: raise that (ulimit -Hn), or ask for fewer --clients`)
}

const crowds = values.clients.split(",").map(Number)
filesFor(Math.max(...crowds))
const postgres = await startPostgres({ isDurable: true })
const broken: Array<string> = []
try {
  const url = postgres.urlOf("postgres")
  const oneByOne = { clients: 100, batch: 1, limits: { topMs: 1_000, nextMs: 6_000 } }
  const many = crowds.map((clients) => ({ clients, batch: 20, limits: limitsOf(clients), heapMb: heapMbOf(clients) }))
  for (const trial of [oneByOne, ...many]) {
    const { lines, flaws, late } = await runFanout({ postgres: url, seconds, perSecond, ...trial })
    for (const line of lines) console.log(line)
    broken.push(...flaws, ...late)
  }
} finally {
  await postgres.dispose()
}
for (const flaw of broken) console.log(`! ${flaw}`)
console.log(broken.length === 0 ? "gate fanout: holds" : "gate fanout: BROKEN")
process.exitCode = broken.length === 0 ? 0 : 1
