import { parseReplay, type Replay } from "@laurel/core/simulation"
import { Result } from "effect"
import { Problem } from "../../io/Problem.ts"

/** What `laurel simulate` is asked for. */
export interface SimulateOptions {
  readonly runs: number
  readonly seed: number
  readonly participants: number
  readonly replay?: Replay
  /** How many hours of the challenge pass in a second of whoever watches it; absent where nobody does. */
  readonly watchedHours?: number
  readonly json: boolean
}

/** More of either is a night's work, and more likely a slip of the keyboard. */
const mostRuns = 10_000_000
const mostParticipants = 10_000

/** A year in a second is over before anybody has seen it. */
const mostHours = 8_760
const usualHours = "12"

/** Seeds are words of 32 bits. */
const mostSeed = 0xffffffff

/** Reads the options of the command; what is no whole number in range is a problem (exit 64). */
export const readSimulateOptions = (given: Readonly<Record<string, unknown>>): SimulateOptions => {
  const { replay, runs, seed, participants, json, watch, speed } = given
  if (speed !== undefined && watch !== true) throw nobodyWatches()
  const common = {
    runs: wholeNumber(runs, "--runs", 1, mostRuns),
    seed: wholeNumber(seed, "--seed", 0, mostSeed),
    participants: wholeNumber(participants, "--participants", 1, mostParticipants),
    json: json === true,
    ...(watch === true ? { watchedHours: wholeNumber(speed ?? usualHours, "--speed", 1, mostHours) } : {})
  }
  return typeof replay === "string" ? { ...common, replay: readReplay(replay) } : common
}

const wholeNumber = (given: unknown, option: string, least: number, most: number): number => {
  const text = String(given)
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN
  if (value >= least && value <= most) return value
  throw new Problem({
    exit: "usage",
    code: "not-a-number",
    title: `${option} takes a whole number from ${least} to ${most}, not "${text.slice(0, 40)}"`,
    where: option,
    remedy: "see laurel simulate --help"
  })
}

const nobodyWatches = (): Problem =>
  new Problem({
    exit: "usage",
    code: "nobody-watches",
    title: "--speed is how fast a challenge passes that is watched",
    where: "--speed",
    remedy: "give --watch, too"
  })

const readReplay = (text: string): Replay => {
  const replay = parseReplay(text)
  if (Result.isSuccess(replay)) return replay.success
  throw new Problem({
    exit: "usage",
    code: "not-a-replay",
    title: replay.failure,
    where: "--replay",
    remedy: "copy the whole line that laurel simulate printed"
  })
}
