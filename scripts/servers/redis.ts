import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, mkdtempSync, rmSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort, isRoot } from "./postgres.ts"

/** A Redis server of a test run's own, a direct child of this process, on a free port. It keeps nothing on disk. */
export interface RedisServer {
  readonly port: number
  readonly url: string
  /** Ends the server at once, as a crash would. */
  readonly kill: () => Promise<void>
  /** Stops and continues the process, as a machine that hangs. */
  readonly freeze: () => void
  readonly thaw: () => void
  /** Starts it again on the same port, empty. */
  readonly start: () => Promise<void>
  /** Ends it and removes its files. */
  readonly dispose: () => Promise<void>
}

const program = (): string => {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/bin", "/usr/local/bin"]
  const found = () => folders.map((folder) => join(folder, "redis-server")).find(existsSync)
  const there = found()
  if (there !== undefined) return there
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "redis-server"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    const installed = found()
    if (installed !== undefined) return installed
  }
  throw new Error("the tests need a Redis server: install the package redis-server (7.0 or later), or set REDIS_URL")
}

const millis = (count: number) => new Promise((resolve) => setTimeout(resolve, count))

/** Starts a server with these settings beside the usual ones. */
export const startRedis = async (settings: Readonly<Record<string, string>> = {}): Promise<RedisServer> => {
  const folder = mkdtempSync(join(tmpdir(), "laurel-redis-"))
  const port = await freePort()
  const given = { port: `${port}`, bind: "127.0.0.1", dir: folder, save: "", appendonly: "no", ...settings }
  const args = Object.entries(given).flatMap(([name, value]) => [`--${name}`, ...value.split(" ")])
  let server: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const child = spawn(program(), args, { cwd: folder, stdio: "ignore" })
    server = child
    const deadline = Date.now() + 20_000
    while (!(await answers(port))) {
      if (child.exitCode !== null || Date.now() >= deadline) throw new Error("Redis did not start")
      await millis(10)
    }
  }

  const kill = async (): Promise<void> => {
    const child = server
    server = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, "exit")
    child.kill("SIGKILL")
    await exited
  }

  // The tests end with the process; the server must not outlive it.
  const endWithProcess = () => void server?.kill("SIGKILL")
  process.once("exit", endWithProcess)
  await start()
  return {
    port,
    url: `redis://127.0.0.1:${port}`,
    kill,
    freeze: () => void server?.kill("SIGSTOP"),
    thaw: () => void server?.kill("SIGCONT"),
    start,
    dispose: async () => {
      await kill()
      process.off("exit", endWithProcess)
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

/** Whether somebody speaks Redis there and is ready. */
const answers = async (port: number): Promise<boolean> => (await say(port, ["PING"])).startsWith("+PONG")

/** Says one command over a connection of its own, in the protocol of Redis; gives the reply as it came, empty where there is none. */
export const say = (port: number, command: ReadonlyArray<string>): Promise<string> =>
  new Promise((resolve) => {
    const parts = command.map((part) => `$${Buffer.byteLength(part)}\r\n${part}\r\n`)
    let reply = ""
    const socket = connect(port, "127.0.0.1", () => socket.write(`*${parts.length}\r\n${parts.join("")}`))
      .setEncoding("utf8")
      .setTimeout(1_000, () => socket.destroy())
      .on("data", (text: string) => {
        reply += text
        socket.end()
      })
      .on("error", () => undefined)
      .on("close", () => resolve(reply))
  })

/** A Redis Cluster of three servers, each with a third of all slots. */
export interface RedisCluster {
  readonly urls: ReadonlyArray<string>
  readonly servers: ReadonlyArray<RedisServer>
  readonly dispose: () => Promise<void>
}

const slots = 16_384

/** Starts a Cluster of three, with these settings beside the usual ones. */
export const startRedisCluster = async (more: Readonly<Record<string, string>> = {}): Promise<RedisCluster> => {
  const settings = { "cluster-enabled": "yes", "cluster-node-timeout": "2000", ...more }
  const servers = await Promise.all([1, 2, 3].map(() => startRedis(settings)))
  for (const [at, { port }] of servers.entries()) {
    const share = [Math.floor((slots * at) / 3), Math.floor((slots * (at + 1)) / 3) - 1]
    await say(port, ["CLUSTER", "ADDSLOTSRANGE", ...share.map(String)])
    for (const other of servers)
      if (other.port !== port) await say(port, ["CLUSTER", "MEET", "127.0.0.1", `${other.port}`])
  }
  const deadline = Date.now() + 30_000
  for (const { port } of servers)
    while (!(await isWhole(port))) {
      if (Date.now() >= deadline) throw new Error("the Redis Cluster did not come together")
      await millis(50)
    }
  return {
    urls: servers.map(({ url }) => url),
    servers,
    dispose: async () => {
      await Promise.all(servers.map(({ dispose }) => dispose()))
    }
  }
}

const isWhole = async (port: number): Promise<boolean> => {
  const info = await say(port, ["CLUSTER", "INFO"])
  return info.includes("cluster_state:ok") && info.includes("cluster_known_nodes:3")
}
