import { once } from "node:events"
import { connect, type Socket } from "node:net"
import { assert, describe, it } from "vitest"
import { openServer } from "./liveHouse.ts"

const patience = 30_000

/** A request whose body has begun to come, and goes on when the test says so. */
const begun = async (url: string, token: string) => {
  const { hostname, port } = new URL(url)
  const body = "{}"
  const socket: Socket = connect(Number(port), hostname)
  socket.setEncoding("utf8")
  const text = Array.fromAsync(socket).then((parts) => parts.join(""))
  const headers = `authorization: Bearer ${token}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}`
  socket.write(`POST /v1/challenges HTTP/1.1\r\nhost: ${hostname}\r\n${headers}\r\n\r\n${body.slice(0, 1)}`)
  // Another request over another connection is answered: by then this one is under way.
  await once(socket, "ready")
  await fetch(`${url}/livez`)
  return { goOn: () => socket.write(body.slice(1)), text }
}

/** Waits until nobody listens there any more. */
const untilClosed = async (url: string): Promise<void> => {
  for (;;) {
    const isOpen = await fetch(`${url}/livez`).then(
      (response) => response.text().then(() => true),
      () => false
    )
    if (!isOpen) return
  }
}

describe("a server that is to end", { timeout: patience }, () => {
  it("says so at once, answers on for its grace, accepts nothing then, and lets end what is under way", async () => {
    const server = await openServer({ graceMs: 3_000, drainMs: patience })
    const token = await server.keyOf("olga", "organise")
    assert.strictEqual(await (await fetch(`${server.url}/readyz`)).text(), "ready\n")
    const slow = await begun(server.url, token)
    const drained = server.drain()
    const readiness = await fetch(`${server.url}/readyz`)
    assert.deepStrictEqual([readiness.status, await readiness.text()], [503, "draining\n"])
    const answer = await fetch(`${server.url}/v1/challenges`)
    assert.deepStrictEqual([answer.status, answer.headers.get("connection")], [200, "close"])
    await answer.text()
    await untilClosed(server.url)
    slow.goOn()
    assert.match(await slow.text, /^HTTP\/1\.1 422 .*\r\nconnection: close\r\n/is)
    await drained
    await server.close()
  })

  it("waits no longer than it was told to for what is under way", async () => {
    const server = await openServer({ drainMs: 50 })
    const slow = await begun(server.url, await server.keyOf("olga", "organise"))
    await server.drain()
    assert.strictEqual(await slow.text.catch(() => ""), "")
    await server.close()
  })
})
