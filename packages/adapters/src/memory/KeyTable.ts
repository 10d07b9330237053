/** A hash table stays at most this full, so that probes remain short. */
const maximumLoad = 0.75
const firstSize = 1 << 10

/**
 * Keys lie in chunks of this many bytes, none across two. The longest texts kept here, contents of activities with note
 * and evidence, take less than half of one.
 */
const chunkBits = 16
const chunkSize = 1 << chunkBits

/** The key's text ends here; no key holds this byte (control characters are not allowed in keys). */
const terminator = 0

/** Keys begin at whole words, so that they are hashed, compared and copied four bytes at a time. */
const bytesPerWord = 4

/**
 * Exact look-up of rows by (source, key). The keys' UTF-8 bytes lie in an arena, rows in an open-addressed table.
 *
 * **Details**: costs the key's bytes and a terminator to whole words and 11 to 21 bytes of table a row. A slot holds a row
 * with its hash, so that a look-up goes to one place in memory. Equal hashes are told apart by the keys' texts alone: the
 * source is the seed of a hash whose every step can be undone, so that one text never has the same hash from two sources.
 * The owner keeps where the key of a row starts.
 */
export class KeyTable {
  readonly #startOf: (row: number) => number
  readonly #chunks: Array<Words> = []
  #used = chunkSize
  /** Of each slot the hash and the row, counted from 1; 0 where it holds none. */
  #slots = new Int32Array(2 * firstSize)
  #filled = 0
  /** The last look-up: whoever looks a key up mostly writes and points it next. */
  #lastKey: string | undefined
  #lastSource = 0
  #lastHash = 0
  #lastSlot = 0
  /** Its text, as the arena would hold it. */
  readonly #staged = new Words(chunkSize)
  #stagedWords = 0

  constructor(startOf: (row: number) => number) {
    this.#startOf = startOf
  }

  /** The row that holds the key now; -1 when there is none. */
  find(source: number, key: string): number {
    this.#lookUp(source, key)
    return this.#held(this.#lastSlot)
  }

  /** Writes the key's text for a row to come and gives where it starts. */
  write(key: string): number {
    if (key !== this.#lastKey) this.#stage(key)
    const length = this.#stagedWords * bytesPerWord
    if (this.#used + length > chunkSize) {
      this.#chunks.push(new Words(chunkSize))
      this.#used = 0
    }
    const index = this.#chunks.length - 1
    const start = this.#used
    this.#chunk(index).copy(start / bytesPerWord, this.#staged, this.#stagedWords)
    this.#used += length
    return index * chunkSize + start
  }

  /** Makes `row` the one that holds the key; gives the row that held it before, or -1. */
  point(source: number, key: string, row: number): number {
    if (2 * this.#filled >= this.#slots.length * maximumLoad) this.#grow()
    if (key !== this.#lastKey || source !== this.#lastSource) this.#lookUp(source, key)
    const before = this.#held(this.#lastSlot)
    if (before < 0) this.#filled++
    this.#put(this.#lastSlot, this.#lastHash, row)
    return before
  }

  /** Takes back the newest row's hold on its key: `before` holds it again, or with -1 none does. */
  restore(source: number, key: string, before: number): void {
    this.#lookUp(source, key)
    if (before >= 0) this.#put(this.#lastSlot, this.#lastHash, before)
    else this.#vacate(this.#lastSlot)
  }

  /** The text of the key that starts there. */
  read(start: number): string {
    const { bytes } = this.#chunk(start >>> chunkBits)
    const from = start & (chunkSize - 1)
    return decoder.decode(bytes.subarray(from, bytes.indexOf(terminator, from)))
  }

  #chunk(index: number): Words {
    const chunk = this.#chunks[index]
    if (chunk === undefined) throw new RangeError(`no key was written to chunk ${index}`)
    return chunk
  }

  /** Finds the slot that holds the key, or the empty one where it belongs. */
  #lookUp(source: number, key: string): void {
    this.#stage(key)
    const hash = this.#staged.hash(source, this.#stagedWords)
    const slots = this.#slots
    const last = slots.length - 2
    let slot = (2 * hash) & last
    for (let row = slots[slot + 1] ?? 0; row !== 0; row = slots[slot + 1] ?? 0) {
      if (slots[slot] === hash && this.#isStaged(row - 1)) break
      slot = (slot + 2) & last
    }
    this.#lastKey = key
    this.#lastSource = source
    this.#lastHash = hash
    this.#lastSlot = slot
  }

  /** Makes the key's text the staged one. */
  #stage(key: string): void {
    this.#lastKey = undefined
    this.#stagedWords = this.#staged.writeText(key)
  }

  /** Whether the row's key is the staged text. */
  #isStaged(row: number): boolean {
    const start = this.#startOf(row)
    const at = (start & (chunkSize - 1)) / bytesPerWord
    return this.#chunk(start >>> chunkBits).equals(at, this.#staged, this.#stagedWords)
  }

