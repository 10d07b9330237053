import type pg from "pg"

/** Whoever has values that are longer than this, in characters, is sent at once: the server is to begin with it. */
const mostKept = 2_048

/**
 * What is sent over a connection of a server: short statements that nobody waits for go together with what comes next, in one piece, for to
 * send a piece takes Node longer than to make a short statement. They go at the end of the turn at the latest.
 */
export class Outgoing {
  readonly #stream: Corkable | undefined
  #isKept = false

  constructor(client: pg.PoolClient) {
    this.#stream = "connection" in client && isOverStream(client.connection) ? client.connection.stream : undefined
  }

  /** Keeps back what is sent next, and says so; not where it has long values. */
  keep(values: ReadonlyArray<unknown>): boolean {
    if (lengthOf(values) > mostKept) return false
    if (this.#isKept) return true
    this.#isKept = true
    this.#stream?.cork()
    setImmediate(() => this.flush())
    return true
  }

  /** Sends what was kept back. */
  flush(): void {
    if (!this.#isKept) return
    this.#isKept = false
    this.#stream?.uncork()
  }
}

const lengthOf = (values: ReadonlyArray<unknown>): number => {
  let length = 0
  for (const value of values) {
    if (Array.isArray(value)) length += lengthOf(value)
    else if (typeof value === "string") length += value.length
  }
  return length
}

interface Corkable {
  readonly cork: () => void
  readonly uncork: () => void
}

const isOverStream = (connection: unknown): connection is { readonly stream: Corkable } =>
  typeof connection === "object" &&
  connection !== null &&
  "stream" in connection &&
  typeof connection.stream === "object" &&
  connection.stream !== null &&
  "cork" in connection.stream &&
  "uncork" in connection.stream
