import { Column, uint8 } from "./Column.ts"

/** A hash table stays at most this full, so that probes remain short. */
const maximumLoad = 0.7
const firstSize = 1 << 10

/** The key's text ends here; no key holds this byte (control characters are not allowed in keys). */
const terminator = 0

/**
 * Exact look-up of rows by (source, key): the key's UTF-8 bytes stand in one arena, rows in an open-addressed table of
 * 4 bytes a slot. Costs the key's bytes, one terminator and about 7 bytes a row.
 */
export class KeyTable {
  /** Where the key of a row starts in the arena: given by the owner, which keeps it as a column. */
  readonly #startOf: (row: number) => number
  readonly #sourceOf: (row: number) => number
  readonly #bytes: Column = uint8()
  #used = 0
  #slots = new Int32Array(firstSize)
  #filled = 0

  constructor(startOf: (row: number) => number, sourceOf: (row: number) => number) {
    this.#startOf = startOf
    this.#sourceOf = sourceOf
  }

  /** The row that holds the key now; -1 when there is none. */
  find(source: number, key: string): number {
    return (this.#slots[this.#slotOf(source, key)] ?? 0) - 1
  }

  /** Writes the key's text for a row to come and gives where it starts. */
  write(key: string): number {
    const start = this.#used
    for (let index = 0; index < key.length; index++) {
      const code = key.charCodeAt(index)
      if (code < 0x80) this.#put(code)
      else if (code < 0x800) {
        this.#put(0xc0 | (code >> 6))
        this.#put(0x80 | (code & 0x3f))
      } else {
        this.#put(0xe0 | (code >> 12))
        this.#put(0x80 | ((code >> 6) & 0x3f))
        this.#put(0x80 | (code & 0x3f))
      }
    }
    this.#put(terminator)
    return start
  }

  /** Makes `row` the one that holds the key; gives the row that held it before, or -1. */
  point(source: number, key: string, row: number): number {
    if (this.#filled >= this.#slots.length * maximumLoad) this.#grow()
    const slot = this.#slotOf(source, key)
    const before = (this.#slots[slot] ?? 0) - 1
    if (before < 0) this.#filled++
    this.#slots[slot] = row + 1
    return before
  }

  /** The text of the key that starts there. */
  read(start: number): string {
    let text = ""
    for (let at = start; ; ) {
      const byte = this.#bytes.get(at++)
      if (byte === terminator) return text
      if (byte < 0x80) text += String.fromCharCode(byte)
      else if (byte < 0xe0) text += String.fromCharCode(((byte & 0x1f) << 6) | (this.#bytes.get(at++) & 0x3f))
      else {
        const middle = this.#bytes.get(at++) & 0x3f
        text += String.fromCharCode(((byte & 0x0f) << 12) | (middle << 6) | (this.#bytes.get(at++) & 0x3f))
      }
    }
  }

  /** The slot that holds the key, or the empty one where it belongs. */
  #slotOf(source: number, key: string): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(source, key) & mask
    for (let row = this.#slots[slot] ?? 0; row !== 0; row = this.#slots[slot] ?? 0) {
      if (this.#sourceOf(row - 1) === source && this.#holds(this.#startOf(row - 1), key)) return slot
      slot = (slot + 1) & mask
    }
    return slot
  }

  #holds(start: number, key: string): boolean {
    let at = start
    for (let index = 0; index < key.length; index++) {
      const code = key.charCodeAt(index)
      if (code < 0x80) {
        if (this.#bytes.get(at++) !== code) return false
      } else if (code < 0x800) {
        if (this.#bytes.get(at++) !== (0xc0 | (code >> 6)) || this.#bytes.get(at++) !== (0x80 | (code & 0x3f))) return false
      } else if (
        this.#bytes.get(at++) !== (0xe0 | (code >> 12)) ||
        this.#bytes.get(at++) !== (0x80 | ((code >> 6) & 0x3f)) ||
        this.#bytes.get(at++) !== (0x80 | (code & 0x3f))
      ) return false
    }
    return this.#bytes.get(at) === terminator
  }

  #put(byte: number): void {
    this.#bytes.set(this.#used++, byte)
  }

  #grow(): void {
    const old = this.#slots
    this.#slots = new Int32Array(old.length * 2)
    const mask = this.#slots.length - 1
    for (const row of old) {
      if (row === 0) continue
      let slot = hashOf(this.#sourceOf(row - 1), this.read(this.#startOf(row - 1))) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = row
    }
  }

  /** Takes back the newest row's hold on its key: `before` holds it again, or none does. */
  restore(source: number, key: string, before: number): void {
    const slot = this.#slotOf(source, key)
    if (before >= 0) this.#slots[slot] = before + 1
    else this.#vacate(slot)
  }

  /** Empties a slot and moves up what stood behind it in the same run of probes. */
  #vacate(slot: number): void {
    const mask = this.#slots.length - 1
    this.#slots[slot] = 0
    this.#filled--
    for (let next = (slot + 1) & mask; this.#slots[next] !== 0; next = (next + 1) & mask) {
      const row = this.#slots[next] ?? 0
      this.#slots[next] = 0
      let home = hashOf(this.#sourceOf(row - 1), this.read(this.#startOf(row - 1))) & mask
      while (this.#slots[home] !== 0) home = (home + 1) & mask
      this.#slots[home] = row
    }
  }
}

/** FNV-1a over the code units with a final mix, so that keys that differ in their last digits spread. */
const hashOf = (source: number, key: string): number => {
  let hash = 0x811c9dc5 ^ source
  for (let index = 0; index < key.length; index++) hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x85ebca6b)
  return (hash ^ (hash >>> 13)) >>> 0
}
