import { assert } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import type { Subject } from "../Contract.ts"
import type { StoryPorts } from "../stories/StoryPorts.ts"
import { inFebruary, pretendedProvider } from "../stories/world.ts"
import { inFreshWorld } from "../worlds.ts"
import { begun } from "./begun.ts"
import { type Crash, type Watch, watched } from "./watched.ts"

type Play = Effect.Effect<unknown, unknown, StoryPorts>

/** A program that is stopped wherever it calls a port, and started again. */
export interface Scenario {
  /** What happened before: the same effect for all worlds of a scenario, so that it need not be played for each. */
  readonly given: Play
  /** What is stopped. */
  readonly act: Play
  /** What people and workers do after a restart, until nothing is left to do; the same whether or not anything was lost. */
  readonly recover: Play
  /** What is to be the same in the end as if nothing had been stopped. */
  readonly outcome: Effect.Effect<unknown, unknown, StoryPorts>
  /** How the provider treats people. */
  readonly provider?: Parameters<typeof pretendedProvider>[0]
}

/** What was tried: how many crashes, at which calls. */
export interface Tried {
  readonly crashes: number
  readonly calls: ReadonlyArray<string>
}

/**
 * Stops the act of a scenario at every call of a port, before and after it, each in a world of its own, and recovers: the
 * outcome equals that of an undisturbed run, and the provider has paid each recipient as often as in that one (I20).
 */
export const everyCrash = async (subject: Pick<Subject<StoryPorts>, "layer">, scenario: Scenario): Promise<Tried> => {
  const undisturbed = await played(subject, scenario, undefined)
  for (const call of undisturbed.calls.keys()) {
    for (const when of ["before", "after"] as const) {
      const { outcome, paid } = await played(subject, scenario, { call, when })
      const where = `crashed ${when} call ${call}, ${undisturbed.calls[call]}`
      assert.deepStrictEqual({ outcome, paid }, { outcome: undisturbed.outcome, paid: undisturbed.paid }, where)
    }
  }
  return { crashes: 2 * undisturbed.calls.length, calls: undisturbed.calls }
}

/** One run in a world of its own. */
const played = async (subject: Pick<Subject<StoryPorts>, "layer">, scenario: Scenario, crash: Crash | undefined) => {
  const watch: Watch = { calls: [], crash, isOver: false }
  const end = await playedBy(subject, scenario, [{ act: scenario.act, watch }])
  return { calls: watch.calls, ...end }
}

/** A program and what watches it. */
export interface Player {
  readonly act: Play
  readonly watch: Watch
}

/** A scenario with these players, all at the same time, in a world of its own. */
export const playedBy = async (
  subject: Pick<Subject<StoryPorts>, "layer">,
  scenario: Omit<Scenario, "act">,
  players: ReadonlyArray<Player>
) => {
  const provider = pretendedProvider(scenario.provider ?? {})
  let outcome: unknown
  await inFreshWorld(
    subject,
    inFebruary(
      Effect.gen(function* () {
        yield* begun(subject.layer, scenario.given, provider)
        yield* Effect.forEach(players, runWatched, { concurrency: "unbounded", discard: true })
        yield* scenario.recover
        outcome = yield* scenario.outcome
      }).pipe(Effect.provide(provider.layer))
    )
  )
  return { outcome, paid: [...provider.paid].sort() }
}

/** Runs a player; one that was stopped on purpose has done what it could. */
const runWatched = Effect.fnUntraced(function* ({ act, watch }: Player) {
  const services = yield* Effect.context<StoryPorts>()
  const exit = yield* Effect.exit(Effect.provideContext(act, watched(services, watch)))
  if (Exit.isFailure(exit) && !(watch.isOver && Cause.hasInterruptsOnly(exit.cause)))
    return yield* Effect.failCause(exit.cause)
})
