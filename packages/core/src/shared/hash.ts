import { sha256 } from "@noble/hashes/sha2.js"
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js"
import { Schema } from "effect"

/** SHA-256 as 64 hexadecimal digits. */
export const Hash = Schema.String.check(
  Schema.isPattern(/^[0-9a-f]{64}$/, { message: "must be 64 hexadecimal digits" })
)

/** A way to compute SHA-256 over the UTF-8 bytes of text, as 64 hexadecimal digits. */
export interface Sha256 {
  readonly ofText: (text: string) => string
  /** Of pieces that come one by one. */
  readonly begin: () => Sha256Digest
}

/** A SHA-256 under way. */
export interface Sha256Digest {
  readonly update: (piece: string) => void
  /** The digits of all that came; nothing may come after that. */
  readonly digits: () => string
}

/** SHA-256 that runs wherever JavaScript does. */
export const portableSha256: Sha256 = {
  ofText: (text) => bytesToHex(sha256(utf8ToBytes(text))),
  begin: () => {
    const hash = sha256.create()
    return {
      update: (piece) => {
        hash.update(utf8ToBytes(piece))
      },
      digits: () => bytesToHex(hash.digest())
    }
  }
}

let current = portableSha256

/**
 * Has SHA-256 computed in another way from now on, for whoever runs where there is a faster one. It has to give the same
 * digits for every text: there is one SHA-256, and hashes that are stored are compared with it.
 */
export const computeSha256By = (way: Sha256): void => {
  current = way
}

/** SHA-256 of the text's UTF-8 bytes as 64 hexadecimal digits (ADR 0007). */
export const sha256Hex = (text: string): string => current.ofText(text)

/** SHA-256 of pieces of text put together, which are never all in memory; a piece ends between characters. */
export const sha256OfPieces = (pieces: Iterable<string>): string => {
  const { update, digits } = current.begin()
  for (const piece of pieces) update(piece)
  return digits()
}

/** A SHA-256 of pieces of text that come one by one; a piece ends between characters. */
export const beginSha256 = (): Sha256Digest => current.begin()
