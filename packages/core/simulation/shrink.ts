import { Effect, type Layer } from "effect"
import type { ChallengeDefinition } from "../src/challenge/index.ts"
import type { Violation } from "./Check.ts"
import type { Submission } from "./History.ts"
import { minimise } from "./minimise.ts"
import { everything, type Replay, type Selection } from "./Selection.ts"
import type { SimulationPorts } from "./SimulationPorts.ts"
import { type SimulatedRun, type SimulateOptions, simulate } from "./simulate.ts"

/** At most so many runs to make a counterexample smaller: about half a minute for ordinary challenges. */
const maximumTrials = 600

/** The smallest run found that breaks a promise. */
export interface Counterexample {
  readonly violation: Violation
  /** Repeats it: same definition, same number of participants or none at all. */
  readonly replay: Replay
  readonly run: SimulatedRun
  /** How many runs it took to find. */
  readonly trials: number
}

interface Row {
  readonly person: number
  readonly row: number
}

/**
 * Makes a failing run smaller: fewer people, then without what goes wrong, then fewer activities, as long as the same
 * invariant is still broken. The run given must have a violation.
 */
export const shrink = Effect.fnUntraced(function* (
  layer: Layer.Layer<SimulationPorts, unknown>,
  definition: ChallengeDefinition,
  options: SimulateOptions,
  failing: SimulatedRun,
  violation: Violation
) {
  let smallest: Counterexample = {
    violation,
    replay: replayOf(options, everything(failing.history)),
    run: failing,
    trials: 0
  }
  let left = maximumTrials
  const fails = (selection: Selection): Effect.Effect<boolean> =>
    Effect.map(simulate(layer, definition, { ...options, selection }), (run) => {
      if (run.violation?.invariant !== violation.invariant) return false
      smallest = { violation: run.violation, replay: replayOf(options, selection), run, trials: 0 }
      return true
    })
  const all = everything(failing.history)
  const people = yield* minimise([...all.keys()], (kept) => fails(among(all, kept)), left)
  left -= people.trials
  const rows = rowsOf(smallest.run)
  const [sound, faulty] = [rows.filter(({ isFaulty }) => !isFaulty), rows.filter(({ isFaulty }) => isFaulty)]
  const faults = yield* minimise(faulty, (kept) => fails(only(people.items, [...sound, ...kept])), left)
  left -= faults.trials
  const activities = yield* minimise(rowsOf(smallest.run), (kept) => fails(only(people.items, kept)), left)
  left -= activities.trials
  // Who was needed for the rows only is not needed any more.
  const kept = [...(smallest.replay.selection ?? all).keys()]
  const again = yield* minimise(kept, (fewer) => fails(among(smallest.replay.selection ?? all, fewer)), left)
  return { ...smallest, trials: maximumTrials - left + again.trials } satisfies Counterexample
})

const replayOf = ({ seed }: SimulateOptions, selection: Selection): Replay => ({ seed, selection })

const among = (selection: Selection, people: ReadonlyArray<number>): Selection =>
  new Map(people.map((person) => [person, selection.get(person) ?? []]))

const rowsOf = ({ history }: SimulatedRun) =>
  history.people.flatMap(({ number: person, submissions }) =>
    submissions.map(({ number: row, fault }: Submission) => ({ person, row, isFaulty: fault !== undefined }))
  )

const only = (people: ReadonlyArray<number>, rows: ReadonlyArray<Row>): Selection => {
  const selection = new Map<number, Array<number>>(people.map((person) => [person, []]))
  for (const { person, row } of rows) selection.get(person)?.push(row)
  for (const ofPerson of selection.values()) ofPerson.sort((a, b) => a - b)
  return selection
}
