import { assert, describe, it } from "@effect/vitest"
import type { Layer } from "effect"

/** A test of a contract that an adapter does not pass, with the reason why its authors accept that. */
export interface Divergence {
  readonly test: string
  readonly reason: string
}

/** How one adapter's contract runs. */
export interface ContractOptions {
  /** Signed exceptions: each of these tests has to fail, for as long as it is listed. */
  readonly diverges?: ReadonlyArray<Divergence>
  /** How many runs each property and model gets: 100 unless said otherwise. */
  readonly runs?: number
  /** How many sequences of commands each model is held against: as many as `runs` unless said otherwise. */
  readonly sequences?: number
}

/** What a test is given: the adapter's layer, which gives an empty world each time it is built anew. */
export interface Subject<Ports> {
  readonly layer: Layer.Layer<Ports, unknown>
  readonly runs: number
  readonly sequences: number
}

/** One test of a contract. */
export type Test<Ports> = (subject: Subject<Ports>) => Promise<void>

/**
 * Declares the tests of one port for one adapter. Call it where the test runner collects tests.
 *
 * **Details**: `layer` is built anew for each world that a test needs (`Layer.fresh`), and each must begin empty. Whoever
 * keeps facts outside the process clears them, or takes a new name for them, when the layer is built.
 */
export type Contract<Ports> = (adapter: string, layer: Layer.Layer<Ports, unknown>, options?: ContractOptions) => void

/** Enough to reach the small spaces that the commands are drawn from; nightly runs ask for more. */
export const usualRuns = 100

/** A database on a busy machine may take long for a test that builds a hundred worlds; one that hangs is to fail. */
const timeoutOf = (runs: number): number => 120_000 * Math.max(1, runs / usualRuns)

/**
 * The contract of a port: its sentences, each with the test that shows it. Where a test builds worlds of its own accord, however many
 * runs are asked for, `limitMs` says how long one may take.
 */
export const contract =
  <Ports>(port: string, tests: Readonly<Record<string, Test<Ports>>>, limitMs?: number): Contract<Ports> =>
  (adapter, layer, { diverges = [], runs = usualRuns, sequences = runs } = {}) => {
    const timeout = limitMs ?? timeoutOf(Math.max(runs, sequences))
    const subject = { layer, runs, sequences }
    describe(`${port} (${adapter})`, () => {
      it("the manifest of divergences is honest", () => {
        assert.deepStrictEqual(manifestFlaws(Object.keys(tests), diverges), [])
      })
      const reasons = new Map(diverges.map(({ test, reason }) => [test, reason]))
      for (const [name, test] of Object.entries(tests)) {
        const reason = reasons.get(name)
        if (reason === undefined) it(name, { timeout }, () => test(subject))
        else it.fails(`${name} (diverges: ${reason})`, { timeout }, () => test(subject))
      }
    })
  }

/** What is wrong with a manifest: tests that do not exist or are listed twice, and missing reasons. */
export const manifestFlaws = (
  tests: ReadonlyArray<string>,
  diverges: ReadonlyArray<Divergence>
): ReadonlyArray<string> => {
  const known = new Set(tests)
  const seen = new Set<string>()
  return diverges.flatMap(({ test, reason }) => {
    const again = seen.has(test)
    seen.add(test)
    return [
      ...(known.has(test) ? [] : [`no test is called "${test}"`]),
      ...(again ? [`"${test}" is listed twice`] : []),
      ...(reason.trim() === "" ? [`"${test}" has no reason`] : [])
    ]
  })
}
