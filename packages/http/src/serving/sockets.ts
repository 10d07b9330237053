import { type IncomingMessage, STATUS_CODES } from "node:http"
import type { Duplex } from "node:stream"
import type { Hono } from "hono"
import { WebSocketServer } from "ws"
import type { Upgrading } from "../operation/Upgrading.ts"
import { send } from "./send.ts"

/** Nothing is read from clients: so much is let come, and dropped. */
const mostBytes = 1_024

/** Requests that become sockets. */
export interface Sockets {
  /** Asks the application, and makes a socket of the request where it says so; else its answer is sent. */
  readonly upgrade: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
  /** Cuts off those that are open. */
  readonly cutOff: () => void
}

/** Sockets of an application: it is asked like for any other request, so that the same is refused in the same way. */
export const makeSockets = (app: Hono): Sockets => {
  const server = new WebSocketServer({ noServer: true, maxPayload: mostBytes, perMessageDeflate: false })
  const upgraded = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    let messages: ReadableStream<string> | undefined
    // Whoever leaves before it is a socket, or never becomes one, keeps no place.
    socket.once("close", () => messages?.cancel().catch(() => undefined))
    const upgrading: Upgrading = { accept: (given) => (messages = given) }
    const response = await answerOf(app, request, upgrading)
    if (messages === undefined || socket.destroyed) {
      messages?.cancel().catch(() => undefined)
      return await refuse(socket, response)
    }
    const accepted = messages
    server.handleUpgrade(request, socket, head, (client) => void send(accepted, client))
  }
  return {
    upgrade: (request, socket, head) => {
      socket.on("error", () => socket.destroy())
      upgraded(request, socket, head).catch(() => socket.destroy())
    },
    cutOff: () => {
      for (const client of server.clients) client.terminate()
    }
  }
}

const answerOf = async (app: Hono, incoming: IncomingMessage, upgrading: Upgrading): Promise<Response> => {
  const { url = "/", headers, method = "GET" } = incoming
  const address = `http://${headers.host ?? ""}${url}`
  if (!url.startsWith("/") || !URL.canParse(address)) return new Response(null, { status: 400 })
  const sent = Object.entries(headers).flatMap(
    ([name, value]): ReadonlyArray<[string, string]> =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(", ") : value]]
  )
  return app.fetch(new Request(address, { method, headers: sent }), { incoming, upgrading })
}

/** Sends an answer over a connection that is of no more use after it. */
const refuse = async (socket: Duplex, response: Response): Promise<void> => {
  const body = Buffer.from(await response.arrayBuffer())
  const { status } = response
  const lines = [...response.headers].map(([name, value]) => `${name}: ${value}\r\n`).join("")
  socket.end(
    Buffer.concat([
      Buffer.from(
        `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ""}\r\n${lines}connection: close\r\ncontent-length: ${body.length}\r\n\r\n`
      ),
      body
    ])
  )
}
