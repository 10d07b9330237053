import { Effect } from "effect"
import type { VirtualClock } from "../src/runtime/index.ts"
import { sha256Hex } from "../src/shared/index.ts"
import type { Check, Violation } from "./Check.ts"
import type { Observation } from "./Observation.ts"

/** Ends a run at the first promise that is broken. */
export interface ViolationFound {
  readonly _tag: "ViolationFound"
  readonly violation: Violation
}

/** Writes down what happens in a run, and holds it against the checks. */
export class Recorder {
  readonly #lines: Array<string> = []
  readonly #checks: ReadonlyArray<Check>
  readonly #clock: VirtualClock
  /** How often each promise was looked at. */
  readonly checked = new Map<string, number>()
  /** What became of the rows, by outcome and reason. */
  readonly outcomes = new Map<string, number>()

  constructor(checks: ReadonlyArray<Check>, clock: VirtualClock) {
    this.#checks = checks
    this.#clock = clock
  }

  /** Adds a line to the trace, with the virtual time. */
  note(...words: ReadonlyArray<string | number | bigint>): void {
    this.#lines.push(`${this.#clock.currentTimeMillisUnsafe()} ${words.join(" ")}`)
  }

  /** Counts what became of a row. */
  count(outcome: string): void {
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1)
  }

  /** Shows something to all checks; fails with the first promise that it breaks. */
  observe(observation: Observation): Effect.Effect<void, ViolationFound> {
    return Effect.suspend(() => {
      for (const { invariant, promise, sees, find } of this.#checks) {
        if (sees !== observation._tag) continue
        this.checked.set(promise, (this.checked.get(promise) ?? 0) + 1)
        const message = find(observation)
        if (message === undefined) continue
        const violation: Violation = { invariant, promise, message, at: this.#clock.currentTimeMillisUnsafe() }
        return Effect.fail({ _tag: "ViolationFound" as const, violation })
      }
      return Effect.void
    })
  }

  /** SHA-256 over everything that was noted: equal runs have equal hashes. */
  traceHash(): string {
    return sha256Hex(this.#lines.join("\n"))
  }
}
