import type { WebSocket } from "ws"

/** What is asked of a socket. */
export interface Sink extends Pick<WebSocket, "close" | "terminate"> {
  readonly on: (event: "error", failed: () => void) => unknown
  readonly once: (event: "close", closed: () => void) => unknown
  readonly send: (message: string, sent: () => void) => void
}

/** The server goes away, and a client does well to come back (RFC 6455). */
const goingAway = 1001

/**
 * Sends messages over a socket, the next one when the one before is on its way, until there are no more: then it says goodbye. The messages
 * are given up when the socket closes, and the socket is cut off when they fail, as they do for whoever does not read.
 */
export const send = async (messages: ReadableStream<string>, socket: Sink): Promise<void> => {
  const reader = messages.getReader()
  socket.on("error", () => socket.terminate())
  socket.once("close", () => reader.cancel().catch(() => undefined))
  reader.closed.catch(() => socket.terminate())
  for (;;) {
    const { done, value } = await reader.read().catch(() => ({ done: true as const, value: undefined }))
    if (done) break
    await new Promise<void>((resolve) => socket.send(value, () => resolve()))
  }
  socket.close(goingAway)
}
