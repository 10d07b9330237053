import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { EventId, type Message, secretText, WebhookSender } from "../src/webhook/index.ts"
import { type Contract, contract } from "./Contract.ts"
import { Receiver } from "./Receiver.ts"
import { eachOf, example } from "./worlds.ts"

const messageTo = (url: Message["url"], secrets = 1): Message => ({
  url,
  id: EventId.make(`evt_${"0".repeat(32)}`),
  at: 1_700_000_000_999,
  body: '{"type":"entry.joined","name":"Zoë"}',
  secrets: Array.from({ length: secrets }, (_, byte) => secretText(new Uint8Array(32).fill(byte)))
})

/** What every `WebhookSender` does. */
export const webhookSenderContract: Contract<WebhookSender | Receiver> = contract("WebhookSender", {
  "`send` posts the body as it is, with its name, its time, and a signature for each secret": example(
    Effect.gen(function* () {
      const { url, received } = yield* Receiver
      const message = messageTo(url, 2)
      assert.deepStrictEqual(yield* (yield* WebhookSender).send(message), { _tag: "Answered", status: 204 })
      const [one, ...more] = yield* received
      assert.isEmpty(more)
      assert.strictEqual(one?.method, "POST")
      assert.strictEqual(one?.body, message.body)
      assert.strictEqual(one?.headers["webhook-id"], message.id)
      assert.strictEqual(one?.headers["webhook-timestamp"], "1700000000")
      assert.match(one?.headers["webhook-signature"] ?? "", /^v1,[\w+/]{43}= v1,[\w+/]{43}=$/)
    })
  ),
  "`send` gives the status that was answered, whatever it is, and follows no redirection": eachOf(
    [200, 301, 307, 404, 410, 500],
    (status) =>
      Effect.gen(function* () {
        const receiver = yield* Receiver
        yield* receiver.answer(status)
        assert.deepStrictEqual(yield* (yield* WebhookSender).send(messageTo(receiver.url)), {
          _tag: "Answered",
          status
        })
        assert.lengthOf(yield* receiver.received, 1)
      })
  ),
  "where there is no answer it says why, and does not fail": example(
    Effect.gen(function* () {
      const { nobody } = yield* Receiver
      const answer = yield* (yield* WebhookSender).send(messageTo(nobody))
      assert.strictEqual(answer._tag, "Unreachable")
    })
  )
})
