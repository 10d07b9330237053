import { int32 } from "./Column.ts"

/** A hash table stays at most this full, so that probes remain short. */
const maximumLoad = 0.7
const firstSize = 1 << 10

/** The tag of a slot that holds no row; no hash has it. */
const free = 0
const tagOf = (hash: number): number => (hash >>> 24) | 1

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
 * **Details**: costs the key's bytes and a terminator to whole words, 4 bytes for its hash and about 9 bytes of table a
 * row. A slot's tag, a byte of the hash, spares looking at rows that cannot be the one; equal hashes are told apart by the
 * keys themselves. The owner keeps where the key of a row starts, and its source.
 */
export class KeyTable {
  readonly #startOf: (row: number) => number
  readonly #sourceOf: (row: number) => number
  readonly #chunks: Array<Words> = []
  #used = chunkSize
  readonly #hashes = int32()
  /** The row that each slot holds. */
  #slots = new Int32Array(firstSize)
  /** The tag of that row's hash; `free` where the slot holds none. */
  #tags = new Uint8Array(firstSize)
  #filled = 0
  /** The last look-up: whoever looks a key up mostly writes and points it next. */
  #lastKey: string | undefined
  #lastSource = 0
  #lastHash = 0
  #lastSlot = 0
  /** Its text, as the arena would hold it. */
  readonly #staged = new Words(chunkSize)
  #stagedWords = 0

  constructor(startOf: (row: number) => number, sourceOf: (row: number) => number) {
    this.#startOf = startOf
    this.#sourceOf = sourceOf
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
    if (this.#filled >= this.#slots.length * maximumLoad) this.#grow()
    if (key !== this.#lastKey || source !== this.#lastSource) this.#lookUp(source, key)
    const before = this.#held(this.#lastSlot)
    if (before < 0) this.#filled++
    this.#slots[this.#lastSlot] = row
    this.#tags[this.#lastSlot] = tagOf(this.#lastHash)
    this.#hashes.set(row, this.#lastHash)
    return before
  }

  /** Takes back the newest row's hold on its key: `before` holds it again, or with -1 none does. */
  restore(source: number, key: string, before: number): void {
    this.#lookUp(source, key)
    if (before >= 0) this.#slots[this.#lastSlot] = before
    else this.#vacate(this.#lastSlot)
  }

  /** The text of the key that starts there. */
  read(start: number): string {
    const { bytes } = this.#chunk(start >>> chunkBits)
    let text = ""
    for (let at = start & (chunkSize - 1); ; ) {
      const byte = bytes[at++] ?? terminator
      if (byte === terminator) return text
      if (byte < 0x80) text += String.fromCharCode(byte)
      else if (byte < 0xe0) text += String.fromCharCode(((byte & 0x1f) << 6) | continuation(bytes, at++))
      else {
        text += String.fromCharCode(
          ((byte & 0x0f) << 12) | (continuation(bytes, at) << 6) | continuation(bytes, at + 1)
        )
        at += 2
      }
    }
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
    const tags = this.#tags
    const mask = tags.length - 1
    const tag = tagOf(hash)
    let slot = hash & mask
    for (let found = tags[slot]; found !== free; found = tags[slot]) {
      if (found === tag && this.#isKeyOf(this.#slots[slot] ?? 0, source, hash)) break
      slot = (slot + 1) & mask
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

  /** Whether the row's key is the staged text of that source. */
  #isKeyOf(row: number, source: number, hash: number): boolean {
    if (this.#hashes.get(row) !== hash || this.#sourceOf(row) !== source) return false
    const start = this.#startOf(row)
    const at = (start & (chunkSize - 1)) / bytesPerWord
    return this.#chunk(start >>> chunkBits).equals(at, this.#staged, this.#stagedWords)
  }

  /** The row that a slot holds; -1 where it holds none. */
  #held(slot: number): number {
    return this.#tags[slot] === free ? -1 : (this.#slots[slot] ?? -1)
  }

  #grow(): void {
    this.#lastKey = undefined
    const [slots, tags] = [this.#slots, this.#tags]
    this.#slots = new Int32Array(slots.length * 2)
    this.#tags = new Uint8Array(tags.length * 2)
    for (let slot = 0; slot < slots.length; slot++) if (tags[slot] !== free) this.#place(slots[slot] ?? 0)
  }

  /** Puts a row that is in no slot into the first free one of its run. */
  #place(row: number): void {
    const hash = this.#hashes.get(row)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    while (this.#tags[slot] !== free) slot = (slot + 1) & mask
    this.#slots[slot] = row
    this.#tags[slot] = tagOf(hash)
  }

  /** Empties a slot and moves up what stood behind it in the same run of probes. */
  #vacate(slot: number): void {
    this.#lastKey = undefined
    const mask = this.#slots.length - 1
    this.#tags[slot] = free
    this.#filled--
    for (let next = (slot + 1) & mask; this.#tags[next] !== free; next = (next + 1) & mask) {
      this.#tags[next] = free
      this.#place(this.#slots[next] ?? 0)
    }
  }
}

const continuation = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) & 0x3f

/** A stretch of memory, seen as bytes and as whole words. */
class Words {
  readonly bytes: Uint8Array
  readonly #words: Int32Array

  constructor(size: number) {
    const memory = new ArrayBuffer(size)
    this.bytes = new Uint8Array(memory)
    this.#words = new Int32Array(memory)
  }

  /** Writes text without surrogates as UTF-8 with a terminator from the beginning, filled up to whole words; gives how many. */
  writeText(text: string): number {
    const { bytes } = this
    let at = 0
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code < 0x80) bytes[at++] = code
      else {
        if (code < 0x800) bytes[at++] = 0xc0 | (code >> 6)
        else {
          bytes[at++] = 0xe0 | (code >> 12)
          bytes[at++] = 0x80 | ((code >> 6) & 0x3f)
        }
        bytes[at++] = 0x80 | (code & 0x3f)
      }
    }
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

  /** FNV-1a over the first words with a final mix, so that keys that differ in their last digits spread; 32 bits, signed. */
  hash(seed: number, count: number): number {
    let hash = 0x811c9dc5 ^ seed
    for (let at = 0; at < count; at++) {
      hash = Math.imul(hash ^ (this.#words[at] ?? 0), 0x01000193)
      hash ^= hash >>> 15
    }
    hash = Math.imul(hash, 0x85ebca6b)
    return hash ^ (hash >>> 13)
  }
}
