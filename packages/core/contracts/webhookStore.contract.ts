import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import type { Transaction } from "../src/runtime/index.ts"
import { PrincipalId } from "../src/shared/index.ts"
import {
  type ActiveEndpoint,
  afterAttempt,
  disabled,
  EndpointId,
  eventOf,
  firstDelivery,
  rotated,
  secretText,
  WebhookStore,
  WebhookUrl
} from "../src/webhook/index.ts"
import { draftOf } from "./arbitraries/challenge.ts"
import type { Contract } from "./Contract.ts"
import { autumn, spring, summer } from "./cast.ts"
import { webhookStoreCommands, webhookStoreObservations } from "./commands/webhookStore.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { agreesWithModel } from "./modelRun.ts"
import { example } from "./worlds.ts"

const { organiser } = draftOf(spring, 0)

/** An endpoint of the organiser of the cast. */
export const endpointOf = (digit: string, more: Partial<ActiveEndpoint> = {}): ActiveEndpoint => ({
  _tag: "Active",
  id: EndpointId.make(`ep_${digit.repeat(24)}`),
  owner: organiser,
  covers: "Own",
  url: WebhookUrl.make("https://example.com/hooks"),
  label: "",
  events: ["entry.joined"],
  secrets: [{ text: secretText(new Uint8Array(32)) }],
  createdAt: 1_000,
  ...more
})

/** An event, told to an endpoint. */
export const deliveryOf = (endpoint: ActiveEndpoint, number: number, at = number) =>
  firstDelivery(endpoint.id, eventOf(spring, { type: "entry.joined", data: { number } }, at))

const [mine, another] = [endpointOf("a"), endpointOf("b")]
const stranger = endpointOf("c", { owner: PrincipalId.make("stranger") })
const failedAt = (at: number) => ({ at, tookMs: 5, status: 500 })

