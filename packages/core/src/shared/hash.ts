import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { Schema } from "effect"

/** SHA-256 as 64 hexadecimal digits. */
export const Hash = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{64}$/, { message: "must be 64 hexadecimal digits" })
)

/** SHA-256 of the text's UTF-8 bytes as 64 hexadecimal digits (ADR 0007). */
export const sha256Hex = (text: string): string => bytesToHex(sha256(utf8ToBytes(text)))

/** SHA-256 of pieces of text put together, which are never all in memory; a piece ends between characters. */
export const sha256OfPieces = (pieces: Iterable<string>): string => {
  const hash = sha256.create()
  for (const piece of pieces) hash.update(utf8ToBytes(piece))
  return bytesToHex(hash.digest())
}
