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

interface Ranked {
  readonly rank: number
  readonly participant: string
  readonly score: string
}

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

  it("tells whoever watches of each difference in a line of JSON, the same for the same seed, and ends with the board", () =>
    inWorld(async (here) => {
      const watch = "simulate steps.json --watch --participants 120 --seed 7 --json"
      const [{ code, out, err }, again] = [await here.laurel(watch), await here.laurel(watch)]
      assert.strictEqual(code, 0, err)
      assert.strictEqual(again.out, out)
      const lines = out
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line))
      const end = lines.pop()
      assert.deepInclude(end, { _v: 1, event: "end", seed: 7, ending: "Final", kept: true })
      const whole = JSON.parse((await here.laurel("simulate steps.json --replay 7 --participants 120 --json")).out)
      assert.strictEqual(end.traceHash, whole.traceHash)
      for (const tier of ["top", "next"] as const) {
        const rows = new Map<string, Ranked & { readonly place: number }>()
        const told = lines.filter((line) => line.tier === tier)
        for (const line of told) {
          if (line.event === "snapshot") rows.clear()
          for (const { participant } of line.left ?? []) rows.delete(participant)
          for (const row of [...(line.rows ?? []), ...(line.entered ?? []), ...(line.moved ?? [])]) {
            const { from: _, ...shown } = row
            rows.set(row.participant, shown)
          }
        }
        assert.isAbove(told.length, 5)
        const shown = [...rows.values()].toSorted((a, b) => a.place - b.place)
        const [from, to] = tier === "top" ? [0, 10] : [10, 100]
        assert.deepStrictEqual(
          shown.map(({ place: _, ...row }) => row),
          whole.board
            .slice(from, to)
            .map(({ rank, participant, score }: Ranked) => ({ rank, participant, score: `${score}` }))
        )
      }
    }))

  it("without a terminal a line says who is where now and was where before", () =>
    inWorld(async (here) => {
      const { code, out } = await here.laurel("simulate steps.json --watch --participants 40 --seed 7 --speed 48")
      assert.strictEqual(code, 0)
      assert.match(out, /^2026-04-\d\dT\d\d:00:00\.000Z top: (.*, )?\d+ → \d+ p\d{3} \(\d+\)/m)
      assert.match(out, /^2026-04-01T00:00:00\.000Z next: nobody yet$/m)
      assert.include(out, "What was told of the board is the board by the facts.\nEvery promise was kept.\n")
      const again = await here.laurel("simulate steps.json --replay 7 --participants 40")
      assert.include(out, "laurel simulate steps.json --replay 7 --participants 40\n")
      assert.include(again.out, /trace (\w{64})/.exec(out)?.[1] ?? "no trace")
    }))

  it("on a terminal the table is drawn again in its place as time passes, with who moved", () =>
    inWorld(async (here) => {
      const { code, out } = await here.laurel("simulate steps.json --watch --participants 40 --seed 7 --speed 480", {
        isTTY: true,
        env: { NO_COLOR: "1" }
      })
      assert.strictEqual(code, 0)
      assert.include(out, "Steps (steps), 2026-04-11T00:00:00.000Z\n\n")
      assert.match(out, /\u001b\[\d+F\u001b\[J/)
      assert.match(out, /p\d{3} .*▲ \d/)
      assert.match(out, /p\d{3} .*▼ \d/)
    }))

  it("Ctrl-C ends watching with 2", () =>
    inWorld(async (here) => {
      const stop = new AbortController()
      const ends = here.laurel("simulate steps.json --watch --speed 1", { isTTY: true, signal: stop.signal })
      setTimeout(() => stop.abort(), 1_000)
      assert.strictEqual((await ends).code, 2)
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
        ["simulate pot.json --speed 24", "a challenge passes that is watched"],
        ["simulate pot.json --watch --speed 0", "--speed takes a whole number from 1 to 8760"],
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
