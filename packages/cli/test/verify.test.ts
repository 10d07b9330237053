import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { activities, patience, world } from "./world.ts"

const files = [
  "awards.csv",
  "challenge.json",
  "inputs.json",
  "journal.hledger",
  "manifest.json",
  "plan.json",
  "report.json",
  "standings.csv"
]

describe("laurel verify", { timeout: patience }, () => {
  it("ends with 0 and a line for each file when every byte is the same", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    const { code, out } = await here.laurel("verify result")
    assert.strictEqual(code, 0)
    assert.deepStrictEqual(
      out
        .trim()
        .split("\n")
        .map((line) => line.split(/ {2,}/).slice(0, 2)),
      files.map((file) => ["same", file])
    )
    const json = JSON.parse((await here.laurel("verify result --json")).out)
    assert.deepStrictEqual([json._v, json.same, json.files.length], [1, true, 8])
  })

  // Each trial computes a whole run again: many of them without prizes, few with.
  for (const [definition, numRuns] of [
    ["steps", 40],
    ["pot", 8]
  ] as const)
    it(`finds any changed byte in any file of a run of ${definition}, and ends with 3`, {
      timeout: 30_000
    }, async () => {
      using here = world()
      await here.laurel(`run ${definition}.json --activities a.csv --out result`)
      const written = readdirSync(here.path("result"))
      const originals = new Map(written.map((file) => [file, readFileSync(here.path(`result/${file}`))]))
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...written),
          fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
          fc.integer({ min: 1, max: 255 }),
          async (file, position, difference) => {
            const original = originals.get(file) ?? Buffer.alloc(0)
            const changed = Buffer.from(original)
            const at = Math.floor(position * changed.length)
            changed[at] = (changed[at] ?? 0) ^ difference
            writeFileSync(here.path(`result/${file}`), changed)
            const { code, err } = await here.laurel("verify result")
            writeFileSync(here.path(`result/${file}`), original)
            assert.strictEqual(code, 3, err)
            assert.match(err, /where: result\//)
          }
        ),
        { numRuns }
      )
      assert.strictEqual((await here.laurel("verify result")).code, 0)
    })

  it("names the first difference: the file, its line, what was expected and what was found", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    writeFileSync(
      here.path("result/standings.csv"),
      here.read("result/standings.csv").replace("bob,Scored,7000", "bob,Scored,7001")
    )
    const { code, out, err } = await here.laurel("verify result")
    assert.strictEqual(code, 3)
    assert.include(out, "DIFFERENT  standings.csv")
    assert.include(
      err,
      "expected: 2,bob,Scored,7000,,,6.75\n  found:    2,bob,Scored,7001,,,6.75\n  where: result/standings.csv:3:17\n"
    )
  })

  it("names the path into a JSON document", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    writeFileSync(
      here.path("result/plan.json"),
      here.read("result/plan.json").replace('"pool":"2700"', '"pool":"2701"')
    )
    const { code, out, err } = await here.laurel("verify result --json")
    assert.strictEqual(code, 3)
    assert.include(
      JSON.parse(err).problem.title,
      'plan.json differs from what the inputs come to at prizes.pool\n  expected: "2700"\n  found:    "2701"'
    )
    assert.isFalse(JSON.parse(out).same)
  })

  it("finds a file that is missing, and one that was cut off", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    const journal = here.read("result/journal.hledger")
    writeFileSync(here.path("result/journal.hledger"), journal.slice(0, 40))
    assert.include((await here.laurel("verify result")).err, "found:    the end of the file")
    rmSync(here.path("result/journal.hledger"))
    const { code, err } = await here.laurel("verify result")
    assert.strictEqual(code, 3)
    assert.include(err, "journal.hledger is missing")
  })

  it("says so when an input has changed or is gone", async () => {
    using here = world()
    await here.laurel("run pot.json --activities a.csv --out result")
    here.write({ "a.csv": activities.replace("5000", "5001") })
    const changed = await here.laurel("verify result")
    assert.strictEqual(changed.code, 65)
    assert.include(changed.err, "../a.csv has changed since the run read it")
    rmSync(here.path("a.csv"))
    const gone = await here.laurel("verify result")
    assert.strictEqual(gone.code, 66)
    assert.include(gone.err, "a.csv does not exist")
  })
})
