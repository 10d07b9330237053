import { Connection, layerConnection, migrate } from "@laurel/adapters/postgres"
import { Effect } from "effect"
import { type Identity, startIdentity } from "../../servers/identity.ts"
import { type LaurelOptions, type LaurelServer, startLaurel } from "../../servers/laurel.ts"
import { newDatabaseOn } from "../../servers/newDatabase.ts"
import { asker } from "../http/ask.ts"
import { makeContest } from "../http/contest.ts"
import type { Row } from "./crowd/folding.ts"
import { textOf } from "./crowd/folding.ts"
import { type CrowdProcess, startCrowd } from "./crowd/startCrowd.ts"
import { probe } from "./probed.ts"
import { Recorder } from "./Recorder.ts"

/** What there is to be followed, and by how many. */
export interface WorldOptions {
  /** A Postgres server. */
  readonly postgres: string
  readonly redis?: string
  readonly servers: number
  readonly participants: number
  /** So many users there are who follow, each with at most ten streams. */
  readonly users: number
  /** Activities a second, and how many of them at once. */
  readonly perSecond: number
  readonly batch: number
  /** How many keys there are, where it is not only the recorder who asks. */
  readonly keys?: number
  readonly server?: Partial<LaurelOptions>
}

/** Servers with a challenge, who records in it and who follows it. */
export interface World {
  readonly servers: ReadonlyArray<LaurelServer>
  readonly identity: Identity
  readonly crowd: CrowdProcess
  readonly recorder: Recorder
  readonly participants: ReadonlyArray<string>
  /** For whoever records, reads and organises. */
  readonly keys: ReadonlyArray<string>
  /** The board as a server says it is, as a text like those of the crowd. */
  readonly board: (server: number) => Promise<string>
  readonly end: () => Promise<void>
}

export const challenge = "gate"
/** A key may ask six thousand times a minute. */
const perKeySecond = 90
/** As many as a user may have. */
const streamsEach = 10

const readRows = (text: string): ReadonlyArray<Row> => JSON.parse(text).data

/** Starts servers on a database of their own, and clients in a process of theirs. */
export const startWorld = async (options: WorldOptions): Promise<World> => {
  const url = await newDatabaseOn(options.postgres)
  await Effect.runPromise(Effect.flatMap(Connection, migrate).pipe(Effect.provide(layerConnection({ url }))))
  const participants = Array.from(
    { length: options.participants },
    (_, at) => `walker-${at}-of-the-challenge-of-spring`
  )
  const store: `postgres://${string}` = `postgres://${url.slice("postgres://".length)}`
  const requests = options.perSecond / options.batch
  const keys = await makeContest({
    store,
    id: challenge,
    participants,
    keys: options.keys ?? Math.max(2, Math.ceil(requests / perKeySecond))
  })
  const identity = await startIdentity()
  const redis = options.redis === undefined ? [] : ["--redis", options.redis]
  const { args = [], ...more } = options.server ?? {}
  const servers = await Promise.all(
    Array.from({ length: options.servers }, (_, at) =>
      startLaurel({
        first: [probe],
        ...more,
        // One works, as where there is a worker; all of them serve.
        args: ["--port", "0", "--db", url, ...redis, ...identity.args, ...(at === 0 ? [] : ["--no-work"]), ...args]
      })
    )
  )
  const askers = servers.map((server) => asker(server.url, 64))
  const [first] = askers
  if (first === undefined) throw new Error("no server")
  const recorder = new Recorder({
    ask: first.ask,
    challenge,
    participants,
    keys,
    perSecond: options.perSecond,
    batch: options.batch
  })
  const crowd = startCrowd({
    ports: servers.map((server) => Number(new URL(server.url).port)),
    path: `/v1/challenges/${challenge}/leaderboard/live`,
    tokens: Array.from({ length: options.users }, (_, at) => identity.tokenOf(`fan-${at}`)),
    streamsEach
  })
  return {
    servers,
    identity,
    crowd,
    recorder,
    participants,
    keys,
    board: async (server) => {
      const path = `/v1/challenges/${challenge}/leaderboard?limit=100`
      const headers = { authorization: `Bearer ${keys[0] ?? ""}` }
      const answer = await (askers[server] ?? first).ask({ method: "GET", path, headers })
      if (answer.status !== 200) throw new Error(`the board was answered ${answer.status}`)
      const rows = readRows(answer.text)
      return `${textOf(rows.slice(0, 10))}\n${textOf(rows.slice(10))}`
    },
    end: async () => {
      await recorder.end()
      await crowd.end()
      for (const { close } of askers) close()
      await Promise.all(servers.map(({ end }) => end("SIGKILL")))
      await identity.dispose()
    }
  }
}
