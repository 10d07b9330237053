import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { createServer } from "node:http"
import { connect } from "node:net"
import { assert, describe, it } from "@effect/vitest"
import { isPublic, layerSender, type Place, type SenderOptions } from "@laurel/adapters/webhooks"
import { webhookSenderContract } from "@laurel/core/contracts"
import { EventId, type Message, secretText, WebhookSender, WebhookUrl } from "@laurel/core/webhook"
import { Effect, Layer, Option, Schema } from "effect"
import fc from "fast-check"
import { Webhook } from "standardwebhooks"
import { hostileUrls } from "./hostileUrls.ts"
import { layerReceiver, startReceiver } from "./startReceiver.ts"

webhookSenderContract("HTTP", Layer.merge(layerSender({ allowsPrivate: true }), layerReceiver))

const secret = secretText(new Uint8Array(32).fill(7))
const decodeUrl = Schema.decodeUnknownOption(WebhookUrl)

const messageTo = (url: WebhookUrl, at = Date.now()): Message => ({
  url,
  id: EventId.make(`evt_${"a".repeat(32)}`),
  at,
  body: '{"data":{"challenge_id":"spring"},"type":"challenge.started"}',
  secrets: [secretText(new Uint8Array(32)), secret]
})

const send = (url: WebhookUrl, options: SenderOptions) =>
  Effect.runPromise(
    WebhookSender.use((sender) => sender.send(messageTo(url))).pipe(Effect.provide(layerSender(options)))
  )

/** Carries something out, and gives how many connections were attempted meanwhile, to anywhere, by whatever code of this process. */
const counted = async (work: () => Promise<unknown>): Promise<number> => {
  let count = 0
  const counting = (): void => void count++
  subscribe("net.client.socket", counting)
  try {
    await work()
  } finally {
    unsubscribe("net.client.socket", counting)
  }
  return count
}

const address = fc.oneof(fc.ipV4(), fc.ipV6()).map((text) => (text.includes(":") ? `[${text}]` : text))

describe("Messages to receivers", () => {
  it("are accepted by the library of the Standard Webhooks rules, by each secret, and by no other; nothing may be altered", async () => {
    const receiver = await startReceiver()
    try {
      assert.deepStrictEqual(await send(receiver.url, { allowsPrivate: true }), { _tag: "Answered", status: 204 })
      const { headers = {}, body = "" } = receiver.received[0] ?? {}
      for (const known of [secret, secretText(new Uint8Array(32))]) {
        assert.deepStrictEqual(new Webhook(known).verify(body, headers), JSON.parse(body))
      }
      assert.throws(() => new Webhook(secretText(new Uint8Array(32).fill(8))).verify(body, headers))
      assert.throws(() => new Webhook(secret).verify(`${body} `, headers))
      assert.throws(() => new Webhook(secret).verify(body, { ...headers, "webhook-id": "evt_other" }))
      assert.throws(() =>
        new Webhook(secret).verify(body, {
          ...headers,
          "webhook-timestamp": `${Number(headers["webhook-timestamp"]) + 1}`
        })
      )
    } finally {
      await receiver.stop()
    }
  })

  it("go to no receiver that takes longer than it may, and nobody waits for the rest of a long answer", async () => {
    const slow = createServer((_, response) => void response.writeHead(200).write("x"))
    const silent = createServer(() => undefined)
    const endless = createServer((_, response) => {
      response.writeHead(200)
      const write = (): void => {
        while (response.write("x".repeat(8_192)));
        response.once("drain", write)
      }
      write()
    })
    for (const [server, expected] of [
      [silent, "Unreachable"],
      [slow, "Answered"],
      [endless, "Answered"]
    ] as const) {
      await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
      const listens = server.address()
      const port = typeof listens === "object" ? listens?.port : undefined
      const url = WebhookUrl.make(`http://127.0.0.1:${port}/`)
      assert.strictEqual((await send(url, { allowsPrivate: true, timeoutMs: 300 }))._tag, expected)
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    }
    const never = () => new Promise<never>(() => undefined)
    assert.deepStrictEqual(await send(WebhookUrl.make("https://example.com/"), { timeoutMs: 50, resolve: never }), {
      _tag: "Unreachable",
      reason: "There was no answer in time"
    })
  })
})

