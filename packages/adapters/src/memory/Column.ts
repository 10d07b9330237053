type Numbers = Float64Array | Int32Array | Uint32Array | Uint8Array

/** Rows a chunk holds: large enough that chunks cost nothing, small enough that growing never copies or doubles. */
const chunkBits = 15
const chunkSize = 1 << chunkBits

/** A growing column of numbers in typed chunks: `bytes` a row and nothing more. */
export class Column {
  readonly #chunks: Array<Numbers> = []
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
    let chunk = this.#chunks[index]
    while (chunk === undefined) {
      this.#chunks.push(this.#make(chunkSize))
      chunk = this.#chunks[index]
    }
    chunk[row & (chunkSize - 1)] = value
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
