/** Things that are there under keys for a while, any number under each. */
export class Keyed<A> {
  readonly #byKey = new Map<string, Set<A>>()

  /** Keys under which something is there. */
  get size(): number {
    return this.#byKey.size
  }

  /** What is there under a key. */
  under(key: string): Iterable<A> {
    return this.#byKey.get(key) ?? []
  }

  /** Everything that is there. */
  *all(): Generator<A> {
    for (const there of this.#byKey.values()) yield* there
  }

  /** Puts something under a key; gives what takes it away again. */
  put(key: string, one: A): () => void {
    const there = this.#byKey.get(key) ?? new Set()
    this.#byKey.set(key, there.add(one))
    return () => {
      there.delete(one)
      if (there.size === 0 && this.#byKey.get(key) === there) this.#byKey.delete(key)
    }
  }
}
