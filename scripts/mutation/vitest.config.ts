import { basename, join } from "node:path"
import { defineConfig } from "vitest/config"
import { BaseSequencer, type TestSpecification } from "vitest/node"

const conditions = ["@laurel/source"]

/** The tests that take longest, last: a mutant is mostly caught by one that takes no time. */
const slow = ["keepOrder.test.ts", "arrange.test.ts", "checkPlan.test.ts", "plans.test.ts", "soundness.test.ts"]

class QuickFirst extends BaseSequencer {
  override async sort(files: ReadonlyArray<TestSpecification>): Promise<Array<TestSpecification>> {
    const slowness = ({ moduleId }: TestSpecification): number => slow.indexOf(basename(moduleId))
    return files.toSorted((a, b) => slowness(a) - slowness(b) || (a.moduleId < b.moduleId ? -1 : 1))
  }
}

/** The tests that guard what `npm run mutation` breaks, in one registry of modules. */
export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    root: "packages/core",
    include: ["test/ranking/**/*.test.ts", "test/prize/**/*.test.ts"],
    setupFiles: [join(import.meta.dirname, "failAtOnce.ts")],
    sequence: { sequencer: QuickFirst },
    isolate: false,
    // A mutant is caught by what a test says, not by how long it took on a busy machine.
    testTimeout: 120_000
  }
})
