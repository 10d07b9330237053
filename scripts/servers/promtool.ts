import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { isRoot } from "./postgres.ts"

const found = (): string | undefined =>
  [...(process.env.PATH ?? "").split(":"), "/usr/bin", "/usr/local/bin"]
    .map((folder) => join(folder, "promtool"))
    .find(existsSync)

/** The program that reads what Prometheus reads: that of `PROMTOOL_PATH`, one that is there, or one that is installed now where that is possible. */
export const promtoolProgram = (): string => {
  const there = process.env.PROMTOOL_PATH || found()
  if (there !== undefined) return there
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "prometheus"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    const installed = found()
    if (installed !== undefined) return installed
  }
  throw new Error("the tests of the alerts need promtool: install the package prometheus, or set PROMTOOL_PATH")
}
