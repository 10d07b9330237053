import { defineConfig } from "vitest/config"

const conditions = ["@laurel/source"]

const project = (name: string, root: string) => ({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: { name, root, include: ["test/**/*.test.ts", "test/**/*.it.ts"] }
})

export default defineConfig({
  test: {
    // The JSON report is what `.ci/run` counts from.
    reporters: ["default", ["json", { outputFile: ".cache/tests.json" }]],
    projects: [
      project("core", "packages/core"),
      project("adapters", "packages/adapters"),
      project("cli", "packages/cli"),
      project("scripts", "scripts")
    ]
  }
})
