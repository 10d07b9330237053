import { Effect, Layer, type Scope } from "effect"
import fc from "fast-check"
import type { Subject, Test } from "./Contract.ts"

/** Runs the effect in a world of its own: built for it, empty at first, gone afterwards. */
export const inFreshWorld = <Ports>(
  { layer }: Pick<Subject<Ports>, "layer">,
  effect: Effect.Effect<unknown, unknown, Ports | Scope.Scope>
): Promise<void> => Effect.runPromise(Effect.asVoid(effect).pipe(Effect.scoped, Effect.provide(Layer.fresh(layer))))

/** A test that plays one example in a fresh world. */
export const example =
  <Ports>(effect: Effect.Effect<unknown, unknown, Ports | Scope.Scope>): Test<Ports> =>
  (subject) =>
    inFreshWorld(subject, effect)

/** A test that plays each example of a table in a fresh world of its own. */
export const eachOf =
  <Case, Ports>(
    cases: ReadonlyArray<Case>,
    effect: (one: Case) => Effect.Effect<unknown, unknown, Ports | Scope.Scope>
  ): Test<Ports> =>
  async (subject) => {
    for (const one of cases) await inFreshWorld(subject, effect(one))
  }

/** A law: it holds for every value, each tried in a fresh world. */
export const law =
  <Value, Ports>(
    values: fc.Arbitrary<Value>,
    effect: (value: Value) => Effect.Effect<unknown, unknown, Ports | Scope.Scope>
  ): Test<Ports> =>
  (subject) =>
    fc.assert(
      fc.asyncProperty(values, (value) => inFreshWorld(subject, effect(value))),
      { numRuns: subject.runs }
    )

/** The answer of a port as plain data: its value, or the tag and the facts of its refusal. */
export const answerOf = <R>(effect: Effect.Effect<unknown, unknown, R>): Effect.Effect<unknown, never, R> =>
  Effect.catch(effect, (refusal) => Effect.succeed(factsOf(refusal)))

/** A refusal as plain data. Its class is left out on purpose: tag and facts are what is promised. */
export const factsOf = (refusal: unknown): unknown =>
  typeof refusal === "object" && refusal !== null ? { ...refusal } : refusal
