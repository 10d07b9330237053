import { execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { connect } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { freePort, isRoot, ownerIds } from "./postgres.ts"

/** A pooler in transaction mode in front of a Postgres server, a direct child of this process. */
export interface Pooler {
  /** The address of a database of that server, through the pooler. */
  readonly urlOf: (database: string) => string
  readonly dispose: () => Promise<void>
}

const program = (): string => {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/sbin", "/usr/local/sbin"]
  const found = () => folders.map((folder) => join(folder, "pgbouncer")).find(existsSync)
  const there = found()
  if (there !== undefined) return there
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "pgbouncer"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    const installed = found()
    if (installed !== undefined) return installed
  }
  throw new Error("this test needs a pooler: install the package pgbouncer")
}

/** Starts a pooler in front of the server of this address. Few connections on purpose: clients have to share them. */
export const startPooler = async (server: string): Promise<Pooler> => {
  const [target, port, ids] = [new URL(server), await freePort(), ownerIds()]
  const folder = mkdtempSync(join(tmpdir(), "laurel-pgbouncer-"))
  const settings = join(folder, "pgbouncer.ini")
  writeFileSync(
    settings,
    [
      "[databases]",
      `* = host=${target.hostname} port=${target.port} user=${target.username}`,
      "[pgbouncer]",
      "listen_addr = 127.0.0.1",
      `listen_port = ${port}`,
      "unix_socket_dir =",
      "auth_type = any",
      "pool_mode = transaction",
      "default_pool_size = 4",
      "max_client_conn = 200"
    ].join("\n")
  )
  if (ids.uid !== undefined && ids.gid !== undefined) {
    chownSync(folder, ids.uid, ids.gid)
    chownSync(settings, ids.uid, ids.gid)
  }
  const child = spawn(program(), ["-q", settings], { ...ids, cwd: folder, stdio: "ignore" })
  process.once("exit", () => child.kill("SIGKILL"))
  await listening(port)
  return {
    urlOf: (database) => `postgres://${target.username}@127.0.0.1:${port}/${database}`,
    dispose: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, "exit")
        child.kill("SIGKILL")
        await exited
      }
      rmSync(folder, { recursive: true, force: true })
    }
  }
}

const listening = async (port: number): Promise<void> => {
  const deadline = Date.now() + 20_000
  for (;;) {
    const isUp = await new Promise<boolean>((resolve) => {
      const probe = connect(port, "127.0.0.1", () => {
        probe.destroy()
        resolve(true)
      }).on("error", () => resolve(false))
    })
    if (isUp) return
    if (Date.now() >= deadline) throw new Error("pgbouncer did not start")
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
