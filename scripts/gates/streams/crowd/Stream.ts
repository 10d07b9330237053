import { connect, type Socket } from "node:net"

/** What is asked for over a connection of its own. */
export interface StreamOptions {
  readonly port: number
  readonly path: string
  readonly token: string
  readonly lastEventId: string | undefined
  /** The answer has begun, with this status. */
  readonly onStatus: (status: number) => void
  /** An event, or a comment: its text as it was sent. */
  readonly onEvent: (text: string) => void
  /** The connection is over. */
  readonly onEnd: () => void
}

const endOfHead = "\r\n\r\n"

/** Server-sent events over a bare socket: thousands of them have to cost less than their server does. Names are ASCII here. */
export class Stream {
  readonly #socket: Socket
  readonly #options: StreamOptions
  /** What has come and is not used yet, as it came. */
  #raw = ""
  #isBody = false
  #text = ""

  constructor(options: StreamOptions) {
    const { port, path, token, lastEventId, onEnd } = options
    this.#options = options
    this.#socket = connect({ port, host: "127.0.0.1", noDelay: true })
    const resume = lastEventId === undefined ? "" : `last-event-id: ${lastEventId}\r\n`
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\nauthorization: Bearer ${token}\r\n${resume}\r\n`
    )
    this.#socket.on("data", (data) => this.#take(data))
    this.#socket.on("error", () => undefined)
    this.#socket.once("close", onEnd)
  }

  /** Goes away without a word. */
  destroy(): void {
    this.#socket.destroy()
  }

  #take(data: Buffer): void {
    this.#raw += data.toString("latin1")
    if (!this.#isBody && !this.#takeHead()) return
    this.#takeChunks()
    for (let end = this.#text.indexOf("\n\n"); end >= 0; end = this.#text.indexOf("\n\n")) {
      const event = this.#text.slice(0, end)
      this.#text = this.#text.slice(end + 2)
      this.#options.onEvent(event)
    }
  }

  #takeHead(): boolean {
    const end = this.#raw.indexOf(endOfHead)
    if (end < 0) return false
    const status = Number(this.#raw.slice("HTTP/1.1 ".length, "HTTP/1.1 200".length))
    this.#options.onStatus(status)
    this.#isBody = true
    this.#raw = this.#raw.slice(end + endOfHead.length)
    // A refusal is all that it says.
    if (status !== 200) this.destroy()
    return status === 200
  }

  /** A length in hexadecimal digits, that many bytes, and so on. */
  #takeChunks(): void {
    for (;;) {
      const end = this.#raw.indexOf("\r\n")
      if (end < 0) return
      const length = Number.parseInt(this.#raw.slice(0, end), 16)
      const next = end + 2 + length + 2
      if (this.#raw.length < next) return
      this.#text += this.#raw.slice(end + 2, end + 2 + length)
      this.#raw = this.#raw.slice(next)
      if (length > 0) continue
      this.destroy()
      return
    }
  }
}
