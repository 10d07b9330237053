/** Two to the 32: how many values a word has. */
const wordSize = 0x100000000

/** The golden ratio as a word: the step of splitmix, so that seeds that follow one another give unrelated streams. */
const golden = 0x9e3779b9

/** The scrambling step of splitmix32: a bijection of words in which every bit depends on all others. */
const scramble = (word: number): number => {
  let z = word | 0
  z = Math.imul(z ^ (z >>> 16), 0x21f0aaad)
  z = Math.imul(z ^ (z >>> 15), 0x735a2d97)
  return (z ^ (z >>> 15)) >>> 0
}

/** One word out of several: the seed of a stream that belongs to one run, one person, one purpose. */
export const seedFrom = (...words: ReadonlyArray<number>): number =>
  words.reduce((seed, word) => scramble(seed + golden + scramble(word + golden)), 0)

/** The text as a word, for decisions that hang on a name and on nothing else. */
export const wordOf = (text: string): number => {
  let word = text.length
  for (let at = 0; at < text.length; at++) word = scramble(word + golden + text.charCodeAt(at))
  return word
}

/**
 * A stream of pseudo-random numbers: the same seed gives the same stream, on every machine and for ever.
 *
 * **Details**: sfc32 (Doty-Humphrey), integers of 32 bits only, its state filled by splitmix32. Good enough to imagine
 * people; of no use for secrets. Ranges are taken by remainder: the bias is below one in a million for the ranges here.
 */
export class Random {
  #a: number
  #b: number
  #c: number
  #count = 1

  constructor(seed: number) {
    this.#a = scramble(seed + golden)
    this.#b = scramble(seed + 2 * golden)
    this.#c = scramble(seed + 3 * golden)
    for (let round = 0; round < 12; round++) this.word()
  }

  /** The next word: 0 to 2^32 - 1. */
  word(): number {
    const sum = (this.#a + this.#b + this.#count) | 0
    this.#count = (this.#count + 1) | 0
    this.#a = this.#b ^ (this.#b >>> 9)
    this.#b = (this.#c + (this.#c << 3)) | 0
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum
    this.#c |= 0
    return sum >>> 0
  }

  /** A whole number from 0 to below `limit`, which is at least 1 and at most 2^53. */
  below(limit: number): number {
    return limit <= wordSize ? this.word() % limit : ((this.word() & 0x1fffff) * wordSize + this.word()) % limit
  }

  /** A whole number from `least` to `most`, both included; `least` when they are the wrong way round. */
  between(least: number, most: number): number {
    return most <= least ? least : least + this.below(most - least + 1)
  }

  /** True in `times` of `of` cases. */
  chance(times: number, of: number): boolean {
    return this.below(of) < times
  }

  /** One of the items; each as likely as it is often in the list. */
  pick<A>(items: readonly [A, ...Array<A>]): A {
    return items[this.below(items.length)] ?? items[0]
  }
}
