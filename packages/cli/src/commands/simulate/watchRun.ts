import type { LiveEvent } from "@laurel/core/board"
import type { ChallengeDefinition } from "@laurel/core/challenge"
import { formatInstant, type Instant } from "@laurel/core/shared"
import { formatReplay, type Selection, type SimulatedRun, type Spectator, simulate } from "@laurel/core/simulation"
import { Effect } from "effect"
import type { Io } from "../../io/Io.ts"
import { styleOf } from "../../output/style.ts"
import { memoryBoards, memoryPorts } from "../../useCases/runtime.ts"
import { BoardScreen } from "../board/BoardScreen.ts"
import { eventLine } from "../board/eventLine.ts"
import { placesOf } from "../board/placesOf.ts"
import { violationText } from "./counterexampleText.ts"
import { movesLine } from "./movesLine.ts"

/** Which run is watched, and how. */
export interface WatchOptions {
  readonly seed: number
  readonly participants: number
  readonly selection?: Selection
  /** Of the challenge in a second of whoever watches. */
  readonly hours: number
  readonly json: boolean
}

/** At most so many rows stand on a terminal. */
const shownRows = 20

/**
 * Plays one run whose board is watched: on a terminal as a table in the pace that was asked for, elsewhere as a line for each difference,
 * as fast as they come.
 */
export const watchRun = (
  definition: ChallengeDefinition,
  path: string,
  { hours, json, ...options }: WatchOptions,
  io: Io
): Effect.Effect<SimulatedRun> => {
  const places = placesOf(definition, { _tag: "Overall" })
  const shown =
    io.isTTY.out && !json
      ? onScreen(definition, places, io)
      : inLines((event, at) => (json ? eventLine(places, event, { at }) : movesLine(places, event, at)), io)
  const spectator: Spectator = { boards: memoryBoards, speed: hours * 3_600, ...shown }
  return Effect.tap(simulate(memoryPorts, definition, { ...options, spectator }), (run) =>
    Effect.sync(() => io.stdout.write(json ? endLine(run) : endText(run, path, options, io)))
  )
}

type Shown = Pick<Spectator, "see" | "passes">
type Places = ReturnType<typeof placesOf>

const onScreen = ({ name, id }: ChallengeDefinition, places: Places, io: Io): Shown => {
  const style = styleOf(io, true)
  const screen = new BoardScreen(io, `${name} (${id})`, places, shownRows)
  return {
    see: (event) => screen.see(event, style),
    passes: (ms, at) =>
      Effect.andThen(
        Effect.sync(() => {
          screen.entitle(`${name} (${id}), ${formatInstant(at)}`)
          screen.draw(style)
        }),
        // Here time is that of whoever looks on.
        Effect.promise((signal) => pause(ms, signal))
      )
  }
}

const inLines = (lineOf: (event: LiveEvent, at: string) => string, io: Io): Shown => ({
  see: (event, at: Instant) => void io.stdout.write(lineOf(event, formatInstant(at))),
  passes: () => Effect.void
})

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener("abort", () => {
      clearTimeout(timer)
      resolve()
    })
  })

const endLine = (run: SimulatedRun): string =>
  `${JSON.stringify({
    _v: 1,
    event: "end",
    seed: run.seed,
    ending: run.ending ?? "BrokenOff",
    traceHash: run.traceHash,
    ranked: run.board?.overall.ranked.length ?? 0,
    kept: run.violation === undefined,
    ...(run.violation === undefined ? {} : { violation: run.violation })
  })}\n`

const endText = (
  run: SimulatedRun,
  path: string,
  { seed, participants, selection }: Pick<WatchOptions, "seed" | "participants" | "selection">,
  io: Io
): string => {
  const style = styleOf(io, io.isTTY.out)
  const replay = formatReplay({ seed, ...(selection === undefined ? {} : { selection }) })
  const size = selection === undefined ? ` --participants ${participants}` : ""
  return [
    `${run.ending?.toLowerCase() ?? "broken off"}, trace ${run.traceHash}`,
    ...(run.board !== undefined && run.violation === undefined
      ? ["What was told of the board is the board by the facts."]
      : []),
    run.violation === undefined ? style.bold("Every promise was kept.") : violationText(run.violation, style),
    `Play it again: laurel simulate ${path} --replay ${replay}${size}`,
    ""
  ].join("\n")
}
