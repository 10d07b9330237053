import type { Effect } from "effect"

/** What the model answers, and what it is from then on. */
export type Prediction<Model> = readonly [answer: unknown, next: Model]

/** One call of a port: what it must answer according to the model, and the call itself. */
export interface Command<Model, Port> {
  /** How it reads in a counterexample. */
  readonly text: () => string
  readonly predict: (model: Model) => Prediction<Model>
  readonly perform: Effect.Effect<unknown, unknown, Port>
}
