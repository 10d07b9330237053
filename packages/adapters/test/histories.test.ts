import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { Entries, type Entry, Scores } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import type { ChallengeId } from "@laurel/core/shared"
import { checkHistories } from "@laurel/core/simulation"
import { Effect, Layer } from "effect"
import { historyOptions, playedHistories } from "./playedHistories.ts"

/** As long as the gate may ask for. */
const timeout = 3_600_000

const checked = (layer: Layer.Layer<Memory.Ports>) =>
  checkHistories({ ...historyOptions, histories: 60, challenges: 1 }).pipe(Effect.provide(Layer.fresh(layer)))

/** What transactions did is seen before they are done, and stays when they fail. */
const withoutTransactions = Layer.succeed(
  Transaction,
  Transaction.of({ transact: (effect) => effect, snapshot: (effect) => effect })
)

/** Who only looks sees states of several instants. */
const withoutSnapshots = Layer.effect(
  Transaction,
  Effect.map(Transaction, ({ transact }) => Transaction.of({ transact, snapshot: (effect) => effect }))
)

/** Every fifth batch of scores is said to be kept, and is not. */
const withLostScores = Layer.effect(
  Scores,
  Effect.map(Scores, (scores) => {
    let times = 0
    return Scores.of({ ...scores, save: (id, states) => (++times % 5 === 0 ? Effect.void : scores.save(id, states)) })
  })
)

/** Whoever asks for all entries gets the answer of whoever asked first. */
const withOldEntries = Layer.effect(
  Entries,
  Effect.map(Entries, (entries) => {
    const kept = new Map<ChallengeId, ReadonlyArray<Entry>>()
    const keep = (id: ChallengeId) => (now: ReadonlyArray<Entry>) => {
      const first = kept.get(id) ?? now
      kept.set(id, first)
      return first
    }
    return Entries.of({ ...entries, all: (id) => Effect.map(entries.all(id), keep(id)) })
  })
)

const broken = {
  "does without transactions": Layer.provideMerge(withoutTransactions, Memory.layer),
  "does without snapshots": Layer.provideMerge(withoutSnapshots, Memory.layer),
  "loses scores": Layer.provideMerge(withLostScores, Memory.layer),
  "answers with old entries": Layer.provideMerge(withOldEntries, Memory.layer)
}

describe("concurrent histories in memory", () => {
  it.live(
    "can be told as one call after the other, faults included, and callers read their own writes (R-17)",
    () => playedHistories("memory", 20).pipe(Effect.provide(Layer.fresh(Memory.layer))),
    timeout
  )

  for (const [name, layer] of Object.entries(broken)) {
    it.live(`a store that ${name} is found out`, () =>
      Effect.gen(function* () {
        const { flaws } = yield* Effect.catchCause(
          checked(layer),
          // A use case may itself notice what cannot be.
          (cause) => Effect.succeed({ flaws: [`${cause}`] })
        )
        assert.isNotEmpty(flaws)
      })
    )
  }
})
