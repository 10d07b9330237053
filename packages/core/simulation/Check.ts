import type { Instant } from "../src/shared/index.ts"
import type { Observation } from "./Observation.ts"

/** One thing that always holds, and the test of it. */
export interface Check {
  /** The name of the invariant, `I3`. */
  readonly invariant: string
  /** What it promises, as a sentence. */
  readonly promise: string
  /** The kind of observation that it looks at. */
  readonly sees: Observation["_tag"]
  /** Looks at one observation; says what is wrong with it, or nothing. Observations of other kinds are none of its business. */
  readonly find: (observation: Observation) => string | undefined
}

/** A promise that was broken. */
export interface Violation {
  readonly invariant: string
  readonly promise: string
  readonly message: string
  /** The virtual time at which it was found. */
  readonly at: Instant
}
