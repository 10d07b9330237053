/** What is remembered under keys, of so many at most: what was remembered first is forgotten first. */
export class Remembered<Key, A> {
  readonly #known = new Map<Key, A>()
  readonly #most: number

  constructor(most: number) {
    this.#most = most
  }

  under(key: Key): A | undefined {
    return this.#known.get(key)
  }

  remember(key: Key, one: A): A {
    const [oldest] = this.#known.keys()
    if (this.#known.size >= this.#most && oldest !== undefined && !this.#known.has(key)) this.#known.delete(oldest)
    this.#known.set(key, one)
    return one
  }

  forget(key: Key): void {
    this.#known.delete(key)
  }
}
