/** Amounts by their place, eight bytes each where they are no larger than most. */
export class Amounts {
  readonly #plain: Array<number> = []
  /** Those that no `number` holds exactly; in the list stands -1 for them. */
  readonly #large = new Map<number, bigint>()

  push(minorUnits: bigint): void {
    const isPlain = minorUnits >= 0n && minorUnits <= Number.MAX_SAFE_INTEGER
    if (!isPlain) this.#large.set(this.#plain.length, minorUnits)
    this.#plain.push(isPlain ? Number(minorUnits) : -1)
  }

  at(place: number): bigint {
    const plain = this.#plain[place] ?? 0
    return plain === -1 ? (this.#large.get(place) ?? 0n) : BigInt(plain)
  }
}
