import { assert } from "@effect/vitest"
import { Cause, Effect, Exit, Layer, ManagedRuntime } from "effect"
import fc from "fast-check"
import { Transaction } from "../src/runtime/index.ts"
import type { Command } from "./Command.ts"
import type { Subject, Test } from "./Contract.ts"
import { answerOf } from "./worlds.ts"

/** Enough to fill the small spaces of keys, and still quick to shrink. */
const maximumCommands = 24
const maximumInTransaction = 4

/** Where the model is kept during one run. */
interface Kept<Model> {
  model: Model
}

/** What is played: where the model begins, the commands to draw from, and those that read everything at the end. */
interface Played<Model, Port> {
  readonly initial: Model
  readonly commands: fc.Arbitrary<Command<Model, Port>>
  readonly observe: ReadonlyArray<Command<Model, Port>>
}

/** Something done for real and by the model, each answer compared with the model's. */
interface Act<Model, Port> {
  readonly text: () => string
  readonly play: (kept: Kept<Model>) => Effect.Effect<void, unknown, Port>
}

type Ending = "succeeds" | "fails" | "dies" | "is interrupted"

/**
 * A test that runs commands against a port and its model: alone, and inside transactions that succeed, fail, die or are
 * interrupted. The model predicts every answer, refusals included; after a rollback it is what it was before.
 *
 * **Details**: `observe` are the commands that read everything: they end every run, so that no trace goes unnoticed.
 */
export const agreesWithModel =
  <Model, Port>(options: Played<Model, Port>): Test<Port | Transaction> =>
  (subject) =>
    playsAlike(subject, options, actsOf(options.commands))

/** As `agreesWithModel`, for a port that takes no part in transactions. */
export const agreesAloneWithModel =
  <Model, Port>(options: Played<Model, Port>): Test<Port> =>
  (subject) =>
    playsAlike(subject, options, options.commands.map(single))

const playsAlike = <Model, Port>(
  { layer, sequences }: Subject<Port>,
  options: Pick<Played<Model, Port>, "initial" | "observe">,
  acts: fc.Arbitrary<Act<Model, Port>>
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(
      fc.commands([acts.map(asyncCommand)], { maxCommands: maximumCommands, size: "max" }),
      async (commands) => {
        const runtime = ManagedRuntime.make(Layer.fresh(layer))
        const kept: Kept<Model> = { model: options.initial }
        try {
          await fc.asyncModelRun(() => ({ model: kept, real: runtime }), commands)
          for (const command of options.observe) await runtime.runPromise(single(command).play(kept))
        } finally {
          await runtime.dispose()
        }
      }
    ),
    { numRuns: sequences }
  )

const asyncCommand = <Model, Port>({
  text,
  play
}: Act<Model, Port>): fc.AsyncCommand<Kept<Model>, ManagedRuntime.ManagedRuntime<Port, unknown>> => ({
  check: () => true,
  run: (kept, runtime) => runtime.runPromise(play(kept)),
  toString: text
})

const actsOf = <Model, Port>(
  commands: fc.Arbitrary<Command<Model, Port>>
): fc.Arbitrary<Act<Model, Port | Transaction>> => {
  const singles = commands.map(single)
  const several = fc.array(singles, { maxLength: maximumInTransaction })
  const nested = fc.tuple(several, fc.constantFrom("succeeds" as const, "fails" as const)).map(joined)
  const inside = fc.array(fc.oneof({ weight: 4, arbitrary: singles }, { weight: 1, arbitrary: nested }), {
    maxLength: maximumInTransaction
  })
  const endings = fc.constantFrom<Ending>("succeeds", "fails", "dies", "is interrupted")
  return fc.oneof(
    { weight: 3, arbitrary: singles },
    { weight: 1, arbitrary: fc.tuple(inside, endings).map(transaction) }
  )
}

const single = <Model, Port>({ text, predict, perform }: Command<Model, Port>): Act<Model, Port> => ({
  text,
  play: (kept) =>
    Effect.map(answerOf(perform), (answer) => {
      const [expected, next] = predict(kept.model)
      assert.deepStrictEqual(answer, expected)
      kept.model = next
    })
})

/** How a transaction of the test ends badly: told from a port's own failure by identity. */
const onPurpose = { _tag: "OnPurpose" } as const

const endOf = (ending: Ending): Effect.Effect<void, typeof onPurpose> => {
  switch (ending) {
    case "succeeds":
      return Effect.void
    case "fails":
      return Effect.fail(onPurpose)
    case "dies":
      return Effect.die(onPurpose)
    case "is interrupted":
      return Effect.interrupt
  }
}

const played = <Model, Port>(acts: ReadonlyArray<Act<Model, Port>>, ending: Ending, kept: Kept<Model>) =>
  Transaction.use(({ transact }) =>
    transact(
      Effect.andThen(
        Effect.forEach(acts, ({ play }) => play(kept), { discard: true }),
        endOf(ending)
      )
    )
  )

const textOf = <Model, Port>(acts: ReadonlyArray<Act<Model, Port>>, ending: Ending): string =>
  `transaction that ${ending} { ${acts.map(({ text }) => text()).join("; ")} }`

/** A transaction of its own: unless it succeeds, the model never saw it. */
const transaction = <Model, Port>([acts, ending]: readonly [ReadonlyArray<Act<Model, Port>>, Ending]): Act<
  Model,
  Port | Transaction
> => ({
  text: () => textOf(acts, ending),
  play: (kept) =>
    Effect.suspend(() => {
      const before = kept.model
      return Effect.flatMap(Effect.exit(played(acts, ending, kept)), (exit) => {
        if (ending !== "succeeds") kept.model = before
        return endedAs(ending, exit)
      })
    })
})

/** A transaction inside another, its failure caught there: what it did stays, for the outer one decides. */
const joined = <Model, Port>([acts, ending]: readonly [ReadonlyArray<Act<Model, Port>>, "succeeds" | "fails"]): Act<
  Model,
  Port | Transaction
> => ({
  text: () => textOf(acts, ending),
  play: (kept) => Effect.flatMap(Effect.exit(played(acts, ending, kept)), (exit) => endedAs(ending, exit))
})

/** Whether the exit is the one asked for; any other failure is the test's. */
const endedAs = (ending: Ending, exit: Exit.Exit<void, unknown>): Effect.Effect<void, unknown> => {
  if (Exit.isSuccess(exit)) return Effect.sync(() => assert.strictEqual(ending, "succeeds"))
  const asked =
    ending === "is interrupted" ? Cause.hasInterruptsOnly(exit.cause) : Cause.squash(exit.cause) === onPurpose
  return asked ? Effect.void : Effect.failCause(exit.cause)
}
