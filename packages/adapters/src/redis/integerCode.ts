/**
 * Whole numbers as texts that are ordered as the numbers are, byte by byte, and none of which is the beginning of another.
 *
 * **Details**: characters below 128 only, so that text and bytes are the same. The first says what follows:
 *
 * | first character | the number |
 * |---|---|
 * | 0 to 7 | negative, of eight digits to one: to the base 128, complemented |
 * | 8 to 55 | -31 to 16, which is most active days, in one character |
 * | 56 to 60 | one to five digits |
 * | 61 to 124 | six digits, the first of which is 1 to 64 and in here: instants up to the year 2040, in milliseconds |
 * | 125 to 127 | six to eight digits |
 */
export const encodeInteger = (value: number): string => {
  if (value >= least && value <= most) return String.fromCharCode(zero + value)
  const digits = digitsOf(Math.abs(value))
  const { length, 0: first = 0 } = digits
  if (value < 0) return String.fromCharCode(8 - length, ...digits.map((digit) => base - 1 - digit))
  if (length <= 5) return String.fromCharCode(55 + length, ...digits)
  return length === 6 && first <= 64
    ? String.fromCharCode(60 + first, ...digits.slice(1))
    : String.fromCharCode(119 + length, ...digits)
}

/** The number that begins at `at` in the text, and where it ends. */
export const decodeInteger = (text: string, at: number): readonly [value: number, end: number] => {
  const head = text.charCodeAt(at)
  if (head >= 8 && head <= 55) return [head - zero, at + 1]
  const end = at + 1 + digitsAfter(head)
  let magnitude = head > 60 && head < 125 ? head - 60 : 0
  for (let index = at + 1; index < end; index++) {
    const digit = text.charCodeAt(index)
    magnitude = magnitude * base + (head < 8 ? base - 1 - digit : digit)
  }
  return [head < 8 ? -magnitude : magnitude, end]
}

const [least, zero, most] = [-31, 39, 16]
const base = 128

const digitsAfter = (head: number): number => {
  if (head < 8) return 8 - head
  if (head <= 60) return head - 55
  return head < 125 ? 5 : head - 119
}

const digitsOf = (magnitude: number): ReadonlyArray<number> => {
  const digits: Array<number> = []
  for (let rest = magnitude; rest > 0; rest = Math.floor(rest / base)) digits.unshift(rest % base)
  return digits
}

/** Reading them in Lua. */
export const integers = `
-- How many characters the integer that begins there takes.
local function sizeAt(text, at)
  local head = byte(text, at)
  if head >= 8 and head <= 55 then return 1 end
  if head < 8 then return 9 - head end
  if head <= 60 then return head - 54 end
  return head < 125 and 6 or head - 118
end
-- The integer that begins there, and where what follows it begins.
local function integerAt(text, at)
  local head = byte(text, at)
  if head >= 8 and head <= 55 then return head - 39, at + 1 end
  local after = at + sizeAt(text, at)
  if head < 8 then
    local value = 0
    for i = at + 1, after - 1 do value = value * 128 + 127 - byte(text, i) end
    return -value, after
  end
  local value = (head > 60 and head < 125) and head - 60 or 0
  for i = at + 1, after - 1 do value = value * 128 + byte(text, i) end
  return value, after
end
`
