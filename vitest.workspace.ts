import { fileURLToPath } from "node:url"
import { defineConfig } from "vitest/config"

const conditions = ["@laurel/source"]

const project = (name: string, root: string, include: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { name, root, include: [include] }
})

/** Tests that need a Postgres server: one is started for the whole run. */
const withServers = (name: string, root: string, include = "test/**/*.it.ts") => {
  const { test, ...rest } = project(name, root, include)
  return {
    ...rest,
    test: { ...test, globalSetup: [fileURLToPath(new URL("scripts/servers/global.ts", import.meta.url))] }
  }
}

/** Tests in a real browser: one is installed first where that is possible. */
const inBrowser = (name: string, root: string, include: string) => {
  const { test, ...rest } = project(name, root, include)
  return {
    ...rest,
    test: { ...test, globalSetup: [fileURLToPath(new URL("scripts/servers/browser.ts", import.meta.url))] }
  }
}

export default defineConfig({
  test: {
    // Files share a registry of modules: most of the time went into loading the same ones again. No test changes a module.
    isolate: false,
    // A test says what is wrong, not how busy the machine is.
    testTimeout: 60_000,
    // The JSON report is what `.ci/run` counts from.
    reporters: ["default", ["json", { outputFile: ".cache/tests.json" }]],
    projects: [
      project("core", "packages/core", "test/**/*.test.ts"),
      project("adapters", "packages/adapters", "test/**/*.test.ts"),
      withServers("adapters on servers", "packages/adapters"),
      project("http", "packages/http", "test/**/*.test.ts"),
      inBrowser("pages in a browser", "packages/http", "test/pages/**/*.it.ts"),
      project("cli", "packages/cli", "test/**/*.test.ts"),
      withServers("cli on servers", "packages/cli"),
      project("scripts", "scripts", "test/**/*.test.ts"),
      withServers("gates", "scripts"),
      project("examples", "examples", "*.test.ts"),
      // Hundreds of worlds: `npm run gate:crash` alone asks for them.
      ...(process.env.LAUREL_CRASH_RUNS === undefined
        ? []
        : [withServers("crashes on servers", "packages/adapters", "test/crashes.*.gate.ts")])
    ]
  }
})