describe("The guard of addresses (S-07)", () => {
  it("makes no connection for any hostile address: a real listener counts, and so does whoever connects", async () => {
    const receiver = await startReceiver()
    const urls = hostileUrls(receiver.port)
    try {
      const attempts = await counted(async () => {
        for (const text of urls) {
          const url = Option.getOrUndefined(decodeUrl(text))
          if (url === undefined) continue
          const answer = await send(url, { timeoutMs: 2_000 })
          assert.strictEqual(answer._tag, "Unreachable", text)
        }
      })
      assert.deepStrictEqual([attempts, receiver.connections()], [0, 0])
      // The listener does count, and the counter of attempts too: where it is allowed, this machine is reached.
      const reached = await counted(() => send(receiver.url, { allowsPrivate: true }))
      assert.deepStrictEqual([reached, receiver.connections()], [1, 1])
      process.stdout.write(`S-07: ${urls.length} hostile addresses, ${attempts} connections\n`)
    } finally {
      await receiver.stop()
    }
  })

  it("looks at every address of a name, and asks once: a resolver that changes its answer changes nothing", async () => {
    const receiver = await startReceiver()
    const public4 = "93.184.215.14"
    const answers = [
      ["127.0.0.1"],
      [public4, "127.0.0.1"],
      ["127.0.0.1", public4],
      ["::ffff:127.0.0.1"],
      [public4, "::1"],
      [public4, "fe80::1%lo"],
      ["not an address"],
      []
    ]
    const url = WebhookUrl.make(`https://rebinding.example:${receiver.port}/`)
    try {
      const attempts = await counted(async () => {
        for (const addresses of answers) {
          const answer = await send(url, { resolve: () => Promise.resolve(addresses) })
          assert.strictEqual(answer._tag, "Unreachable")
        }
      })
      assert.deepStrictEqual([attempts, receiver.connections()], [0, 0])
      const places: Array<Place> = []
      let asked = 0
      await send(url, {
        resolve: () => Promise.resolve([asked++ === 0 ? public4 : "127.0.0.1"]),
        connect: (place) => {
          places.push(place)
          return connect({ host: "127.0.0.1", port: 1 })
        }
      })
      assert.strictEqual(asked, 1)
      assert.deepStrictEqual(places, [{ address: public4, port: receiver.port, serverName: "rebinding.example" }])
      assert.strictEqual(receiver.connections(), 0)
    } finally {
      await receiver.stop()
    }
  })

  it("follows no redirection, wherever it leads", async () => {
    const inside = await startReceiver()
    const outside = await startReceiver()
    outside.answer(307)
    try {
      assert.deepStrictEqual(await send(outside.url, { allowsPrivate: true }), { _tag: "Answered", status: 307 })
      assert.deepStrictEqual([outside.connections(), inside.connections()], [1, 0])
    } finally {
      await Promise.all([inside.stop(), outside.stop()])
    }
  })

  it("lets through what is public, and of any address only what is", async () => {
    for (const text of ["93.184.215.14", "8.8.8.8", "1.1.1.1", "2606:2800:21f:cb07:6820:80da:af6b:8b2c"])
      assert.isTrue(isPublic(text), text)
    await fc.assert(
      fc.asyncProperty(address, async (host) => {
        const url = WebhookUrl.make(`https://${host}/`)
        const { hostname } = new URL(url)
        const places: Array<Place> = []
        const refusing = (place: Place) => {
          places.push(place)
          return connect({ host: "127.0.0.1", port: 1 })
        }
        await send(url, { connect: refusing })
        const read = hostname.replace(/^\[|\]$/g, "")
        assert.deepStrictEqual(
          places.map((place) => place.address),
          isPublic(read) ? [read] : []
        )
      }),
      { numRuns: Number(process.env.LAUREL_SSRF_ADDRESSES ?? "200") }
    )
  })
})
