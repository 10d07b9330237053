import { Effect, Result, Schema, SchemaIssue, SchemaTransformation } from "effect"

/** An exact fraction in lowest terms with a positive denominator. */
export interface Rational {
  readonly numerator: bigint
  readonly denominator: bigint
}

const gcd = (a: bigint, b: bigint): bigint => {
  let [x, y] = [a < 0n ? -a : a, b]
  while (y !== 0n) [x, y] = [y, x % y]
  return x
}

/** The fraction `numerator / denominator` in lowest terms. A denominator of zero is a defect. */
export const rational = (numerator: bigint, denominator = 1n): Rational => {
  if (denominator === 1n) return { numerator, denominator }
  if (denominator === 0n) throw new RangeError(`${numerator} cannot be divided by zero`)
  const sign = denominator < 0n ? -1n : 1n
  const divisor = gcd(numerator, denominator * sign)
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor }
}

/** Nothing: 0. */
export const zero: Rational = rational(0n)
/** The whole: 1. */
export const one: Rational = rational(1n)

/** `a + b`, exactly. */
export const add = (a: Rational, b: Rational): Rational =>
  a.denominator === b.denominator
    ? rational(a.numerator + b.numerator, a.denominator)
    : rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator)

/** `-a`. */
export const negate = (a: Rational): Rational => ({ numerator: -a.numerator, denominator: a.denominator })
/** `a - b`, exactly. */
export const subtract = (a: Rational, b: Rational): Rational => add(a, negate(b))
/** `a * b`, exactly. */
export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator)
/** `a / b`, exactly. Dividing by zero is a defect. */
export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator)
/** The sum of all terms, exactly; 0 for none. */
export const sum = (terms: Iterable<Rational>): Rational => {
  let total = zero
  for (const term of terms) total = add(total, term)
  return total
}

/** Negative, zero or positive as `a` is less than, equal to or greater than `b`. */
export const compare = (a: Rational, b: Rational): number => {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator
  return difference < 0n ? -1 : difference > 0n ? 1 : 0
}
/** Whether both are the same number. */
export const equals = (a: Rational, b: Rational): boolean => compare(a, b) === 0
/** The smaller of the two. */
export const min = (a: Rational, b: Rational): Rational => (compare(a, b) <= 0 ? a : b)
/** The larger of the two. */
export const max = (a: Rational, b: Rational): Rational => (compare(a, b) >= 0 ? a : b)
/** Whether the number is whole. */
export const isInteger = (a: Rational): boolean => a.denominator === 1n

/** The largest integer not above `a`. */
export const floor = (a: Rational): bigint => {
  const quotient = a.numerator / a.denominator
  return a.numerator < 0n && quotient * a.denominator !== a.numerator ? quotient - 1n : quotient
}

/** The nearest integer; a tie goes to the even one (round half to even). */
export const roundHalfEven = (a: Rational): bigint => {
  const below = floor(a)
  const twice = 2n * (a.numerator - below * a.denominator)
  if (twice < a.denominator) return below
  if (twice > a.denominator) return below + 1n
  return below % 2n === 0n ? below : below + 1n
}

/** The longest number that is read: more digits than anybody means, and short enough to be shown. */
const maxLength = 80

const shape = /^([+-]?)(\d+)(?:\.(\d+))?(?:\/(\d+))?(%?)$/

/** Reads `3`, `0.25`, `1/3`, `12.5%`. Fails with a sentence when the text is none of these. */
export const parseRational = (text: string): Result.Result<Rational, string> => {
  const match = shape.exec(text.trim())
  if (match === null || match[2] === undefined || text.length > maxLength) {
    return Result.fail(`"${text.slice(0, 40)}" is not a number such as 3, 0.25, 1/3 or 12.5%`)
  }
  const fraction = match[3] ?? ""
  const whole = BigInt(match[2] + fraction) * (match[1] === "-" ? -1n : 1n)
  const divisor = BigInt(match[4] ?? "1")
  if (divisor === 0n) return Result.fail(`"${text}" divides by zero`)
  return Result.succeed(rational(whole, 10n ** BigInt(fraction.length) * divisor * (match[5] === "%" ? 100n : 1n)))
}

/** The shortest text that reads back as the same number: `3` or `1/3`. */
export const formatRational = (a: Rational): string =>
  a.denominator === 1n ? `${a.numerator}` : `${a.numerator}/${a.denominator}`

/** The decimal that a JSON number prints as, with an exponent or without. */
const ofNumber = (number: number): Result.Result<Rational, string> => {
  const [digits = "", exponent = "0"] = `${number}`.split("e")
  const power = Number(exponent)
  const shift = rational(10n ** BigInt(Math.abs(power)))
  return Result.map(parseRational(digits), (value) => (power < 0 ? divide(value, shift) : multiply(value, shift)))
}

/** What is written out must be short enough to be read again. */
const writable = (value: Rational): Result.Result<Rational, string> => {
  const text = formatRational(value)
  return text.length > maxLength ? Result.fail(`"${text.slice(0, 40)}..." has too many digits`) : Result.succeed(value)
}

const isRational = (u: unknown): u is Rational =>
  typeof u === "object" &&
  u !== null &&
  "numerator" in u &&
  typeof u.numerator === "bigint" &&
  "denominator" in u &&
  typeof u.denominator === "bigint" &&
  u.denominator > 0n

/**
 * An exact number in a definition. Written as a JSON number or as text: `8`, `0.25`, `"1/3"`, `"12.5%"`. A JSON number
 * counts as the decimal it prints as, so `0.1` is exactly one tenth and `1e-7` one ten-millionth.
 */
export const Exact = Schema.Union([Schema.String, Schema.Finite]).pipe(
  Schema.decodeTo(
    Schema.declare(isRational),
    SchemaTransformation.transformEffect({
      decode: (input: string | number) =>
        Result.match(Result.flatMap(typeof input === "number" ? ofNumber(input) : parseRational(input), writable), {
          onSuccess: (value) => Effect.succeed(value),
          onFailure: (message) => Effect.fail(new SchemaIssue.InvalidValue({ message }))
        }),
      encode: (value: Rational): Effect.Effect<string | number> => Effect.succeed(formatRational(value))
    })
  )
)
