import { spawnSync } from "node:child_process"
import { join } from "node:path"
import { assert, describe, it } from "@effect/vitest"
import { patience } from "./world.ts"

const bin = join(import.meta.dirname, "../bin/laurel.mjs")
const data = join(import.meta.dirname, "../../../examples/data")
const laurel = (args: ReadonlyArray<string>) =>
  spawnSync(process.execPath, [bin, ...args], { cwd: data, encoding: "utf8" })

describe("the command as it is installed", { timeout: patience }, () => {
  it("runs a shipped example in a process of its own", () => {
    const map = ["--map", "user=Id", "at=ActivityDate", "steps=TotalSteps", "--dates", "M/D/YYYY"]
    const { status, stdout, stderr } = laurel(["run", "tracker-pot.json", "--activities", "tracker-sample.csv", ...map])
    assert.strictEqual(status, 0, stderr)
    assert.include(stdout, "entry fees paid in     200.00")
  })

  it("ends with the exit code of the command", () => {
    assert.strictEqual(laurel(["check", "nowhere.json"]).status, 66)
  })
})
