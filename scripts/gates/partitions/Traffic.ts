import { challengeId, nameOf } from "./world.ts"

/** What was sent and acknowledged. */
export interface Sent {
  readonly user: string
  readonly quantity: number
}

/** What was seen while traffic went on. */
export interface Seen {
  answered: number
  refused: number
  /** Reads that were asked for once more. */
  again: number
  /** What may never happen, in words. */
  readonly flaws: Array<string>
  slowestMs: number
  /** When the last request was sent that was refused or lost, by `performance.now()`. */
  troubleAt: number
}

/** How traffic is made. */
export interface TrafficOptions {
  readonly url: string
  readonly key: string
  readonly participants: number
  readonly writers: number
  readonly readers: number
  /**
   * Whether a read whose connection is closed without an answer is asked for once more over another one, as clients may do whatever closed it
   * (RFC 9110, 9.2.2): a server that closes a connection on which nobody asks anything cannot know that somebody just has.
   */
  readonly readsAgain?: boolean
}

/** A request has its answer, good or bad, within its deadline of ten seconds; a busy machine may take one more to say so. */
const longestMs = 11_000
const pauseMs = 100
/** What a server may answer that cannot reach what it needs. */
const mayRefuse = new Set([503, 504])

/**
 * Clients that record activities, each with a key of its own and again with the same key until it is acknowledged, and clients that read the
 * board. Everything that they see is written down.
 */
export class Traffic {
  readonly acknowledged = new Map<string, Sent>()
  seen: Seen = nothingSeen()
  readonly #options: TrafficOptions
  #isOver = false
  #next = 0
  #clients: ReadonlyArray<Promise<void>> = []

  constructor(options: TrafficOptions) {
    this.#options = options
  }

  begin(): void {
    const { writers, readers } = this.#options
    this.#clients = [
      ...Array.from({ length: writers }, () => this.#write()),
      ...Array.from({ length: readers }, () => this.#read())
    ]
  }

  /** Begins to count anew. */
  lookAgain(): void {
    this.seen = nothingSeen()
  }

  async end(): Promise<void> {
    this.#isOver = true
    await Promise.all(this.#clients)
  }

  async #write(): Promise<void> {
    while (!this.#isOver) {
      const number = this.#next++
      const user = nameOf(number % this.#options.participants)
      const quantity = 1 + (number % 97)
      const body = { user_id: user, metric: "steps", quantity, at: new Date().toISOString(), key: `${number}` }
      while (!(await this.#ask("activities", body)) && !this.#isOver) await millis(pauseMs)
      if (!this.#isOver) this.acknowledged.set(`${number}`, { user, quantity })
      await millis(pauseMs)
    }
  }

  async #read(): Promise<void> {
    while (!this.#isOver) {
      await this.#ask("leaderboard?limit=20")
      await millis(pauseMs)
    }
  }

  /** Whether it was answered well. */
  async #ask(path: string, body?: unknown): Promise<boolean> {
    const { url, key, readsAgain = false } = this.#options
    const asked = performance.now()
    const request = (): Promise<number | string> =>
      fetch(`${url}/v1/challenges/${challengeId}/${path}`, {
        headers: { authorization: `Bearer ${key}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { method: "POST", body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(2 * longestMs)
      }).then(
        async (response) => {
          await response.arrayBuffer()
          return response.status
        },
        (error: unknown) => `${error instanceof Error && error.cause !== undefined ? error.cause : error}`
      )
    let status = await request()
    if (typeof status === "string" && body === undefined && readsAgain) {
      this.seen.again++
      status = await request()
    }
    const took = performance.now() - asked
    this.seen.slowestMs = Math.max(this.seen.slowestMs, took)
    if (took > longestMs) this.seen.flaws.push(`${path} took ${(took / 1_000).toFixed(1)} s (${status})`)
    if (typeof status === "number" && status < 300) {
      this.seen.answered++
      return true
    }
    this.seen.refused++
    this.seen.troubleAt = Math.max(this.seen.troubleAt, asked)
    if (typeof status === "string" || !mayRefuse.has(status)) this.seen.flaws.push(`${path} was answered ${status}`)
    return false
  }
}

const nothingSeen = (): Seen => ({ answered: 0, refused: 0, again: 0, flaws: [], slowestMs: 0, troubleAt: 0 })

const millis = (count: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, count))