  /** The row that a slot holds; -1 where it holds none. */
  #held(slot: number): number {
    return (this.#slots[slot + 1] ?? 0) - 1
  }

  #put(slot: number, hash: number, row: number): void {
    this.#slots[slot] = hash
    this.#slots[slot + 1] = row + 1
  }

  #grow(): void {
    this.#lastKey = undefined
    const old = this.#slots
    this.#slots = new Int32Array(2 * old.length)
    for (let slot = 0; slot < old.length; slot += 2) {
      const row = old[slot + 1] ?? 0
      if (row !== 0) this.#place(old[slot] ?? 0, row - 1)
    }
  }

  /** Puts a row that is in no slot into the first free one of its run. */
  #place(hash: number, row: number): void {
    const last = this.#slots.length - 2
    let slot = (2 * hash) & last
    while (this.#slots[slot + 1] !== 0) slot = (slot + 2) & last
    this.#put(slot, hash, row)
  }

  /** Empties a slot and moves up what stood behind it in the same run of probes. */
  #vacate(slot: number): void {
    this.#lastKey = undefined
    const last = this.#slots.length - 2
    this.#slots[slot + 1] = 0
    this.#filled--
    for (let next = (slot + 2) & last; this.#slots[next + 1] !== 0; next = (next + 2) & last) {
      const row = this.#held(next)
      this.#slots[next + 1] = 0
      this.#place(this.#slots[next] ?? 0, row)
    }
  }
}

const encoder = new TextEncoder()
// A key may begin with the mark that decoders take for one of byte order.
const decoder = new TextDecoder("utf-8", { ignoreBOM: true })

/** A stretch of memory, seen as bytes and as whole words. */
class Words {
  readonly bytes: Uint8Array
  readonly #words: Int32Array

  constructor(size: number) {
    const memory = new ArrayBuffer(size)
    this.bytes = new Uint8Array(memory)
    this.#words = new Int32Array(memory)
  }

  /** Writes text as UTF-8 with a terminator from the beginning, filled up to whole words; gives how many. */
  writeText(text: string): number {
    const { bytes } = this
    let at = encoder.encodeInto(text, bytes).written
    do bytes[at++] = terminator
    while (at % bytesPerWord !== 0)
    return at / bytesPerWord
  }

  copy(start: number, from: Words, count: number): void {
    for (let at = 0; at < count; at++) this.#words[start + at] = from.#words[at] ?? 0
  }

  equals(start: number, other: Words, count: number): boolean {
    for (let at = 0; at < count; at++) if (this.#words[start + at] !== other.#words[at]) return false
    return true
  }

  /** MurmurHash3 over the first words; 32 bits, signed. Keys that differ in one digit anywhere spread over all bits. */
  hash(seed: number, count: number): number {
    let hash = seed
    for (let at = 0; at < count; at++) {
      const word = Math.imul(this.#words[at] ?? 0, 0xcc9e2d51)
      hash ^= Math.imul((word << 15) | (word >>> 17), 0x1b873593)
      hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
    return hash ^ (hash >>> 16)
  }
}
