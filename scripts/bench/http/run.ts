import { type ChildProcess, spawn } from "node:child_process"
import { Agent, request } from "node:http"
import { createInterface } from "node:readline"
import { parseArgs } from "node:util"
import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { startPostgres } from "../../servers/postgres.ts"
import { atOnce, printServed, rounds } from "../activities/atOnce.ts"

// Requests to a server of Laurel on Postgres, as durable as it is, beside the same routes as plain node:http with the bare statements; 50
// connections that are kept, and the generator on the same cores.

const { values } = parseArgs({
  options: {
    participants: { type: "string", default: "10000" },
    requests: { type: "string", default: "5000" },
    rounds: { type: "string", default: "3" }
  }
})
const connections = 50
const requests = Number(values.requests)
const participants = Number(values.participants)

interface Opened {
  readonly child: ChildProcess
  readonly port: number
  readonly key: string
}

const opened = async (script: string, ...args: ReadonlyArray<string>): Promise<Opened> => {
  const child = spawn(process.execPath, ["--conditions=@laurel/source", `scripts/bench/http/${script}`, ...args], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  if (child.stdout === null) throw new Error("no output")
  for await (const line of createInterface({ input: child.stdout })) return { child, ...JSON.parse(line) }
  throw new Error(`${script} ended`)
}

const postgres = await startPostgres({ isDurable: true })
const url = postgres.urlOf("postgres")
await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
const laurel = await opened("laurel.ts", url, values.participants)
const bare = await opened("bare.ts", url)
const agent = new Agent({ keepAlive: true, maxSockets: connections })

const asked = ({ port, key }: Opened, method: string, path: string, body?: unknown): Promise<void> =>
  new Promise((resolve, reject) => {
    const text = body === undefined ? undefined : JSON.stringify(body)
    const sent = request(
      {
        agent,
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: {
          ...(key === "" ? {} : { authorization: `Bearer ${key}` }),
          ...(text === undefined
            ? {}
            : { "content-type": "application/json", "content-length": Buffer.byteLength(text) })
        }
      },
      (answer) => {
        answer.resume()
        answer.on("end", () =>
          (answer.statusCode ?? 500) < 300 ? resolve() : reject(new Error(`${method} ${path}: ${answer.statusCode}`))
        )
      }
    )
    sent.on("error", reject)
    sent.end(text)
  })

let next = 0
const at = new Date(Date.now() - 60_000).toISOString()
const activity = () => ({
  user_id: `user-${next % participants}`,
  metric: "steps",
  quantity: 1_000 + ((next * 7_919) % 5_000),
  at,
  key: `${next++}`
})
const some = Array.from({ length: requests })
const compared = (ask: (server: Opened) => Promise<void>) =>
  rounds(
    Number(values.rounds),
    () => atOnce(connections, some, () => ask(bare)),
    () => atOnce(connections, some, () => ask(laurel))
  )

try {
  const board = "/v1/challenges/bench/leaderboard"
  console.log(`${participants} participants, ${connections} connections, ${requests} requests a round`)
  const recorded = await compared((server) => asked(server, "POST", "/v1/challenges/bench/activities", activity()))
  printServed("an activity", "node:http, insert", recorded)
  console.log("asked for: 0.50, and 5 200 a second")
  const pages = await compared((server) => asked(server, "GET", `${board}?limit=20`))
  printServed("a page of 20", "node:http, select", pages)
  const ranks = await compared((server) =>
    asked(server, "GET", `${board}/ranks?participants=user-${Math.floor(Math.random() * participants)}`)
  )
  printServed("a rank", "node:http, count", ranks)
  console.log("asked for: 0.70")
} finally {
  agent.destroy()
  for (const { child } of [laurel, bare]) child.kill()
  await postgres.dispose()
}
