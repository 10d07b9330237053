import { assert, describe, it } from "@effect/vitest"
import { layer } from "@laurel/adapters/memory"
import { decodeDefinition } from "@laurel/core/challenge"
import { type Check, simulateMany } from "@laurel/core/simulation"
import { Effect, Result } from "effect"
import { counterexampleText } from "../src/commands/simulate/counterexampleText.ts"
import { reportJson } from "../src/commands/simulate/reportJson.ts"
import { pot, type World, world } from "./world.ts"

const inWorld = async (test: (world: World) => Promise<void>): Promise<void> => {
  using here = world()
  await test(here)
}

const small = "--runs 3 --seed 42 --participants 5"

const asIs = (text: string): string => text
const plain = { bold: asIs, dim: asIs, green: asIs, red: asIs }

describe("laurel simulate", () => {
  it("ends with 0 when every promise was kept, and says how often each was checked", () =>
    inWorld(async (here) => {
      const { code, out, err } = await here.laurel(`simulate pot.json ${small}`)
      assert.strictEqual(code, 0, err)
      assert.include(out, "Steps (pot): played 3 times with 5 people, seed 42")
      for (const invariant of ["I1 ", "I3 ", "I9 ", "I32", "I33"])
        assert.match(out, new RegExp(`^${invariant} +\\d+`, "m"))
      assert.include(out, "Every promise was kept.")
    }))

  it("prints one JSON document, the same for the same seed", () =>
    inWorld(async (here) => {
      const [one, again] = [
        await here.laurel(`simulate pot.json ${small} --json`),
        await here.laurel(`simulate pot.json ${small} --json`)
      ]
      assert.strictEqual(one.out, again.out)
      const document = JSON.parse(one.out)
      assert.deepInclude(document, { _v: 1, challenge: "pot", runs: 3, seed: 42, participants: 5, kept: true })
      assert.match(document.money.paidIn, /^\d+$/)
    }))

  it("plays a run again, whole or in part, with the same trace", () =>
    inWorld(async (here) => {
      const [whole, part] = [
        await here.laurel("simulate pot.json --replay 42 --json"),
        await here.laurel("simulate pot.json --replay 42:1.0-2:3 --json")
      ]
      assert.strictEqual(JSON.parse(whole.out).people.length, 20)
      assert.deepStrictEqual(
        JSON.parse(part.out).people.map((person: { readonly number: number }) => person.number),
        [1, 3]
      )
      assert.strictEqual((await here.laurel("simulate pot.json --replay 42:1.0-2:3 --json")).out, part.out)
      const text = await here.laurel("simulate pot.json --replay 42:1.0-2:3")
      assert.strictEqual(text.code, 0)
      assert.include(text.out, JSON.parse(part.out).traceHash)
    }))

  it("plays a challenge without prizes too", () =>
    inWorld(async (here) => {
      const { code, out } = await here.laurel(`simulate steps.json ${small}`)
      assert.strictEqual(code, 0)
      assert.notInclude(out, "paid in")
    }))

  it("refuses what is no number, no replay and no sound definition with 64", () =>
    inWorld(async (here) => {
      here.write({ "bad.json": "{}" })
      for (const [command, words] of [
        ["simulate pot.json --runs 0", "--runs takes a whole number from 1"],
        ["simulate pot.json --runs 1.5", "--runs takes a whole number"],
        ["simulate pot.json --seed -1", "--seed takes a whole number"],
        ["simulate pot.json --seed 4294967296", "--seed takes a whole number"],
        ["simulate pot.json --participants many", "--participants takes a whole number"],
        ["simulate pot.json --replay 42:3.", "is no replay such as 42"],
        ["simulate bad.json", "bad.json has"]
      ] as const) {
        const { code, out, err } = await here.laurel(command)
        assert.strictEqual(code, 64, command)
        assert.strictEqual(out, "")
        assert.include(err, words)
      }
    }))

  it("shows the smallest counterexample of a broken promise with the line that repeats it", async () => {
    const nobodyScores: Check = {
      invariant: "Nobody",
      promise: "nobody scores",
      sees: "Board",
      find: (observation) =>
        observation._tag === "Board" && observation.board.overall.ranked.some(({ standing }) => standing.score > 0)
          ? "somebody scores"
          : undefined
    }
    const definition = Result.getOrThrow(decodeDefinition(pot))
    const report = await Effect.runPromise(
      simulateMany(layer, definition, { runs: 3, seed: 42, participants: 5, checks: [nobodyScores] })
    )
    const { counterexample } = report
    if (counterexample === undefined) return assert.fail("nothing was found")
    const text = counterexampleText(counterexample, "pot.json", plain)
    assert.include(text, "Nobody is broken: nobody scores\n  somebody scores")
    assert.include(text, "1 person, 1 activity")
    assert.match(text, /laurel simulate pot\.json --replay \d+:\d+\.\d+\n/)
    assert.strictEqual(reportJson(report, "pot.json").kept, false)
  })
})
