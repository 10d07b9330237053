import { Effect, type Layer } from "effect"
import type { ChallengeDefinition } from "../src/challenge/index.ts"
import { allChecks } from "./checks/allChecks.ts"
import { seedFrom } from "./Random.ts"
import type { SimulationPorts } from "./SimulationPorts.ts"
import type { SimulationReport } from "./SimulationReport.ts"
import { Statistics } from "./Statistics.ts"
import { shrink } from "./shrink.ts"
import { type SimulateOptions, simulate } from "./simulate.ts"

/** How many runs, from which seed, of which size. */
export interface SimulateManyOptions extends Omit<SimulateOptions, "selection"> {
  readonly runs: number
  /** Told after each run how many are done. */
  readonly onRun?: (done: number) => void
}

/** The seed of the n-th run, counted from 0: the first is that of all. */
export const seedOfRun = (seed: number, run: number): number => (run === 0 ? seed : seedFrom(seed, run))

/**
 * Simulates a challenge many times and reports the spread of ranks and prizes, the invariants checked, and, at the first
 * run that breaks one, the smallest counterexample found. The same options give the same report. The definition must be
 * sound.
 */
export const simulateMany = Effect.fnUntraced(function* (
  layer: Layer.Layer<SimulationPorts, unknown>,
  definition: ChallengeDefinition,
  { runs, onRun, ...options }: SimulateManyOptions
) {
  const statistics = new Statistics(options.checks ?? allChecks)
  const report = (): SimulationReport => ({
    challengeId: definition.id,
    seed: options.seed,
    participants: options.participants,
    ...statistics.gathered()
  })
  for (let run = 0; run < runs; run++) {
    const ofRun = { ...options, seed: seedOfRun(options.seed, run) }
    const simulated = yield* simulate(layer, definition, ofRun)
    statistics.take(simulated)
    onRun?.(run + 1)
    const { violation } = simulated
    if (violation === undefined) continue
    const counterexample = yield* shrink(layer, definition, ofRun, simulated, violation)
    return { ...report(), counterexample }
  }
  return report()
})
