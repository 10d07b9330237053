import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { chownSync, existsSync, mkdtempSync, readdirSync, realpathSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"

/** A Postgres server of a test run's own, a direct child of this process, on a free port. */
export interface PostgresServer {
  readonly port: number
  /** The server's own process; nothing while it is down. */
  readonly pid: () => number | undefined
  /** The address of a database on it; `postgres` is always there. */
  readonly urlOf: (database: string) => string
  /** Ends the server at once, as a crash would. */
  readonly kill: () => Promise<void>
  /** Shuts the server down: `smart` waits, `fast` ends connections, `immediate` is a crash that the server takes part in. */
  readonly shutDown: (mode: "fast" | "immediate") => Promise<void>
  /** Starts it again, on the same port and files. */
  readonly start: () => Promise<void>
  /** Ends it and removes its files. */
  readonly dispose: () => Promise<void>
}

/** How a server runs: without flushing unless durability is what is tested. */
export interface ServerOptions {
  readonly isDurable?: boolean
  readonly settings?: Readonly<Record<string, string>>
  /** Where its files are: with the temporary ones of the machine unless said otherwise. */
  readonly within?: string
  /** Further arguments for who makes the files. */
  readonly initdb?: ReadonlyArray<string>
}

const debianFolders = "/usr/lib/postgresql"

const binaryFolder = (): string | undefined => {
  const versions = existsSync(debianFolders) ? readdirSync(debianFolders).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [...(process.env.PATH ?? "").split(":"), ...versions.map((one) => join(debianFolders, one, "bin"))]
  const found = folders.find((folder) => existsSync(join(folder, "postgres")) && existsSync(join(folder, "initdb")))
  // A link may stand for a program whose companions are elsewhere.
  return found === undefined ? undefined : dirname(realpathSync(join(found, "postgres")))
}

/** Whether this process may install what is missing. */
export const isRoot = process.getuid?.() === 0

/** The folder of the server's programs, installed first where that is possible. */
const programs = (): string => {
  const found = binaryFolder()
  if (found !== undefined) return found
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "postgresql"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    const installed = binaryFolder()
    if (installed !== undefined) return installed
  }
  throw new Error("the tests need a Postgres server: install the package postgresql (15 or later), or set DATABASE_URL")
}

/** Postgres refuses to run as root. */
export const ownerIds = (): { readonly uid?: number; readonly gid?: number } => {
  if (!isRoot) return {}
  if (spawnSync("id", ["-u", "postgres"]).status !== 0)
    execFileSync("useradd", ["--system", "--no-create-home", "postgres"])
  const idOf = (flag: string): number => Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8" }))
  return { uid: idOf("-u"), gid: idOf("-g") }
}

/** A port that nobody listens on. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const address = probe.address()
  probe.close()
  await once(probe, "close")
  if (address === null || typeof address === "string") throw new Error("no free port")
  return address.port
}

/** Starts a server of one's own on files of its own. */
export const startPostgres = async ({
  isDurable = false,
  settings = {},
  within = tmpdir(),
  initdb = []
}: ServerOptions = {}): Promise<PostgresServer> => {
  const bin = programs()
  const ids = ownerIds()
  const folder = mkdtempSync(join(within, "laurel-postgres-"))
  if (ids.uid !== undefined && ids.gid !== undefined) chownSync(folder, ids.uid, ids.gid)
  const data = join(folder, "data")
  execFileSync(
    join(bin, "initdb"),
    [
      "-D",
      data,
      "-U",
      "postgres",
      "-A",
      "trust",
      "-E",
      "UTF8",
      "--locale=C",
      "--no-sync",
      "--no-instructions",
      ...initdb
    ],
    { ...ids, stdio: "ignore", cwd: folder }
  )
  const port = await freePort()
  const given = {
    listen_addresses: "127.0.0.1",
    port: `${port}`,
    unix_socket_directories: folder,
    max_connections: "200",
    ...(isDurable ? {} : { fsync: "off", synchronous_commit: "off", full_page_writes: "off" }),
    ...settings
  }
  const args = ["-D", data, ...Object.entries(given).flatMap(([name, value]) => ["-c", `${name}=${value}`])]
  let server: ChildProcess | undefined

  const start = async (): Promise<void> => {
    const deadline = Date.now() + 60_000
    for (;;) {
      const child = spawn(join(bin, "postgres"), args, { ...ids, cwd: folder, stdio: "ignore" })
      server = child
      while (child.exitCode === null && child.signalCode === null && Date.now() < deadline) {
        const ready = spawnSync(join(bin, "pg_isready"), ["-q", "-h", "127.0.0.1", "-p", `${port}`, "-U", "postgres"])
        if (ready.status === 0) return
        await new Promise((resolve) => setTimeout(resolve, 25))
      }
      // Backends of a server that was killed may hold its files for some moments more.
      if (Date.now() >= deadline) throw new Error("Postgres did not start within a minute")
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
  }

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const child = server
    server = undefined
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
    const exited = once(child, "exit")
    child.kill(signal)
    await exited
  }

  await start()
  // The tests end with the process; the server must not outlive it.
  process.once("exit", () => server?.kill("SIGKILL"))
  return {
    port,
    pid: () => (server === undefined || server.exitCode !== null ? undefined : server.pid),
    urlOf: (database) => `postgres://postgres@127.0.0.1:${port}/${database}`,
    kill: () => end("SIGKILL"),
    shutDown: (mode) => end(mode === "fast" ? "SIGINT" : "SIGQUIT"),
    start,
    dispose: async () => {
      await end("SIGQUIT")
      rmSync(folder, { recursive: true, force: true })
    }
  }
}
