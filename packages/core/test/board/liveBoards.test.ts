import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Latch, Scope } from "effect"
import { type LiveBoards, makeLiveBoards, type Placed } from "../../src/board/index.ts"
import { patienceMs } from "../../src/board/live/makeLiveBoards.ts"
import { ChallengeId, ParticipantId } from "../../src/shared/index.ts"
import { board, onStage, pass, quiet, Stage, Subscriber } from "./liveStage.ts"
import { placed } from "./rankedRows.ts"

/** So many participants, the first of them with this score. */
const field = (size: number, firstScore = 10_000): ReadonlyArray<Placed> =>
  Array.from({ length: size }, (_, at) => placed(`p${at}`, at === 0 ? firstScore : 1_000 - at))

/** Participants of whom those in the lower tier have another order in each round. */
const shuffledBelow = (round: number): ReadonlyArray<Placed> =>
  Array.from({ length: 20 }, (_, at) => placed(`p${at}`, at < 10 ? 1_000 - at : (at * round) % 11))

const joined = (stage: Stage, live: LiveBoards, gate?: Effect.Effect<void>) =>
  Effect.gen(function* () {
    const subscriber = new Subscriber(live, gate)
    yield* subscriber.come
    assert.deepStrictEqual(
      subscriber.events.map(({ change }) => change._tag),
      stage.mood === "answers" ? ["Snapshot", "Snapshot"] : []
    )
    return subscriber
  })

const told = ({ events }: Subscriber): ReadonlyArray<string> =>
  events.map(({ change }) =>
    change._tag === "Snapshot"
      ? `${change.tier} at ${change.version}`
      : `${change.tier} from ${change.from} to ${change.to}`
  )

