import { assert, describe, it } from "@effect/vitest"
import { Effect, Latch, type Scope } from "effect"
import { TestClock } from "effect/testing"
import fc from "fast-check"
import type { LiveBoards, Placed } from "../../src/board/index.ts"
import { patienceMs } from "../../src/board/live/makeLiveBoards.ts"
import type { ParticipantId } from "../../src/shared/index.ts"
import { type Mood, onStage, pass, type Stage, Subscriber } from "./liveStage.ts"
import { placed } from "./rankedRows.ts"

/** Enough for both tiers, and some below them. */
const names = 104
const crowd = 4

/** Who listens, and what keeps it from listening. */
interface Listener {
  readonly gate: Latch.Latch
  readonly subscriber: Subscriber
}

/** What the acts of a play are about. */
interface Play {
  readonly stage: Stage
  readonly rows: Map<ParticipantId, Placed>
  readonly listeners: ReadonlyArray<Listener>
}

type Act = readonly [text: string, (play: Play) => Effect.Effect<unknown, never, Scope.Scope>]

const rowsOfAll = fc
  .tuple(fc.integer({ min: 0, max: names - 1 }), fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 2 }))
  .map(([name, score, reached]) => placed(`p${name}`, score, reached))
const rowsAbove = fc
  .tuple(fc.integer({ min: 0, max: 14 }), fc.integer({ min: 9, max: 12 }))
  .map(([name, score]) => placed(`p${name}`, score))

/** The board moves on; word of it may be lost. */
const changes = (rows: ReadonlyArray<Placed>, isRemoval: boolean, isHeard: boolean): Act => [
  `${isRemoval ? "remove" : "submit"} ${rows.map((row) => `${row.participantId}: ${row.score}`)}${isHeard ? "" : ", unheard"}`,
  ({ stage, rows: all }) => {
    for (const row of rows)
      if (isRemoval) all.delete(row.participantId)
      else all.set(row.participantId, row)
    stage.set(stage.version + 1, [...all.values()])
    return isHeard ? stage.announce() : Effect.void
  }
]

/** Also to a version that everybody has, with other rows: nothing but the news says so. */
const rebuilt = (versionsBack: number): Act => [
  `${versionsBack} versions back`,
  ({ stage, rows }) => stage.tell(Math.max(0, stage.version - versionsBack), [...rows.values()])
]
const mood = (now: Mood): Act => [
  `whoever keeps it ${now}`,
  ({ stage }) =>
    Effect.sync(() => {
      stage.mood = now
    })
]
const time = (millis: number): Act => [`${millis} ms`, () => pass(millis)]
const of = (at: number, text: string, act: (listener: Listener) => Effect.Effect<unknown, never, Scope.Scope>): Act => [
  `${at} ${text}`,
  ({ listeners }) => {
    const listener = listeners[at]
    return listener === undefined ? Effect.void : act(listener)
  }
]

const listenerActs = fc.integer({ min: 0, max: crowd - 1 }).chain((at) =>
  fc.constantFrom(
    of(at, "stalls", ({ gate }) => gate.close),
    of(at, "goes on", ({ gate }) => gate.open),
    of(at, "goes", ({ subscriber }) => subscriber.go),
    of(at, "comes", ({ subscriber }) => subscriber.come)
  )
)
const acts: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(fc.array(fc.oneof(rowsOfAll, rowsAbove), { minLength: 1, maxLength: 5 }), fc.nat(5), fc.boolean())
      .map(([rows, die, isHeard]) => changes(rows, die === 0, isHeard))
  },
  { weight: 4, arbitrary: fc.constantFrom(50, 300, 1_100, 5_200).map(time) },
  { weight: 6, arbitrary: listenerActs },
  { weight: 1, arbitrary: fc.constantFrom<Mood>("answers", "answers", "keeps nothing", "is away").map(mood) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 4 }).map(rebuilt) }
)

const begun = (stage: Stage, live: LiveBoards, size: number): Play => {
  const rows = new Map(
    Array.from({ length: size }, (_, at) => placed(`p${at}`, at % 10, at % 3)).map((row) => [row.participantId, row])
  )
  stage.set(5, [...rows.values()])
  const listeners = Array.from({ length: crowd }, () => {
    const gate = Latch.makeUnsafe(true)
    return { gate, subscriber: new Subscriber(live, gate.await) }
  })
  return { stage, rows, listeners }
}

describe("live boards", () => {
  it("F51, R-12 end, whatever happened, with the tiers of the board for all who listen: no gap, nothing twice", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 7, names),
        fc.array(acts, { minLength: 5, maxLength: 40, size: "max" }).map((list) => ({
          list,
          toString: () => list.map(([text]) => text).join("\n")
        })),
        (size, { list }) =>
          Effect.runPromise(
            onStage((stage, live) =>
              Effect.gen(function* () {
                const play = begun(stage, live, size)
                for (const [, act] of list) yield* act(play)
                stage.mood = "answers"
                for (const { gate, subscriber } of play.listeners) {
                  yield* gate.open
                  yield* subscriber.come
                }
                // Who has later versions than those of a board that went back is told of it after a while.
                yield* pass(patienceMs)
                for (const { subscriber } of play.listeners) assert.deepStrictEqual(subscriber.tiers, stage.tiers)
              })
            ).pipe(Effect.provide(TestClock.layer()))
          )
      ),
      { numRuns: 30 }
    )
  })
})
