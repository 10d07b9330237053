import { createHash } from "node:crypto"
import type { ByteSource } from "./ByteSource.ts"

/** What was read of a source. */
export interface Digest {
  readonly bytes: number
  readonly sha256: string
}

/** A source whose bytes are hashed as they are read; `digest` is asked for at the end. */
export interface HashedSource extends ByteSource {
  readonly digest: () => Digest
}

/** Hashes a source while it is read. */
export const hashed = (source: ByteSource): HashedSource => {
  const hash = createHash("sha256")
  let bytes = 0
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    for await (const piece of source.chunks) {
      hash.update(piece)
      bytes += piece.length
      yield piece
    }
  }
  return { ...source, chunks: chunks(), digest: () => ({ bytes, sha256: hash.digest("hex") }) }
}

/** The digest of bytes that are there already. */
export const digestOfBytes = (bytes: Uint8Array): Digest => ({
  bytes: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("hex")
})

/** Reads a source to its end for its hash alone. */
export const digestOf = async (source: ByteSource): Promise<Digest> => {
  const whole = hashed(source)
  for await (const _piece of whole.chunks);
  return whole.digest()
}
