import { assert } from "@effect/vitest"
import type { Ports } from "@laurel/core"
import { checkHistories } from "@laurel/core/simulation"
import { Effect } from "effect"

/** How many histories are asked for, and from which seed: by `npm run gate:histories`, which wants to see the figures. */
const { LAUREL_HISTORIES: histories, LAUREL_HISTORIES_SEED: seed = "1" } = process.env

/** What each adapter goes through: processes that are killed, and transactions whose answers are lost. */
export const historyOptions = {
  seed: Number(seed),
  challenges: 2,
  callers: 4,
  faults: { crashes: 1, lostAnswers: 1, of: 12 }
}

/** Plays histories on the store at hand, so many unless others are asked for: there is nothing wrong with any of them. */
export const playedHistories = (
  store: string,
  usually: number,
  trouble: Effect.Effect<void> = Effect.never
): Effect.Effect<void, unknown, Ports> =>
  Effect.gen(function* () {
    const started = performance.now()
    const options = { ...historyOptions, histories: Number(histories ?? usually), trouble }
    const { flaws, calls, unknown, refused } = yield* checkHistories(options)
    const seconds = ((performance.now() - started) / 1000).toFixed(0)
    if (histories !== undefined) {
      console.log(
        `${store}: ${histories} histories of ${options.challenges} challenges, ${calls} calls, ${unknown} of them without ` +
          `an answer, ${refused} unavailable: ${flaws.length} flaws, ${seconds} s`
      )
    }
    assert.deepStrictEqual(flaws, [])
    assert.isAbove(unknown, 0)
  })
