import { TransactionUnavailable } from "@laurel/core/runtime"
import { Effect } from "effect"
import type pg from "pg"

/** How long an answer of a server is waited for that nobody wants any more, in milliseconds. */
const usualPatienceMs = 500

/**
 * Lends the connections of a pool. One whose answer nobody waits for any more, and that does not give it soon, is given up: the other side
 * may be gone without a word. Those that were there before are not lent any more then.
 */
export class Lender {
  readonly #pool: pg.Pool
  readonly #patienceMs: number
  /** How many had been given up when a connection was first lent. */
  readonly #lentAfter = new WeakMap<pg.PoolClient, number>()
  #givenUp = 0

  /** `patienceMs` is infinite for an engine in this process, which always answers, however long it takes. */
  constructor(pool: pg.Pool, patienceMs = usualPatienceMs) {
    this.#pool = pool
    this.#patienceMs = patienceMs
  }

  /** A connection; whoever is interrupted while waiting for one gives it back as soon as it comes. */
  readonly lend: Effect.Effect<pg.PoolClient, TransactionUnavailable> = Effect.suspend(() => {
    const connected = this.#connected()
    return Effect.tryPromise({
      try: () => connected,
      catch: (cause) => new TransactionUnavailable({ operation: "begin", cause })
    }).pipe(
      Effect.onInterrupt(() =>
        Effect.sync(() => {
          connected.then((client) => client.release()).catch(() => undefined)
        })
      )
    )
  })

  /** Is over when the answer of a connection is there, good or bad; when that takes too long the connection is given up. */
  readonly settled = async (client: pg.PoolClient, answer: Promise<unknown>): Promise<void> => {
    const timer = Number.isFinite(this.#patienceMs)
      ? setTimeout(() => this.#giveUp(client), this.#patienceMs)
      : undefined
    await answer.catch(() => undefined)
    clearTimeout(timer)
  }

  async #connected(): Promise<pg.PoolClient> {
    for (;;) {
      const client = await this.#pool.connect()
      const known = this.#lentAfter.get(client) ?? this.#givenUp
      this.#lentAfter.set(client, known)
      if (known === this.#givenUp) return client
      client.release(true)
    }
  }

  /** A polite end would wait for what is on its way. */
  #giveUp(client: pg.PoolClient): void {
    this.#givenUp++
    if ("connection" in client && hasStream(client.connection)) client.connection.stream.destroy()
  }
}

const hasStream = (connection: unknown): connection is { readonly stream: { readonly destroy: () => void } } =>
  typeof connection === "object" && connection !== null && "stream" in connection
