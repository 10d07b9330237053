import { type SimulationReport, simulate, simulateMany } from "@laurel/core/simulation"
import { Effect, Exit } from "effect"
import { readDefinition } from "../../definition/readDefinition.ts"
import { readBytes } from "../../input/readText.ts"
import type { Io } from "../../io/Io.ts"
import { cancelled, Ended } from "../../io/Problem.ts"
import { jsonText } from "../../output/jsonText.ts"
import { Progress } from "../../output/Progress.ts"
import { memoryPorts } from "../../useCases/runtime.ts"
import { printReplay } from "./printReplay.ts"
import { printReport } from "./printReport.ts"
import { replayJson, reportJson } from "./reportJson.ts"
import { readSimulateOptions, type SimulateOptions } from "./SimulateOptions.ts"
import { watchRun } from "./watchRun.ts"

/** `laurel simulate`: a challenge played many times, or one run of it, again or to be watched. */
export const simulateCommand = async (
  path: string,
  given: Readonly<Record<string, unknown>>,
  io: Io
): Promise<void> => {
  const options = readSimulateOptions(given)
  const definition = readDefinition(await readBytes(io, path), path)
  const { watchedHours } = options
  if (watchedHours !== undefined) {
    const watched = watchRun(
      definition,
      path,
      { ...replayOptions(options), hours: watchedHours, json: options.json },
      io
    )
    return endWith((await inTime(io, watched)).violation)
  }
  if (options.replay !== undefined) {
    const run = await inTime(io, simulate(memoryPorts, definition, replayOptions(options)))
    io.stdout.write(options.json ? jsonText(replayJson(run)) : printReplay(run, definition, io))
    return endWith(run.violation)
  }
  const report = await many(io, options, definition)
  io.stdout.write(options.json ? jsonText(reportJson(report, path)) : printReport(report, definition, path, io))
  endWith(report.counterexample)
}

const endWith = (broken: unknown): void => {
  if (broken !== undefined) throw new Ended("failure")
}

type Definition = ReturnType<typeof readDefinition>

const many = async (io: Io, options: SimulateOptions, definition: Definition): Promise<SimulationReport> => {
  const progress = new Progress(io, "simulating", "runs")
  const { runs, seed, participants } = options
  try {
    const onRun = (done: number): void => progress.update(done, done, runs)
    return await inTime(io, simulateMany(memoryPorts, definition, { runs, seed, participants, onRun }))
  } finally {
    progress.end()
  }
}

/** A part of a run has as many people as it names. */
const replayOptions = ({ replay, seed, participants }: SimulateOptions) => {
  const { selection } = replay ?? {}
  return {
    seed: replay?.seed ?? seed,
    participants: selection === undefined ? participants : Math.max(0, ...selection.keys()) + 1,
    ...(selection === undefined ? {} : { selection })
  }
}

/** Runs until it is done or Ctrl-C is pressed. */
const inTime = async <A>({ signal }: Io, effect: Effect.Effect<A>): Promise<A> => {
  const exit = await Effect.runPromiseExit(effect, signal === undefined ? {} : { signal })
  if (Exit.isSuccess(exit)) return exit.value
  throw cancelled()
}
