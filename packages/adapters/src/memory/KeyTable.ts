import { int32 } from "./Column.ts"

/** A hash table stays at most this full, so that probes remain short. */
const maximumLoad = 0.7
const firstSize = 1 << 10

/**
 * Keys lie in chunks of this many bytes, none across two. The longest texts kept here, contents of activities with note
 * and evidence, take less than half of one.
 */
const chunkBits = 16
const chunkSize = 1 << chunkBits

/** The key's text ends here; no key holds this byte (control characters are not allowed in keys). */
const terminator = 0

/**
 * Exact look-up of rows by (source, key). The keys' UTF-8 bytes lie in an arena, rows in an open-addressed table.
 *
 * **Details**: costs the key's bytes and a terminator, 4 bytes for its hash and about 7 bytes of table a row. Equal hashes
 * are told apart by the keys themselves. The owner keeps where the key of a row starts, and its source.
 */
export class KeyTable {
  readonly #startOf: (row: number) => number
  readonly #sourceOf: (row: number) => number
  readonly #chunks: Array<Uint8Array> = []
  #used = chunkSize
  readonly #hashes = int32()
  #slots = new Int32Array(firstSize)
  #filled = 0
  /** The last look-up: whoever looks a key up mostly points it next. */
  #lastKey: string | undefined
  #lastSource = 0
  #lastHash = 0
  #lastSlot = 0

  constructor(startOf: (row: number) => number, sourceOf: (row: number) => number) {
    this.#startOf = startOf
    this.#sourceOf = sourceOf
  }

  /** The row that holds the key now; -1 when there is none. */
  find(source: number, key: string): number {
    this.#lookUp(source, key)
    return (this.#slots[this.#lastSlot] ?? 0) - 1
  }

  /** Writes the key's text for a row to come and gives where it starts. */
  write(key: string): number {
    if (this.#used + key.length * 3 + 1 > chunkSize) {
      this.#chunks.push(new Uint8Array(chunkSize))
      this.#used = 0
    }
    const index = this.#chunks.length - 1
    const start = this.#used
    this.#used = writeText(this.#chunk(index), start, key)
    return index * chunkSize + start
  }

  /** Makes `row` the one that holds the key; gives the row that held it before, or -1. */
  point(source: number, key: string, row: number): number {
    if (this.#filled >= this.#slots.length * maximumLoad) this.#grow()
    if (key !== this.#lastKey || source !== this.#lastSource) this.#lookUp(source, key)
    const before = (this.#slots[this.#lastSlot] ?? 0) - 1
    if (before < 0) this.#filled++
    this.#slots[this.#lastSlot] = row + 1
    this.#hashes.set(row, this.#lastHash)
    return before
  }

  /** Takes back the newest row's hold on its key: `before` holds it again, or with -1 none does. */
  restore(source: number, key: string, before: number): void {
    this.#lookUp(source, key)
    if (before >= 0) this.#slots[this.#lastSlot] = before + 1
    else this.#vacate(this.#lastSlot)
  }

  /** The text of the key that starts there. */
  read(start: number): string {
    const bytes = this.#chunk(start >>> chunkBits)
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

  #chunk(index: number): Uint8Array {
    const chunk = this.#chunks[index]
    if (chunk === undefined) throw new RangeError(`no key was written to chunk ${index}`)
    return chunk
  }

  /** Finds the slot that holds the key, or the empty one where it belongs. */
  #lookUp(source: number, key: string): void {
    const hash = hashOf(source, key)
    const mask = this.#slots.length - 1
    let slot = hash & mask
    for (let row = this.#slots[slot] ?? 0; row !== 0; row = this.#slots[slot] ?? 0) {
      if (this.#hashes.get(row - 1) === hash && this.#holds(row - 1, source, key)) break
      slot = (slot + 1) & mask
    }
    this.#lastKey = key
    this.#lastSource = source
    this.#lastHash = hash
    this.#lastSlot = slot
  }

  #holds(row: number, source: number, key: string): boolean {
    if (this.#sourceOf(row) !== source) return false
    const start = this.#startOf(row)
    return textIs(this.#chunk(start >>> chunkBits), start & (chunkSize - 1), key)
  }

  #grow(): void {
    this.#lastKey = undefined
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    for (const row of old) if (row !== 0) this.#place(row)
  }

  /** Puts a row that is in no slot into the first free one of its run. */
  #place(row: number): void {
    const mask = this.#slots.length - 1
    let slot = this.#hashes.get(row - 1) & mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    this.#slots[slot] = row
  }

  /** Empties a slot and moves up what stood behind it in the same run of probes. */
  #vacate(slot: number): void {
    this.#lastKey = undefined
    const mask = this.#slots.length - 1
    this.#slots[slot] = 0
    this.#filled--
    for (let next = (slot + 1) & mask; this.#slots[next] !== 0; next = (next + 1) & mask) {
      const row = this.#slots[next] ?? 0
      this.#slots[next] = 0
      this.#place(row)
    }
  }
}

const continuation = (bytes: Uint8Array, at: number): number => (bytes[at] ?? 0) & 0x3f

/** Writes text without surrogates as UTF-8 and a terminator; gives where the next begins. */
const writeText = (bytes: Uint8Array, start: number, text: string): number => {
  let at = start
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
  bytes[at++] = terminator
  return at
}

/** Whether the UTF-8 text that starts there is this one. */
const textIs = (bytes: Uint8Array, start: number, text: string): boolean => {
  let at = start
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) {
      if (bytes[at++] !== code) return false
    } else if (code < 0x800) {
      if (bytes[at++] !== (0xc0 | (code >> 6)) || bytes[at++] !== (0x80 | (code & 0x3f))) return false
    } else if (
      bytes[at++] !== (0xe0 | (code >> 12)) ||
      bytes[at++] !== (0x80 | ((code >> 6) & 0x3f)) ||
      bytes[at++] !== (0x80 | (code & 0x3f))
    )
      return false
  }
  return bytes[at] === terminator
}

/** FNV-1a over the code units with a final mix, so that keys that differ in their last digits spread; 32 bits, signed. */
const hashOf = (source: number, key: string): number => {
  let hash = 0x811c9dc5 ^ source
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return hash ^ (hash >>> 13)
}
