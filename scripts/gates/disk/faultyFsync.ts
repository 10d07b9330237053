import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process"
import { once } from "node:events"
import { existsSync } from "node:fs"
import { isRoot, type PostgresServer } from "../../servers/postgres.ts"
import type { Trouble } from "./runTrial.ts"

/** Makes sure that system calls can be made to fail; says what is missing where they cannot. */
const needStrace = (): void => {
  const isThere = (): boolean => spawnSync("strace", ["-V"]).status === 0
  if (isThere()) return
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "strace"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    if (isThere()) return
  }
  throw new Error("this gate makes flushing fail: install the package strace")
}

/** The server's process and those that it started. */
const family = (pid: number): ReadonlyArray<string> => {
  const { stdout } = spawnSync("pgrep", ["-P", `${pid}`], { encoding: "utf8" })
  return [`${pid}`, ...stdout.split("\n").filter((line) => line !== "")]
}

/** Every flush of the server and of whatever it starts fails, as on a disk that is broken; until it is well again. */
export const faultyFsync = (server: PostgresServer): Trouble => {
  needStrace()
  let tracer: ChildProcess | undefined
  return {
    begin: async () => {
      const pid = server.pid()
      if (pid === undefined) throw new Error("the server is down")
      tracer = spawn(
        "strace",
        [
          "-f",
          "-qq",
          ...["-o", "/dev/null"],
          ...["-e", "trace=fsync,fdatasync"],
          ...["-e", "inject=fsync,fdatasync:error=EIO"],
          ...family(pid).flatMap((one) => ["-p", one])
        ],
        { stdio: "ignore" }
      )
    },
    end: async () => {
      if (tracer === undefined || tracer.exitCode !== null) return
      const exited = once(tracer, "exit")
      tracer.kill("SIGTERM")
      await exited
    }
  }
}
