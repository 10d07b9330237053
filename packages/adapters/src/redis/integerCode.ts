/**
 * Whole numbers as texts that are ordered as the numbers are, byte by byte, and none of which is the beginning of another.
 *
 * **Details**: characters below 128 only, so that text and bytes are the same. A number of at most `widest` in magnitude is one
 * character, any other a character that says the sign and how many follow, and its digits to the base 128, complemented where it
 * is negative: an instant in milliseconds takes seven.
 */
export const encodeInteger = (value: number): string => {
  if (value >= -widest && value <= widest) return String.fromCharCode(zero + value)
  const digits = digitsOf(Math.abs(value))
  return value > 0
    ? String.fromCharCode(zero + widest + digits.length, ...digits)
    : String.fromCharCode(zero - widest - digits.length, ...digits.map((digit) => base - 1 - digit))
}

/** The number that begins at `at` in the text, and where it ends. */
export const decodeInteger = (text: string, at: number): readonly [value: number, end: number] => {
  const head = text.charCodeAt(at) - zero
  if (head >= -widest && head <= widest) return [head, at + 1]
  const end = at + 1 + Math.abs(head) - widest
  let magnitude = 0
  for (let index = at + 1; index < end; index++) {
    const digit = text.charCodeAt(index)
    magnitude = magnitude * base + (head > 0 ? digit : base - 1 - digit)
  }
  return [head > 0 ? magnitude : -magnitude, end]
}

/** The character that stands for 0. */
const zero = 64
/** 2^53 has eight digits to the base 128: that many characters are left on either side. */
export const widest = 55
const base = 128

const digitsOf = (magnitude: number): ReadonlyArray<number> => {
  const digits: Array<number> = []
  for (let rest = magnitude; rest > 0; rest = Math.floor(rest / base)) digits.unshift(rest % base)
  return digits
}