describe("live boards", () => {
  it.effect("begin with a snapshot of each tier, and go on with differences", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(3, field(130))
        const subscriber = yield* joined(stage, live)
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
        assert.deepStrictEqual(
          subscriber.tiers.map((rows) => rows?.length),
          [10, 90]
        )
        yield* quiet
        yield* stage.tell(4, field(130, 20_000))
        yield* quiet
        yield* stage.tell(
          5,
          field(130, 20_000).filter(({ participantId }) => participantId !== "p50")
        )
        yield* quiet
        assert.deepStrictEqual(told(subscriber), ["top at 3", "next at 3", "top from 3 to 4", "next from 3 to 5"])
        const have = subscriber.events.at(-1)?.have
        assert.deepStrictEqual([have?.top?.version, have?.next?.version], [4, 5])
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
      })
    )
  )

  it.effect("F42, F43, F50 read the top every 250 ms and the next every 5 s, and once more after the last change", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(20))
        yield* joined(stage, live)
        yield* pass(10_010)
        // So it is that both were read when the subscriber came, and never again until there is something new.
        assert.deepStrictEqual(stage.reads.splice(0), [
          [0, 10],
          [0, 100]
        ])
        for (let round = 0; round < 12; round++) {
          yield* stage.tell(2 + round, field(20, 20_000 + round))
          yield* pass(50)
        }
        yield* quiet
        assert.deepStrictEqual(
          stage.reads.map(([at, lastPlace]) => [at - 10_010, lastPlace]),
          [
            [0, 10],
            [0, 100],
            [250, 10],
            [500, 10],
            [750, 10],
            [5_000, 100]
          ]
        )
      })
    )
  )

  it.effect("gather what happens within a window in one difference", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, shuffledBelow(1))
        const subscriber = yield* joined(stage, live)
        for (let round = 2; round <= 40; round++) {
          yield* stage.tell(round, shuffledBelow(round))
          yield* pass(100)
        }
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(2), ["next from 1 to 40"])
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
      })
    )
  )

  it.effect("see within a second what nobody told them of", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscriber = yield* joined(stage, live)
        yield* pass(1_500)
        stage.set(2, field(5, 20_000))
        yield* pass(499)
        assert.strictEqual(subscriber.events.length, 2)
        yield* pass(1)
        assert.deepStrictEqual(told(subscriber).slice(2), ["top from 1 to 2"])
      })
    )
  )

  it.effect("are not read for a version that they have", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        yield* joined(stage, live)
        yield* pass(60_000)
        assert.strictEqual(stage.reads.length, 2)
        assert.strictEqual(stage.looks, 60)
      })
    )
  )

  it.effect("are watched once, however many subscribe, and tell all of them the same", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const all = []
        for (let n = 0; n < 20; n++) all.push(yield* joined(stage, live))
        yield* stage.tell(2, field(5, 20_000))
        yield* quiet
        assert.strictEqual(stage.reads.length, 4)
        const changes = new Set(all.map(({ events }) => events.at(-1)?.change))
        assert.strictEqual(changes.size, 1)
        assert.isTrue([...changes].every((change) => change?._tag === "Difference"))
      })
    )
  )

  it.effect("R-12 one who stalls costs the others nothing, and is sent all when it goes on", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        const stalled = Latch.makeUnsafe(true)
        stage.set(1, field(20))
        const slow = yield* joined(stage, live, stalled.await)
        const others = []
        for (let n = 0; n < 50; n++) others.push(yield* joined(stage, live))
        yield* stalled.close
        for (let round = 0; round < 100; round++) {
          yield* stage.tell(2 + round, field(20, 20_000 + round))
          yield* pass(250)
        }
        for (const one of others) assert.strictEqual(one.events.length, 102)
        assert.strictEqual(slow.events.length, 3)
        yield* stalled.open
        yield* quiet
        assert.deepStrictEqual(told(slow).slice(2), ["top from 1 to 2", "top at 101"])
        assert.deepStrictEqual(slow.tiers, stage.tiers)
      })
    )
  )

  it.effect("H24 go on where a subscriber was, and send all to who was away for too long", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(20))
        yield* joined(stage, live)
        const subscriber = yield* joined(stage, live)
        yield* subscriber.go
        for (let round = 0; round < 3; round++) {
          yield* stage.tell(2 + round, field(20, 20_000 + round))
          yield* quiet
        }
        yield* subscriber.come
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(2), ["top from 1 to 2", "top from 2 to 3", "top from 3 to 4"])
        yield* subscriber.go
        for (let round = 0; round < 12; round++) {
          yield* stage.tell(5 + round, field(20, 30_000 + round))
          yield* quiet
        }
        yield* subscriber.come
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(5), ["top at 16"])
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
      })
    )
  )

  it.effect(
    "R-12 take nobody back who has seen more in another process, and say nothing until that is known here",
    () =>
      onStage((elsewhere, there) =>
        onStage((stage, here) =>
          Effect.gen(function* () {
            elsewhere.set(5, field(20, 20_000))
            stage.set(3, field(20))
            const subscriber = yield* joined(elsewhere, there)
            yield* subscriber.go
            yield* subscriber.comeTo(here)
            yield* pass(6_000)
            yield* stage.tell(4, field(20, 15_000))
            yield* pass(1_000)
            assert.deepStrictEqual(told(subscriber), ["top at 5", "next at 5"])
            yield* stage.tell(6, field(20, 30_000))
            yield* pass(5_000)
            assert.deepStrictEqual(told(subscriber).slice(2), ["top at 6"])
            assert.deepStrictEqual(subscriber.tiers, stage.tiers)
            yield* stage.tell(7, field(20, 40_000))
            yield* pass(500)
            assert.deepStrictEqual(told(subscriber).slice(3), ["top from 6 to 7"])
          })
        )
      )
  )

  it.effect("tell whoever has seen more than there is now that the board was restored, after fifteen seconds", () =>
    onStage((elsewhere, there) =>
      onStage((stage, here) =>
        Effect.gen(function* () {
          elsewhere.set(5, field(20, 20_000))
          stage.set(3, field(20))
          const subscriber = yield* joined(elsewhere, there)
          yield* subscriber.go
          yield* subscriber.comeTo(here)
          yield* pass(patienceMs - 1)
          assert.strictEqual(subscriber.events.length, 2)
          yield* pass(1)
          assert.deepStrictEqual(told(subscriber).slice(2), ["top at 3", "next at 3"])
          assert.deepStrictEqual(subscriber.tiers, stage.tiers)
        })
      )
    )
  )

  it.effect("tell who goes of those that are gone, while they are watched", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(12))
        const subscriber = yield* joined(stage, live)
        yield* pass(1_000)
        yield* stage.tell(
          2,
          field(12).filter(({ participantId }) => participantId !== "p0")
        )
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(2), ["top from 1 to 2", "next from 1 to 2"])
        const [top, next] = subscriber.events
          .slice(2)
          .map(({ change }) => (change._tag === "Difference" ? change : undefined))
        assert.deepStrictEqual(top?.left, [{ participantId: ParticipantId.make("p0"), rank: 1, place: 1 }])
        assert.deepStrictEqual(
          top?.entered.map(({ participantId }) => participantId),
          ["p10"]
        )
        assert.deepStrictEqual(
          next?.left.map(({ participantId }) => participantId),
          ["p10"]
        )
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
      })
    )
  )

  it.effect("send all anew when the board has begun anew as another", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.mood = "keeps nothing"
        stage.set(7, field(3))
        const subscriber = yield* joined(stage, live)
        yield* quiet
        stage.mood = "answers"
        yield* quiet
        stage.mood = "keeps nothing"
        yield* quiet
        stage.mood = "answers"
        yield* quiet
        // Lost and built again as it was: there is nothing to tell.
        assert.deepStrictEqual(told(subscriber), ["top at 7", "next at 7"])
        yield* stage.tell(4, field(2))
        yield* quiet
        stage.mood = "keeps nothing"
        yield* quiet
        stage.mood = "answers"
        yield* stage.tell(9, field(1))
        yield* quiet
        const anew = ["top at 4", "next at 4", "top at 9", "next at 9"]
        assert.deepStrictEqual(told(subscriber).slice(2), anew)
        assert.deepStrictEqual(subscriber.tiers, stage.tiers)
      })
    )
  )

  it.effect("tell what is heard during a read after that", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscriber = yield* joined(stage, live)
        yield* pass(2_000)
        stage.readMs = 100
        yield* stage.tell(2, field(5, 20_000))
        yield* pass(50)
        yield* stage.tell(3, field(5, 30_000))
        yield* pass(399)
        assert.deepStrictEqual(told(subscriber).slice(2), ["top from 1 to 2"])
        yield* pass(1)
        assert.deepStrictEqual(told(subscriber).slice(3), ["top from 2 to 3"])
      })
    )
  )

  it.effect("read again what they could not read, whatever the version is then", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscriber = yield* joined(stage, live)
        yield* pass(2_000)
        stage.mood = "is away"
        yield* stage.tell(1, field(5, 20_000))
        stage.mood = "answers"
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(2), ["top at 1"])
      })
    )
  )

  it.effect("go on by themselves when boards are unavailable for a while", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscriber = yield* joined(stage, live)
        stage.mood = "is away"
        yield* stage.tell(2, field(5, 20_000))
        yield* quiet
        assert.strictEqual(subscriber.events.length, 2)
        stage.mood = "answers"
        yield* quiet
        assert.deepStrictEqual(told(subscriber).slice(2), ["top from 1 to 2"])
      })
    )
  )

  it.effect("die with whoever keeps boards, and begin again for who comes later", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscriber = yield* joined(stage, live)
        stage.mood = "is broken"
        yield* stage.announce()
        yield* quiet
        const exit = yield* subscriber.exit
        assert.isTrue(Exit.isFailure(exit) && Cause.hasDies(exit.cause))
        stage.mood = "answers"
        yield* joined(stage, live)
      })
    )
  )

  it.effect("end for all who listen when whoever makes them ends", () =>
    Effect.gen(function* () {
      const scope = yield* Scope.make()
      const stage = yield* Stage.make
      stage.set(1, field(5))
      const made = Effect.provideService(makeLiveBoards, Scope.Scope, scope)
      const subscriber = yield* joined(stage, yield* Effect.provide(made, stage.layer))
      yield* Scope.close(scope, Exit.void)
      const exit = yield* subscriber.exit
      assert.isTrue(Exit.isFailure(exit) && Cause.hasInterruptsOnly(exit.cause))
      const { looks } = stage
      yield* pass(5_000)
      assert.strictEqual(stage.looks, looks)
    })
  )

  it.effect("leave nothing behind when the last subscriber goes", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        const subscribers = [yield* joined(stage, live), yield* joined(stage, live)]
        for (const one of subscribers) yield* one.go
        const { looks, reads } = { looks: stage.looks, reads: stage.reads.length }
        yield* stage.tell(2, field(5, 20_000))
        yield* pass(60_000)
        assert.deepStrictEqual([stage.looks, stage.reads.length], [looks, reads])
        const again = yield* joined(stage, live)
        assert.deepStrictEqual(again.tiers, stage.tiers)
      })
    )
  )

  it.effect("are not read for news of other boards", () =>
    onStage((stage, live) =>
      Effect.gen(function* () {
        stage.set(1, field(5))
        yield* joined(stage, live)
        yield* pass(500)
        yield* stage.announce({ ...board, challengeId: ChallengeId.make("summer") })
        yield* stage.announce({ ...board, scope: { _tag: "Teams" } })
        yield* quiet
        assert.strictEqual(stage.reads.length, 2)
        yield* stage.announce()
        yield* quiet
        assert.strictEqual(stage.reads.length, 4)
      })
    )
  )
})
