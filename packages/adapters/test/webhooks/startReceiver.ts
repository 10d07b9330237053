import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { type Received, Receiver } from "@laurel/core/contracts"
import { WebhookUrl } from "@laurel/core/webhook"
import { Effect, Layer } from "effect"

const bodyOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Array<Uint8Array> = []
  for await (const part of request) parts.push(part)
  return Buffer.concat(parts).toString("utf8")
}

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address()
  if (address === null || typeof address === "string") throw new Error("the server does not listen")
  return address.port
}

const listening = (server: Server): Promise<void> =>
  new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve()))

/** A port on which nobody listens: one that was free a moment ago. */
const freePort = async (): Promise<number> => {
  const server = createServer()
  await listening(server)
  const port = portOf(server)
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A real receiver: an HTTP server that keeps what it was sent, counts connections, and answers as it is told. */
export const startReceiver = async () => {
  const received: Array<Received> = []
  let status = 204
  let connections = 0
  let lose = false
  const server = createServer((request, response) => {
    void bodyOf(request).then((body) => {
      const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, `${value}`]))
      received.push({ method: request.method ?? "", headers, body })
      if (lose) return request.socket.destroy()
      response.writeHead(status, status >= 300 && status < 400 ? { location: "/again" } : {}).end()
    })
  })
  server.on("connection", () => connections++)
  await listening(server)
  const origin = `http://127.0.0.1:${portOf(server)}`
  return {
    port: portOf(server),
    url: WebhookUrl.make(`${origin}/hooks?a=b`),
    nobody: WebhookUrl.make(`http://127.0.0.1:${await freePort()}/`),
    received,
    connections: () => connections,
    answer: (next: number) => {
      status = next
    },
    /** From now on it takes what it is sent, and its answers are lost. */
    loseAnswers: (isLosing: boolean) => {
      lose = isLosing
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      })
  }
}
export type RealReceiver = Awaited<ReturnType<typeof startReceiver>>

/** A receiver of one's own, for as long as the layer is there. */
export const layerReceiver = Layer.effect(
  Receiver,
  Effect.map(
    Effect.acquireRelease(
      Effect.promise(() => startReceiver()),
      ({ stop }) => Effect.promise(stop)
    ),
    ({ url, nobody, received, answer }): Receiver["Service"] => ({
      url,
      nobody,
      answer: (status) => Effect.sync(() => answer(status)),
      received: Effect.sync(() => [...received])
    })
  )
)
