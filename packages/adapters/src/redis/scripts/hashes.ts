import { crc32 } from "node:zlib"

/** The hash by which a participant's key is found: CRC-32 of its id, of which Redis has none of its own; its last 28 bits, in four characters. */
export const hashOf = (id: string): string => {
  const hash = crc32(id)
  return String.fromCharCode((hash >>> 21) & 127, (hash >>> 14) & 127, (hash >>> 7) & 127, hash & 127)
}

const bytes = Array.from({ length: 256 }, (_, byte) =>
  Array.from({ length: 8 }).reduce<number>((rest) => (rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1) >>> 0, byte)
)

/** The same hash in Lua. */
export const hashing = `
local function hashing()
  local bytes = { ${bytes.join(", ")} }
  return function(text)
    local rest = -1
    for i = 1, #text do
      rest = bit.bxor(bit.rshift(rest, 8), bytes[bit.band(bit.bxor(rest, string.byte(text, i)), 255) + 1])
    end
    return bit.bnot(rest) % 4294967296
  end
end
`
