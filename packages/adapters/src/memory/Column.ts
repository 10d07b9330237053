type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array

/** Rows a chunk holds: large enough that chunks cost nothing, small enough that growing never copies or doubles. */
const chunkBits = 15
const chunkSize = 1 << chunkBits

/** Rows the first chunk begins with, doubled up to the size of the others: a small challenge stays small. */
const firstChunkSize = 64

/**
 * A growing column of numbers in typed chunks: `bytes` a row and nothing more, and nothing at all for a chunk of zeros:
 * what hardly any row has costs hardly anything.
 */
export class Column {
  readonly #chunks: Array<Numbers | undefined> = []
  readonly #make: (size: number) => Numbers

  constructor(make: (size: number) => Numbers) {
    this.#make = make
  }

  /** The value of a row; 0 where none was set. */
  get(row: number): number {
    return this.#chunks[row >>> chunkBits]?.[row & (chunkSize - 1)] ?? 0
  }

  set(row: number, value: number): void {
    const index = row >>> chunkBits
    const offset = row & (chunkSize - 1)
    let chunk = this.#chunks[index]
    if (chunk === undefined || offset >= chunk.length) {
      if (value === 0) return
      chunk = this.#grow(index, offset)
    }
    chunk[offset] = value
  }

  /** The chunk of that index with room for the offset; only the first begins smaller than its full size. */
  #grow(index: number, offset: number): Numbers {
    let size = index === 0 ? firstChunkSize : chunkSize
    while (size <= offset) size *= 2
    const larger = this.#make(size)
    const chunk = this.#chunks[index]
    if (chunk !== undefined) larger.set(chunk)
    while (this.#chunks.length < index) this.#chunks.push(undefined)
    this.#chunks[index] = larger
    return larger
  }
}

/** A column of any number, 8 bytes a row. */
export const float64 = (): Column => new Column((size) => new Float64Array(size))
/** A column of signed 32-bit integers. */
export const int32 = (): Column => new Column((size) => new Int32Array(size))
/** A column of unsigned 32-bit integers. */
export const uint32 = (): Column => new Column((size) => new Uint32Array(size))
/** A column of unsigned 8-bit integers. */
export const uint8 = (): Column => new Column((size) => new Uint8Array(size))
