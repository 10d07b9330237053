/** A stream of bytes to read, with the name that problems call it by. */
export interface ByteSource {
  /** As the user wrote it; `standard input` for `-`. */
  readonly name: string
  /** Its size, where that is known: for the percentage in the progress line. */
  readonly size?: number
  readonly chunks: AsyncIterable<Uint8Array>
  /** Reads it once more; absent for what can be read only once. */
  readonly again?: () => AsyncIterable<Uint8Array>
}