/** What every adapter's `WebhookStore` does. */
export const webhookStoreContract: Contract<WebhookStore | Transaction> = contractOfFacts("WebhookStore", {
  "`add` keeps an endpoint once; `of` gives those of somebody, the oldest first": example(
    Effect.gen(function* () {
      const port = yield* WebhookStore
      const late = { ...another, createdAt: 2_000 }
      for (const one of [late, mine, stranger]) assert.isTrue(yield* port.add(one))
      assert.isFalse(yield* port.add({ ...mine, label: "other" }))
      assert.deepStrictEqual(yield* port.find(mine.id), Option.some(mine))
      assert.deepStrictEqual(yield* port.find(endpointOf("d").id), Option.none())
      assert.deepStrictEqual(yield* port.of(organiser), [mine, late])
      assert.deepStrictEqual(yield* port.of(), [mine, stranger, late])
    })
  ),
  "of many changes of one endpoint at the same time none is lost": example(
    Effect.gen(function* () {
      const port = yield* WebhookStore
      yield* port.add(mine)
      const texts = Array.from({ length: 20 }, (_, byte) => secretText(new Uint8Array(32).fill(byte + 1)))
      yield* Effect.all(
        texts.map((text) => port.change(mine.id, (found) => ({ ...found, secrets: [...found.secrets, { text }] }))),
        { concurrency: "unbounded" }
      )
      const found = Option.getOrUndefined(yield* port.find(mine.id))
      assert.sameMembers(
        (found?.secrets ?? []).map(({ text }) => text),
        [...mine.secrets.map(({ text }) => text), ...texts]
      )
    })
  ),
  "`change` gives how an endpoint was and is, and nothing of what is none; `remove` takes its deliveries along":
    example(
      Effect.gen(function* () {
        const port = yield* WebhookStore
        yield* port.add(mine)
        yield* port.record([deliveryOf(mine, 1)])
        const after = rotated(mine, secretText(new Uint8Array(32).fill(9)), 5_000)
        assert.deepStrictEqual(yield* port.change(mine.id, () => after), Option.some({ before: mine, after }))
        assert.deepStrictEqual(yield* port.find(mine.id), Option.some(after))
        assert.deepStrictEqual(yield* port.change(another.id, (found) => found), Option.none())
        assert.isTrue(yield* port.remove(mine.id))
        assert.isFalse(yield* port.remove(mine.id))
        assert.deepStrictEqual(yield* port.delivery(deliveryOf(mine, 1)), Option.none())
      })
    ),
  "`listening` gives the active endpoints of the organiser, and of whoever covers all; not those for another challenge":
    example(
      Effect.gen(function* () {
        const port = yield* WebhookStore
        const watcher = { ...stranger, covers: "All" as const }
        const narrow = endpointOf("d", { challengeId: summer })
        for (const one of [watcher, mine, narrow, disabled(another, 3), endpointOf("e", { owner: stranger.owner })])
          yield* port.add(one)
        assert.deepStrictEqual(yield* port.listening(spring), [mine, watcher])
        assert.deepStrictEqual(yield* port.listening(summer), [mine, watcher, narrow])
        assert.deepStrictEqual(yield* port.listening(autumn), [watcher])
      })
    ),
  "`record` keeps a batch, those that are there as they are; `deliveries` gives them from the newest, page by page":
    example(
      Effect.gen(function* () {
        const port = yield* WebhookStore
        yield* port.add(mine)
        const [first, second, third] = [deliveryOf(mine, 1), deliveryOf(mine, 2), deliveryOf(mine, 3)]
        yield* port.record([second, first])
        yield* port.record([{ ...first, body: "another" }, third, deliveryOf(another, 4)])
        assert.deepStrictEqual(yield* port.deliveries(mine.id, { limit: 9 }), [third, second, first])
        assert.deepStrictEqual(yield* port.deliveries(mine.id, { limit: 1, after: third }), [second])
        assert.deepStrictEqual(yield* port.deliveries(mine.id, { limit: 9, since: 2 }), [third, second])
        yield* port.record([])
      })
    ),
  "of many that `move` one delivery, exactly one is told that it did": example(
    Effect.gen(function* () {
      const port = yield* WebhookStore
      yield* port.add(mine)
      const first = deliveryOf(mine, 1)
      yield* port.record([first])
      const moves = Array.from({ length: 20 }, (_, at) => port.move(first, afterAttempt(first, failedAt(at), at, 0)))
      const told = yield* Effect.all(moves, { concurrency: "unbounded" })
      assert.lengthOf(
        told.filter((isMoved) => isMoved),
        1
      )
      const at = told.indexOf(true)
      assert.deepStrictEqual(yield* port.delivery(first), Option.some(afterAttempt(first, failedAt(at), at, 0)))
    })
  ),
  "`reopen` begins anew what is there, whatever became of it, and what was read before moves it no more": example(
    Effect.gen(function* () {
      const port = yield* WebhookStore
      yield* port.add(mine)
      const [taken, waiting] = [deliveryOf(mine, 1), deliveryOf(mine, 2)]
      yield* port.record([taken, waiting])
      yield* port.move(taken, afterAttempt(taken, { at: 3, tookMs: 1, status: 204 }, 3, 0))
      const begun = yield* port.reopen(mine.id, [taken.eventId, waiting.eventId, deliveryOf(mine, 3).eventId], 9)
      assert.sameDeepMembers(
        begun.map(({ eventId, round, tries, due }) => ({ eventId, round, tries, due })),
        [taken, waiting].map(({ eventId }) => ({ eventId, round: 1, tries: 0, due: 9 }))
      )
      assert.isFalse(yield* port.move(waiting, afterAttempt(waiting, failedAt(4), 4, 0)))
      assert.deepStrictEqual(yield* port.deliveries(mine.id, { state: "Waiting", limit: 9 }), [
        { ...waiting, round: 1, due: 9 },
        { ...taken, round: 1, due: 9, attempts: [{ at: 3, tookMs: 1, status: 204 }] }
      ])
    })
  ),
  "`forget` forgets what ended before an instant, the oldest first, at most as many as asked": example(
    Effect.gen(function* () {
      const port = yield* WebhookStore
      yield* port.add(mine)
      const all = [1, 2, 3, 4].map((number) => deliveryOf(mine, number))
      yield* port.record(all)
      for (const [at, one] of all.slice(0, 3).entries())
        yield* port.move(one, afterAttempt(one, { at, tookMs: 1, status: 200 }, at, 0))
      assert.strictEqual(yield* port.forget(2, 1), 1)
      assert.strictEqual(yield* port.forget(2, 9), 1)
      assert.strictEqual(yield* port.forget(2, 9), 0)
      assert.lengthOf(yield* port.deliveries(mine.id, { limit: 9 }), 2)
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: { endpoints: [], deliveries: [] },
    commands: webhookStoreCommands,
    observe: webhookStoreObservations
  })
})
