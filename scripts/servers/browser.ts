import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { join } from "node:path"
import { isRoot } from "./postgres.ts"

const names = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"]

const found = (): string | undefined => {
  const folders = [...(process.env.PATH ?? "").split(":"), "/usr/bin", "/usr/local/bin"]
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find(existsSync)
}

/** The program of a Chromium: that of `CHROMIUM_PATH`, one that is there, or one that is installed now where that is possible. */
export const browserProgram = (): string => {
  const there = process.env.CHROMIUM_PATH || found()
  if (there !== undefined) return there
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    execFileSync("apt-get", ["update", "-q"], { stdio: "ignore" })
    execFileSync("apt-get", ["install", "-y", "-q", "--no-install-recommends", "chromium", "fonts-dejavu-core"], {
      stdio: "ignore",
      env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }
    })
    const installed = found()
    if (installed !== undefined) return installed
  }
  throw new Error("the tests of the pages need a browser: install the package chromium, or set CHROMIUM_PATH")
}

interface Project {
  readonly provide: (key: "chromium", value: string) => void
}

declare module "vitest" {
  interface ProvidedContext {
    /** The program of a Chromium. */
    readonly chromium: string
  }
}

/** Sees to it that there is a browser, once for the whole run. */
export const setup = (project: Project): void => project.provide("chromium", browserProgram())
