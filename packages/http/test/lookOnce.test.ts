import { ChallengeStore, decodeDefinition, define, find, Projector, publish } from "@laurel/core/challenge"
import { Transaction, VirtualClock } from "@laurel/core/runtime"
import { ChallengeId, PrincipalId } from "@laurel/core/shared"
import { Clock, Effect, Layer } from "effect"
import { assert, it } from "vitest"
import { lookOnce } from "../src/page/visit/lookOnce.ts"
import { begin, openHouse, portsInMemory, steps } from "./house.ts"

const id = ChallengeId.make("week")
const olga = PrincipalId.make("olga")

/** A store that keeps count of what it is asked for. */
const counting = () => {
  const asked: Array<ChallengeId> = []
  const layer = Layer.effect(
    ChallengeStore,
    Effect.map(ChallengeStore, (challenges) => ({
      ...challenges,
      find: (one: ChallengeId) =>
        Effect.andThen(
          Effect.sync(() => asked.push(one)),
          challenges.find(one)
        )
    }))
  )
  return { asked, layer }
}

const atBegin = Effect.provideService(Clock.Clock, new VirtualClock(begin))

const drafted = Effect.gen(function* () {
  yield* define(yield* Effect.fromResult(decodeDefinition(steps("week"))), olga)
})

it("whoever only reads is given a challenge as it was found first, whatever others do meanwhile", async () => {
  const { asked, layer } = counting()
  await Effect.gen(function* () {
    yield* drafted
    const others = yield* Effect.context<ChallengeStore | Transaction>()
    const before = asked.length
    const states = yield* lookOnce(
      Effect.gen(function* () {
        const first = yield* find(id)
        yield* Effect.provide(publish(id, olga), others)
        return [first._tag, (yield* find(id))._tag]
      })
    )
    assert.deepStrictEqual(states, ["Draft", "Draft"])
    assert.strictEqual((yield* find(id))._tag, "Published")
    assert.strictEqual(asked.length - before, 3)
  }).pipe(Effect.provide(Layer.provideMerge(layer, portsInMemory)), atBegin, Effect.runPromise)
})

it("transactions and snapshots see what is there, and whoever comes after a transaction does", async () => {
  await Effect.gen(function* () {
    yield* drafted
    const others = yield* Effect.context<ChallengeStore | Transaction>()
    const { snapshot } = yield* Transaction
    const seen = yield* lookOnce(
      Effect.gen(function* () {
        const { transact } = yield* Transaction
        const own = yield* Transaction
        const first = (yield* find(id))._tag
        yield* Effect.provide(publish(id, olga), others)
        const within = (yield* own.snapshot(find(id)))._tag
        const still = (yield* find(id))._tag
        yield* transact(Effect.void)
        return [first, within, still, (yield* find(id))._tag, (yield* snapshot(find(id)))._tag]
      })
    )
    assert.deepStrictEqual(seen, ["Draft", "Published", "Draft", "Published", "Published"])
  }).pipe(Effect.provide(portsInMemory), atBegin, Effect.runPromise)
})

it("what this process wrote is waited for once, and again once there is more of it", async () => {
  const waited: Array<ChallengeId> = []
  const projector = { wake: () => Effect.void, settled: (one: ChallengeId) => Effect.sync(() => void waited.push(one)) }
  const other = ChallengeId.make("other")
  await lookOnce(
    Effect.gen(function* () {
      const { settled, wake } = yield* Projector
      for (const one of [id, other, id]) yield* settled(one)
      yield* wake(id)
      for (const one of [id, other, id]) yield* settled(one)
      // Whatever is written in one is woken for by whoever commits.
      yield* (yield* Transaction).transact(Effect.void)
      for (const one of [id, other, id]) yield* settled(one)
    })
  ).pipe(Effect.provideService(Projector, projector), Effect.provide(portsInMemory), Effect.runPromise)
  assert.deepStrictEqual(waited, [id, other, id, id, other])
})

it("a page asks for its challenge once", async () => {
  const { asked, layer } = counting()
  const house = openHouse(Layer.provideMerge(layer, portsInMemory))
  try {
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("week") })
    await house.ask("POST", "/v1/challenges/week/publish", { as: "olga" })
    await house.app.request("/challenges/week")
    asked.length = 0
    assert.strictEqual((await house.app.request("/challenges/week")).status, 200)
    assert.strictEqual(asked.length, 1)
  } finally {
    await house.close()
  }
})
