import { Cause, Clock, Effect, Layer, Option } from "effect"
import type { Board, ChallengeDefinition } from "../src/challenge/index.ts"
import { VirtualClock } from "../src/runtime/index.ts"
import type { SettlementPlan } from "../src/settlement/index.ts"
import type { Check, Violation } from "./Check.ts"
import { callOff } from "./callOff.ts"
import { allChecks } from "./checks/allChecks.ts"
import { compete } from "./compete.ts"
import { historyIn } from "./generateHistory.ts"
import type { History } from "./History.ts"
import type { Spectator } from "./live/Spectator.ts"
import { Recorder, type ViolationFound } from "./Recorder.ts"
import { reorder } from "./reorder.ts"
import { type Selection, select } from "./Selection.ts"
import { settingOf } from "./Setting.ts"
import type { SimulationPorts } from "./SimulationPorts.ts"
import type { Stage } from "./Stage.ts"
import { settle } from "./settle.ts"

/** Which run, of which size, held against what. */
export interface SimulateOptions {
  readonly seed: number
  readonly participants: number
  /** A part of the history; all of it when left out. */
  readonly selection?: Selection
  readonly faults?: boolean
  readonly incidents?: boolean
  /** `allChecks` unless said otherwise. */
  readonly checks?: ReadonlyArray<Check>
  /** Watches the board; a watched run comes to the same as one that nobody watches. */
  readonly spectator?: Spectator
}

/** How a simulated challenge ended. */
export type Ending = "Cancelled" | "Final" | "Settled"

/** What one simulated challenge came to. */
export interface SimulatedRun {
  readonly seed: number
  readonly history: History
  readonly ending?: Ending
  readonly board?: Board
  readonly plan?: SettlementPlan
  /** How often each promise was looked at. */
  readonly checked: ReadonlyMap<string, number>
  /** What became of the rows. */
  readonly outcomes: ReadonlyMap<string, number>
  readonly violation?: Violation
  /** SHA-256 over everything that happened: a replay has the same. */
  readonly traceHash: string
}

/**
 * Runs one whole challenge on virtual time, through the use cases, over worlds of the layer, and checks the invariants on
 * the way and at the end. Never fails: a broken promise, a refusal that nobody expects and a defect are violations.
 *
 * **Details**: the layer is built anew for each world (`Layer.fresh`) and each must begin empty. The same options give
 * the same run.
 */
export const simulate = (
  layer: Layer.Layer<SimulationPorts, unknown>,
  definition: ChallengeDefinition,
  options: SimulateOptions
): Effect.Effect<SimulatedRun> =>
  Effect.suspend(() => {
    const setting = settingOf(definition)
    const whole = historyIn(setting, options.seed, options)
    const history = options.selection === undefined ? whole : select(whole, options.selection)
    const clock = new VirtualClock(history.publishedAt)
    const recorder = new Recorder(options.checks ?? allChecks, clock)
    const { spectator } = options
    const stage: Stage = { setting, history, clock, recorder, ...(spectator === undefined ? {} : { spectator }) }
    const result = (found: Partial<SimulatedRun>): SimulatedRun => ({
      seed: options.seed,
      history,
      checked: recorder.checked,
      outcomes: recorder.outcomes,
      traceHash: recorder.traceHash(),
      ...found
    })
    return played(layer, stage).pipe(
      Effect.map(result),
      Effect.catchCause((cause) =>
        Cause.hasInterrupts(cause)
          ? Effect.interrupt
          : Effect.sync(() => result({ violation: violationOf(cause, clock.currentTimeMillisUnsafe()) }))
      )
    )
  })

interface Played {
  readonly ending: Ending
  readonly board?: Board
  readonly plan?: SettlementPlan
}

const inWorld = <A, E>(
  layer: Layer.Layer<SimulationPorts, unknown>,
  { clock }: Stage,
  effect: Effect.Effect<A, E, SimulationPorts>
): Effect.Effect<A, unknown> =>
  effect.pipe(Effect.provide(Layer.fresh(layer)), Effect.provideService(Clock.Clock, clock))

const played = Effect.fnUntraced(function* (layer: Layer.Layer<SimulationPorts, unknown>, stage: Stage) {
  const { setting, history, recorder } = stage
  const { competition, outcome } = yield* inWorld(
    layer,
    stage,
    Effect.gen(function* () {
      const competition = yield* compete(stage)
      return { competition, outcome: yield* concluded(stage, competition.board) }
    })
  )
  if (competition.board === undefined) return outcome
  const elsewhere: Stage = { setting, history, recorder, clock: new VirtualClock(history.publishedAt) }
  const reordered = yield* inWorld(layer, elsewhere, reorder(elsewhere, competition))
  yield* recorder.observe({ _tag: "Order", arrived: competition.board, reordered })
  return outcome
})

const concluded = Effect.fnUntraced(function* (stage: Stage, board: Board | undefined) {
  const {
    setting: { definition },
    history: {
      organiser: { cancel }
    }
  } = stage
  if (board === undefined || (cancel === "InsteadOfSettling" && definition.prizes !== undefined)) {
    yield* callOff(stage)
    return { ending: "Cancelled", ...(board === undefined ? {} : { board }) } satisfies Played
  }
  if (definition.prizes === undefined) return { ending: "Final", board } satisfies Played
  return { ending: "Settled", board, plan: yield* settle(stage, board) } satisfies Played
})

const isViolationFound = (error: unknown): error is ViolationFound =>
  typeof error === "object" &&
  error !== null &&
  "_tag" in error &&
  error._tag === "ViolationFound" &&
  "violation" in error

const violationOf = (cause: Cause.Cause<unknown>, at: number): Violation => {
  const refusal = Option.getOrUndefined(Cause.findErrorOption(cause))
  if (isViolationFound(refusal)) return refusal.violation
  if (refusal !== undefined) {
    return { invariant: "Refusal", promise: "nothing is refused that the rules allow", message: textOf(refusal), at }
  }
  return {
    invariant: "Defect",
    promise: "nothing fails in a way that nobody foresaw",
    message: textOf(Cause.squash(cause)),
    at
  }
}

const textOf = (error: unknown): string => {
  const tag = typeof error === "object" && error !== null && "_tag" in error ? `${error._tag}: ` : ""
  return `${tag}${error instanceof Error ? error.message : String(error)}`
}
