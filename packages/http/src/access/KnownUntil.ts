import { Remembered } from "../ports/Remembered.ts"

/** What is known under keys until an instant each, of so many at most: what was learnt first is forgotten first. */
export class KnownUntil<A> {
  readonly #remembered: Remembered<string, { readonly one: A; readonly until: number }>

  constructor(most: number) {
    this.#remembered = new Remembered(most)
  }

  under(key: string, now: number): A | undefined {
    const seen = this.#remembered.under(key)
    if (seen !== undefined && now < seen.until) return seen.one
    this.#remembered.forget(key)
    return undefined
  }

  learn(key: string, one: A, until: number): void {
    this.#remembered.remember(key, { one, until })
  }
}
