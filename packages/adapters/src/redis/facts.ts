import type { BoardsUnavailable, LiveBoard } from "@laurel/core/board"
import { Effect, type Scope } from "effect"
import { Cluster } from "ioredis"
import type { Connected } from "./Client.ts"
import { open } from "./connect.ts"
import { attempt } from "./failures.ts"
import { keyOf, prefixOf } from "./keys.ts"
import { defaults, type RedisOptions } from "./Options.ts"

/** What a server says of itself, and what boards take in it. */
export interface RedisFacts {
  readonly version: string
  /** What it does when its memory is full. */
  readonly policy: string
  /** Of the boards that were asked about, by the server's own account. */
  readonly bytes: number
}

/** What there is to know of a Redis server, fit for boards or not. */
export const redisFacts = Effect.fnUntraced(function* (
  options: RedisOptions,
  boards: ReadonlyArray<LiveBoard>
): Effect.fn.Return<RedisFacts, BoardsUnavailable, Scope.Scope> {
  const connected = yield* open(options)
  const prefix = prefixOf(options.prefix ?? defaults.prefix)
  return yield* attempt("facts", async () => {
    await connected.connect()
    const info = await infoOf(connected)
    let bytes = 0
    for (const board of boards) bytes += await bytesOf(connected, keyOf(prefix, board))
    return { version: saidIn(info, "redis_version"), policy: saidIn(info, "maxmemory_policy"), bytes }
  })
})

/** A Cluster says it by the first of its nodes. */
const infoOf = async (connected: Connected): Promise<string> => {
  const node = connected instanceof Cluster ? connected.nodes("master")[0] : connected
  return (await node?.info()) ?? ""
}

const saidIn = (info: string, name: string): string => new RegExp(`^${name}:(\\S+)`, "m").exec(info)?.[1] ?? "unknown"

const bytesOf = async (connected: Connected, key: string): Promise<number> => {
  const [root, buckets] = await connected.hmget(key, "root", "buckets")
  if (typeof root !== "string") return 0
  const parts = Array.from({ length: Number(buckets) }, (_, at) => `${root}:${at}`)
  const keys = [key, `${root}:places`, `${root}:groups`, ...parts]
  const sizes = await Promise.all(keys.map((one) => connected.memory("USAGE", one)))
  return sizes.reduce<number>((sum, size) => sum + Number(size ?? 0), 0)
}
