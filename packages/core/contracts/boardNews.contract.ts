import { assert } from "@effect/vitest"
import { Deferred, Effect, Stream } from "effect"
import { type Announcement, BoardNews, type LiveBoard, scopeText } from "../src/board/index.ts"
import { Name } from "../src/shared/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { example } from "./worlds.ts"

type Board = Pick<LiveBoard, "challengeId" | "scope">

const overall: Board = { challengeId: spring, scope: { _tag: "Overall" } }

/** Word may be lost, and nobody knows when somebody else has begun to listen: it is announced until it is heard. */
const untilHeard = Effect.fnUntraced(function* (heard: ReadonlyArray<Announcement>, board: Board, version: number) {
  const { announce } = yield* BoardNews
  const isIt = (one: Announcement) =>
    one.challengeId === board.challengeId && one.scope === scopeText(board.scope) && one.version === version
  while (!heard.some(isIt)) {
    yield* announce(board, version)
    yield* Effect.sleep("10 millis")
  }
}, Effect.timeout("20 seconds"))

/** Somebody who listens, and what was heard so far. */
const listener = Effect.fnUntraced(function* (afterEach: Effect.Effect<void> = Effect.void) {
  const { news } = yield* BoardNews
  const heard: Array<Announcement> = []
  yield* Effect.forkScoped(
    Stream.runForEach(news, (one) =>
      Effect.andThen(
        Effect.sync(() => heard.push(one)),
        afterEach
      )
    )
  )
  return heard
})

/** What everybody who carries `BoardNews` does. */
export const boardNewsContract: Contract<BoardNews> = contract("BoardNews", {
  "what is announced is heard by all who listen, and says which board and version": example(
    Effect.gen(function* () {
      const listeners = [yield* listener(), yield* listener()]
      const boards: ReadonlyArray<Board> = [
        overall,
        { challengeId: summer, scope: { _tag: "Teams" } },
        { challengeId: summer, scope: { _tag: "Division", division: Name.make("Seniors 2.0") } }
      ]
      for (const heard of listeners) for (const [at, board] of boards.entries()) yield* untilHeard(heard, board, 7 + at)
      const known = boards.map(({ challengeId, scope }, at) => `${challengeId} ${scopeText(scope)} ${7 + at}`)
      for (const heard of listeners)
        for (const { challengeId, scope, version } of heard) assert.include(known, `${challengeId} ${scope} ${version}`)
    })
  ),
  "`announce` waits for nobody: who listens slowly misses the oldest, and holds up nobody": example(
    Effect.gen(function* () {
      const { announce } = yield* BoardNews
      const goOn = yield* Deferred.make<void>()
      const slow = yield* listener(Deferred.await(goOn))
      const heard = yield* listener()
      yield* untilHeard(slow, overall, 1)
      const last = 20_000
      for (let version = 2; version < last; version++) yield* announce(overall, version)
      yield* untilHeard(heard, overall, last)
      assert.strictEqual(slow.length, 1)
      yield* Deferred.succeed(goOn, undefined)
      yield* untilHeard(slow, overall, last)
      assert.isBelow(slow.length, last / 2)
    })
  ),
  "`announce` needs nobody who listens": example(
    Effect.gen(function* () {
      const { announce } = yield* BoardNews
      for (let version = 0; version < 100; version++) yield* announce(overall, version)
    })
  )
})
