import { once } from "node:events"
import { get } from "node:http"
import { connect, createServer, type Server, type Socket } from "node:net"

/** So often it is looked whether a server is ready. */
const lookMs = 100

interface Backend {
  url: string
  isReady: boolean
}

/**
 * A balancer: each connection goes to the next server whose `/readyz` says that it is ready. What is sent over a connection is not looked at,
 * and nothing is sent again: whatever a server gets wrong its clients see.
 */
export class RoundRobin {
  readonly url: string
  readonly #server: Server
  readonly #backends: ReadonlyArray<Backend>
  readonly #sockets = new Set<Socket>()
  readonly #looking: NodeJS.Timeout
  #next = 0

  private constructor(server: Server, port: number, backends: ReadonlyArray<Backend>) {
    this.#server = server
    this.url = `http://127.0.0.1:${port}`
    this.#backends = backends
    this.#looking = setInterval(() => void this.look(), lookMs)
    server.on("connection", (near) => this.#join(near))
  }

  /** Opens a balancer over servers that are ready. */
  static async over(urls: ReadonlyArray<string>): Promise<RoundRobin> {
    const server = createServer()
    server.listen(0, "127.0.0.1")
    await once(server, "listening")
    const address = server.address()
    if (address === null || typeof address === "string") throw new Error("the balancer has no port")
    const backends = urls.map((url) => ({ url, isReady: true }))
    return new RoundRobin(server, address.port, backends)
  }

  /** Puts another server in the place of one, once it is seen to be ready. */
  async replace(at: number, url: string): Promise<void> {
    const backend = this.#backends[at]
    if (backend === undefined) throw new Error(`there is no server ${at}`)
    backend.url = url
    await this.look()
  }

  /** Looks which servers are ready. */
  async look(): Promise<void> {
    await Promise.all(
      this.#backends.map(async (backend) => {
        const { url } = backend
        const { status } = await readiness(url)
        if (url === backend.url) backend.isReady = status === 200
      })
    )
  }

  async close(): Promise<void> {
    clearInterval(this.#looking)
    const closed = once(this.#server, "close")
    this.#server.close()
    for (const socket of this.#sockets) socket.destroy()
    await closed
  }

  #join(near: Socket): void {
    const ready = this.#backends.filter(({ isReady }) => isReady)
    const chosen = ready[this.#next++ % Math.max(1, ready.length)]
    near.on("error", () => undefined)
    if (chosen === undefined) {
      near.destroy()
      return
    }
    const far = connect(Number(new URL(chosen.url).port), "127.0.0.1").on("error", () => undefined)
    for (const socket of [near, far]) {
      socket.setNoDelay(true)
      this.#sockets.add(socket)
    }
    near.on("close", () => this.#over(near, far))
    far.on("close", () => this.#over(far, near))
    near.pipe(far)
    far.pipe(near)
  }

  #over(socket: Socket, other: Socket): void {
    this.#sockets.delete(socket)
    other.destroy()
  }
}

/** What a server says of whether it is ready, over a connection of its own; status 0 where nobody answers. */
export const readiness = (url: string): Promise<{ readonly status: number; readonly text: string }> =>
  new Promise((resolve) => {
    const asked = get(`${url}/readyz`, { agent: false, timeout: 5_000 }, (answer) => {
      let text = ""
      answer.setEncoding("utf8").on("data", (part: string) => {
        text += part
      })
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, text }))
      answer.on("error", () => resolve({ status: 0, text: "" }))
    })
    asked.on("timeout", () => asked.destroy())
    asked.on("error", () => resolve({ status: 0, text: "" }))
  })
