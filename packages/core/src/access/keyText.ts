import { Option, Schema } from "effect"
import { KeyId } from "./ApiKey.ts"

/** What every key begins with, so that one which was published by mistake is recognised. */
export const keyPrefix = "laurel_live_"

const alphabet = "abcdefghijklmnopqrstuvwxyz234567"

/** Random bytes as text: five bits a character. */
export const encoded = (bytes: Uint8Array): string => {
  let [text, bits, held] = ["", 0, 0]
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >>> bits) & 31]
    }
    held &= (1 << bits) - 1
  }
  return text
}

/** So many random bytes make a key: its name of 60 bits, and a secret of 256. */
export const keyBytes = 8 + 32

/** A new key of random bytes: its name, its secret, and the text that whoever uses it is given, once. */
export const newKey = (random: Uint8Array) => {
  if (random.length !== keyBytes) throw new Error(`a key is made of ${keyBytes} random bytes`)
  const id = KeyId.make(encoded(random.subarray(0, 8)).slice(0, 12))
  const secret = encoded(random.subarray(8))
  return { id, secret, text: `${keyPrefix}${id}_${secret}` }
}

const written = /^laurel_live_([a-z2-7]{12})_([a-z2-7]{51})$/

/** The name and the secret of a key as it was sent; nothing where the text is none. */
export const readKey = (text: string): Option.Option<{ readonly id: KeyId; readonly secret: string }> => {
  const match = written.exec(text)
  const id = Schema.decodeUnknownOption(KeyId)(match?.[1])
  return Option.map(id, (one) => ({ id: one, secret: match?.[2] ?? "" }))
}
