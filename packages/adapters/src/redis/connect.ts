import { Effect, type Scope } from "effect"
import { Cluster, Redis } from "ioredis"
import { type Client, type Connected, clientOn } from "./Client.ts"
import type { RedisUnfit } from "./errors.ts"
import { defaults, type RedisOptions } from "./Options.ts"
import { unfitness } from "./unfitness.ts"

/**
 * Connections to Redis, closed with the scope. A server that cannot keep boards is refused; one that cannot be reached is tried again
 * and again in the background, and until then every command fails at once: whoever has something to fall back on need not wait.
 */
export const connect = Effect.fnUntraced(function* (
  options: RedisOptions
): Effect.fn.Return<Client, RedisUnfit, Scope.Scope> {
  const connected = yield* open(options)
  let refusal: RedisUnfit | undefined
  const look = async (): Promise<void> => {
    refusal = await unfitnessOf(connected)
  }
  // What comes back after a while may be another server.
  connected.on("ready", () => void look())
  yield* Effect.promise(() => connected.connect().then(look, () => undefined))
  if (refusal !== undefined) return yield* refusal
  return clientOn(connected, () => refusal)
})

/** Opens what connects when it is told to, and closes it with the scope. */
export const open = (options: RedisOptions): Effect.Effect<Connected, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() => opened(options)),
    (connected) => Effect.sync(() => connected.disconnect())
  )

const longestPauseMs = 1_000

/** Pauses between attempts to connect: for as long as it takes, but never far apart. */
const pauseMs = (times: number): number => Math.min(longestPauseMs, 25 * 2 ** Math.min(times, 10))

const opened = (options: RedisOptions): Connected => {
  const { url, otherUrls = [], isCluster = false } = options
  const { connectTimeoutMs = defaults.connectTimeoutMs, commandTimeoutMs = defaults.commandTimeoutMs } = options
  const shared = {
    connectTimeout: connectTimeoutMs,
    commandTimeout: commandTimeoutMs,
    // Nothing came for as long as several commands may take: the other side is gone without a word.
    socketTimeout: 3 * commandTimeoutMs,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false
  }
  const connected = isCluster
    ? new Cluster([url, ...otherUrls], {
        lazyConnect: true,
        enableOfflineQueue: false,
        clusterRetryStrategy: pauseMs,
        clusterNodeRetryStrategy: pauseMs,
        slotsRefreshTimeout: connectTimeoutMs,
        redisOptions: { ...shared, ...loginOf(url) }
      })
    : new Redis(url, { ...shared, lazyConnect: true, enableOfflineQueue: false, retryStrategy: pauseMs })
  // Told to whoever sends the next command; without a listener it would be printed.
  return connected.on("error", () => undefined)
}

/** All nodes of a Cluster know the user of the first. */
const loginOf = (url: string) => {
  const { username, password, protocol } = new URL(url)
  return {
    ...(username === "" ? {} : { username: decodeURIComponent(username) }),
    ...(password === "" ? {} : { password: decodeURIComponent(password) }),
    ...(protocol === "rediss:" ? { tls: {} } : {})
  }
}

/** What is wrong with the first server that is unfit. Who may not ask goes on without. */
const unfitnessOf = async (connected: Connected): Promise<RedisUnfit | undefined> => {
  const nodes = connected instanceof Cluster ? connected.nodes("master") : [connected]
  for (const node of nodes) {
    const info = await node.info().catch(() => "")
    const refusal = unfitness(`${node.options.host}:${node.options.port}`, info)
    if (refusal !== undefined) return refusal
  }
  return undefined
}
