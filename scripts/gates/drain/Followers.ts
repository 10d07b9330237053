import { challengeId } from "../partitions/world.ts"

/** How streams of one kind ended. */
interface Endings {
  /** They were told to come back. */
  told: number
  /** They were not. */
  cut: number
  /** The server closed the idle connection over which one was asked for, so that it is asked for once more. */
  unopened: number
}

type Ending = keyof Endings

/** The server goes away (RFC 6455). */
const goingAway = 1001
const pauseMs = 100

/** Clients that follow a board, some as server-sent events and some over WebSocket, and come back as soon as a stream is over. */
export class Followers {
  readonly events: Endings = { told: 0, cut: 0, unopened: 0 }
  readonly sockets: Endings = { told: 0, cut: 0, unopened: 0 }
  readonly #over = new AbortController()
  readonly #clients: ReadonlyArray<Promise<void>>

  constructor(url: string, key: string, { events, sockets }: { readonly events: number; readonly sockets: number }) {
    const board = `/v1/challenges/${challengeId}/leaderboard`
    const following = (times: number, endings: Endings, follow: () => Promise<Ending>) =>
      Array.from({ length: times }, () => this.#again(endings, follow))
    this.#clients = [
      ...following(events, this.events, () => this.#readEvents(`${url}${board}/live`, key)),
      ...following(sockets, this.sockets, () => this.#readSocket(`${url.replace("http", "ws")}${board}/socket`))
    ]
  }

  async end(): Promise<void> {
    this.#over.abort()
    await Promise.all(this.#clients)
  }

  async #again(endings: Endings, follow: () => Promise<Ending>): Promise<void> {
    while (!this.#over.signal.aborted) {
      const ending = await follow()
      if (this.#over.signal.aborted) return
      endings[ending]++
      await new Promise((resolve) => setTimeout(resolve, pauseMs))
    }
  }

  async #readEvents(url: string, key: string): Promise<Ending> {
    const { signal } = this.#over
    const response = await fetch(url, { headers: { authorization: `Bearer ${key}` }, signal }).catch(() => undefined)
    if (response === undefined) return "unopened"
    const last = await lastOf(response).catch(() => "")
    return response.status === 200 && last.includes("event: reconnect\n") ? "told" : "cut"
  }

  #readSocket(url: string): Promise<Ending> {
    return new Promise((resolve) => {
      const socket = new WebSocket(url)
      this.#over.signal.addEventListener("abort", () => socket.close(), { once: true })
      socket.addEventListener("close", ({ code }) => resolve(code === goingAway ? "told" : "cut"))
    })
  }
}

/** The end of what is read, once there is no more. */
const lastOf = async (response: Response): Promise<string> => {
  let last = ""
  for await (const text of response.body?.pipeThrough(new TextDecoderStream()) ?? [])
    last = `${last}${text}`.slice(-100)
  return last
}
