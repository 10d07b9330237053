import { assert, describe, it } from "@effect/vitest"
import { layerBoardNews, layerBoards } from "@laurel/adapters/redis"
import {
  BoardNews,
  type BoardRow,
  Boards,
  eventId,
  type LiveBoard,
  type LiveBoards,
  makeLiveBoards,
  type RankedRow,
  readEventId,
  rowsIn,
  type TierMarks,
  tiers,
  withDifference
} from "@laurel/core/board"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Context, Effect, Fiber, Layer, Option, Stream } from "effect"
import { inject } from "vitest"

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}

const row = (number: number, revision: number, score: number): BoardRow => ({
  participantId: ParticipantId.make(`p${number}`),
  revision,
  position: { status: "Scored", score, tieBreak: [] }
})

/** A process of its own, as far as Redis knows. */
const instance = Effect.gen(function* () {
  const options = { url: inject("redis"), prefix: `live-${process.pid}`, commandTimeoutMs: 20_000 }
  const ports = yield* Layer.build(Layer.fresh(Layer.merge(layerBoards(options), layerBoardNews(options))))
  const live = yield* Effect.provide(makeLiveBoards, ports)
  return { boards: Context.get(ports, Boards), news: Context.get(ports, BoardNews), live }
})

/** Somebody who folds what is told, wherever it is told. */
const follower = () => {
  const rows = new Map<string, ReadonlyArray<RankedRow>>()
  let have: TierMarks = {}
  let [snapshots, gaps] = [0, 0]
  const follow = ({ watch }: LiveBoards) =>
    Stream.runForEach(
      watch(
        board,
        Option.getOrElse(readEventId(eventId(have)), () => ({}))
      ),
      (event) =>
        Effect.sync(() => {
          const { change } = event
          if (change._tag === "Snapshot") snapshots++
          else if (change.from !== have[change.tier]?.version) gaps++
          const known = rows.get(change.tier) ?? []
          rows.set(change.tier, change._tag === "Snapshot" ? change.rows : withDifference(known, change))
          have = event.have
        })
    )
  return { follow, told: () => ({ top: rows.get("top"), next: rows.get("next") }), counts: () => ({ snapshots, gaps }) }
}

describe("live boards over Redis", () => {
  it.live(
    "R-12, H24 two instances tell the same, and a subscriber goes from one to the other without a gap",
    () =>
      Effect.gen(function* () {
        const [one, other] = [yield* instance, yield* instance]
        const field = Array.from({ length: 120 }, (_, number) => row(number, 1, number))
        yield* one.boards.rebuild(board, 1, Stream.make(field))
        const [here, there, moving] = [follower(), follower(), follower()]
        yield* Effect.forkScoped(here.follow(one.live))
        yield* Effect.forkScoped(there.follow(other.live))
        let at = yield* Effect.forkScoped(moving.follow(one.live))
        for (let version = 2; version < 60; version++) {
          const rows = [row((version * 37) % 120, version, (version * 53) % 200)]
          const submitted = yield* one.boards.submit(board, { version, rows })
          if (version % 3 > 0) yield* one.news.announce(board, submitted)
          if (version % 15 === 0) {
            yield* Fiber.interrupt(at)
            at = yield* Effect.forkScoped(moving.follow(version % 2 === 0 ? one.live : other.live))
          }
          yield* Effect.sleep("20 millis")
        }
        yield* Effect.sleep("7 seconds")
        const { rows } = yield* other.boards.page(board, 100)
        const [top, next] = tiers.map((tier) => rowsIn(tier, rows))
        for (const { told, counts } of [here, there, moving]) {
          assert.deepStrictEqual(told(), { top, next })
          assert.strictEqual(counts().gaps, 0)
        }
        assert.strictEqual(here.counts().snapshots, 2)
      }),
    60_000
  )
})
