import { createServer } from "node:http"
import { assert, describe, it } from "@effect/vitest"
import { Webhook } from "standardwebhooks"
import { days, Office } from "../store.ts"
import { patience } from "../world.ts"

/** A receiver that keeps what is signed as the library signs, and answers as it is told. */
const startReceiver = async () => {
  const events: Array<unknown> = []
  let secret = ""
  let status = 204
  const server = createServer((request, response) => {
    let body = ""
    request.on("data", (part) => {
      body += part
    })
    request.on("end", () => {
      const header = (name: string): string => `${request.headers[name]}`
      const at = new Date(Number(header("webhook-timestamp")) * 1_000)
      // The clock of the commands stands where the story is, so that the library would say that the message is old.
      const signature = new Webhook(secret).sign(header("webhook-id"), at, body)
      if (header("webhook-signature") === signature) events.push(JSON.parse(body).type)
      response.writeHead(status).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()))
  const address = server.address()
  return {
    url: `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}/hooks`,
    events,
    knows: (text: string) => {
      secret = text
    },
    answers: (next: number) => {
      status = next
    },
    [Symbol.asyncDispose]: () => new Promise<void>((resolve) => server.close(() => resolve()))
  }
}

describe("laurel webhooks", { timeout: patience }, () => {
  it("says what is wrong", async () => {
    await using office = new Office()
    for (const command of [
      "add nonsense",
      "add https://user:word@example.com/",
      "add http://example.com/",
      "add https://example.com/ --events x",
      "remove nonsense",
      `remove ep_${"0".repeat(24)}`,
      `deliveries ep_${"0".repeat(24)}`,
      `deliveries ep_${"0".repeat(24)} --state odd`,
      `replay ep_${"0".repeat(24)}`,
      `replay ep_${"0".repeat(24)} evt_1`,
      `replay ep_${"0".repeat(24)} evt_${"0".repeat(32)}`
    ]) {
      assert.strictEqual((await office.laurel(`webhooks ${command}`)).code, 64, command)
    }
  })

  it("adds an endpoint whose secret is shown once, and shows, changes and removes it", async () => {
    await using office = new Office()
    const { out } = await office.does("webhooks add https://example.com/hooks --as olga --events payout.paid --json")
    const { endpoint, secret, events } = JSON.parse(out)
    assert.deepStrictEqual(events, ["payout.paid"])
    const listed = (await office.does("webhooks list --owner olga --json")).out
    assert.notInclude(listed, secret)
    assert.strictEqual(JSON.parse(listed).endpoints[0].endpoint, endpoint)
    assert.notStrictEqual((await office.does(`webhooks rotate ${endpoint}`)).out.trim(), secret)
    assert.include((await office.does(`webhooks deliveries ${endpoint}`)).out, "Nothing was to be sent")
    assert.strictEqual(
      JSON.parse((await office.does(`webhooks replay ${endpoint} --since 2026-01-01 --json`)).out).replayed,
      0
    )
    await office.does(`webhooks remove ${endpoint}`)
    assert.include((await office.does("webhooks list")).out, "There are no endpoints")
  })

  it("has a worker tell a real receiver, which is told again what failed, and nothing in our own networks unless allowed", async () => {
    await using office = new Office()
    await using receiver = await startReceiver()
    const added = await office.does(`webhooks add ${receiver.url} --webhooks-allow-private --json ${days.before}`)
    const { endpoint, secret } = JSON.parse(added.out)
    receiver.knows(secret)
    await office.does(`challenge create steps.json ${days.before}`)
    await office.does(`challenge publish steps ${days.before}`)
    await office.does(`worker --once ${days.before}`)
    assert.deepStrictEqual(receiver.events, [])
    assert.include((await office.does(`webhooks deliveries ${endpoint}`)).out, "https:// alone")
    receiver.answers(410)
    await office.does(`worker --once --webhooks-allow-private --at 2026-03-21`)
    assert.deepStrictEqual(receiver.events, ["challenge.published"])
    assert.include((await office.does("webhooks list")).out, "disabled")
    assert.strictEqual((await office.laurel(`webhooks replay ${endpoint} --since 2026-01-01`)).code, 6)
    receiver.answers(204)
    await office.does(`webhooks enable ${endpoint} --at 2026-03-21`)
    await office.does(`webhooks replay ${endpoint} --since 2026-01-01 --at 2026-03-21`)
    await office.does(`worker --once --webhooks-allow-private --at 2026-03-21`)
    assert.deepStrictEqual(receiver.events, ["challenge.published", "challenge.published"])
    assert.include((await office.does(`webhooks deliveries ${endpoint} --state delivered`)).out, "204")
  })
})
