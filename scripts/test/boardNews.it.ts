import { assert, describe, it } from "@effect/vitest"
import { layerBoardNews, type RedisOptions } from "@laurel/adapters/redis"
import { BoardNews, type LiveBoard } from "@laurel/core/board"
import { ChallengeId } from "@laurel/core/shared"
import { Context, Effect, Layer, Stream } from "effect"
import { afterAll, beforeAll } from "vitest"
import { type RedisCluster, type RedisServer, say, startRedis, startRedisCluster } from "../servers/redis.ts"

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}

const instance = (options: RedisOptions) =>
  Effect.map(Layer.build(Layer.fresh(layerBoardNews(options))), (context) => Context.get(context, BoardNews))

type News = BoardNews["Service"]

const heardBy = Effect.fnUntraced(function* ({ news }: News) {
  const heard: Array<number> = []
  yield* Effect.forkScoped(Stream.runForEach(news, ({ version }) => Effect.sync(() => heard.push(version))))
  return heard
})

/** Word may be lost: it is said until it is heard. */
const untilHeard = Effect.fnUntraced(function* ({ announce }: News, heard: ReadonlyArray<number>, version: number) {
  while (!heard.includes(version)) {
    yield* announce(board, version)
    yield* Effect.sleep("20 millis")
  }
}, Effect.timeout("30 seconds"))

describe("news of boards over Redis", () => {
  let server: RedisServer
  let cluster: RedisCluster

  beforeAll(async () => {
    ;[server, cluster] = await Promise.all([startRedis(), startRedisCluster()])
  }, 60_000)
  afterAll(async () => {
    await Promise.all([server.dispose(), cluster.dispose()])
  })

  it.live("H24 two instances hear each other, and each itself once", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* instance({ url: server.url }), yield* instance({ url: server.url })]
      const [byOne, byOther] = [yield* heardBy(one), yield* heardBy(other)]
      yield* untilHeard(one, byOther, 1)
      yield* untilHeard(other, byOne, 2)
      yield* one.announce(board, 3)
      yield* untilHeard(other, byOne, 4)
      assert.strictEqual(byOne.filter((version) => version === 3).length, 1)
      assert.include(byOther, 3)
    })
  )

  it.live("other prefixes are others", () =>
    Effect.gen(function* () {
      const one = yield* instance({ url: server.url })
      const same = yield* instance({ url: server.url })
      const other = yield* instance({ url: server.url, prefix: "other" })
      const [bySame, byOther] = [yield* heardBy(same), yield* heardBy(other)]
      yield* untilHeard(other, byOther, 1)
      yield* untilHeard(one, bySame, 2)
      assert.notInclude(byOther, 2)
    })
  )

  it.live("what somebody else says in the channel is passed over", () =>
    Effect.gen(function* () {
      const one = yield* instance({ url: server.url })
      const other = yield* instance({ url: server.url })
      const byOther = yield* heardBy(other)
      yield* untilHeard(one, byOther, 1)
      for (const text of [
        "",
        "news",
        "{}",
        '["x","spring","overall"]',
        '["x","spring","overall","2"]',
        '["x","","overall",2]'
      ])
        yield* Effect.promise(() => say(server.port, ["PUBLISH", "laurel:news", text]))
      yield* Effect.promise(() => say(server.port, ["PUBLISH", "laurel:news", '["x","spring","overall",3]']))
      yield* untilHeard(one, byOther, 4)
      assert.deepStrictEqual([...new Set(byOther)], [1, 3, 4])
    })
  )

  it.live("H32 without Redis whoever is in the process still hears, and the others again when it is back", () =>
    Effect.gen(function* () {
      const [one, other] = [yield* instance({ url: server.url }), yield* instance({ url: server.url })]
      const [byOne, byOther] = [yield* heardBy(one), yield* heardBy(other)]
      yield* untilHeard(one, byOther, 1)
      yield* Effect.promise(server.kill)
      yield* untilHeard(one, byOne, 2)
      assert.notInclude(byOther, 2)
      yield* Effect.promise(server.start)
      yield* untilHeard(one, byOther, 3)
    })
  )

  it.live("who starts before Redis does hears as soon as it is there", () =>
    Effect.gen(function* () {
      yield* Effect.promise(server.kill)
      const [one, other] = [yield* instance({ url: server.url }), yield* instance({ url: server.url })]
      const byOther = yield* heardBy(other)
      yield* one.announce(board, 1)
      yield* Effect.promise(server.start)
      yield* untilHeard(one, byOther, 2)
    })
  )

  it.live("in a Cluster instances hear each other through different nodes, also after one of them is gone", () =>
    Effect.gen(function* () {
      const [url = "", ...others] = cluster.urls
      const one = yield* instance({ url, isCluster: true })
      const other = yield* instance({ url: others[0] ?? "", otherUrls: others, isCluster: true })
      const byOther = yield* heardBy(other)
      yield* untilHeard(one, byOther, 1)
      yield* Effect.promise(async () => cluster.servers[2]?.kill())
      yield* untilHeard(one, byOther, 2)
    })
  )
})
