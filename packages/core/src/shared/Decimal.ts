import { Result, Schema } from "effect"
import { formatRational, parseRational, type Rational, rational, roundHalfEven } from "./Rational.ts"

/** As many decimals as any quantity or score has. */
const mostDecimals = 6

/** How many decimals a quantity or a score carries: 0 to 6. */
export const Decimals = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: mostDecimals }))

/** Quantities and scores are integers of at most this magnitude, so that every store holds them exactly. */
export const maxMagnitude = Number.MAX_SAFE_INTEGER

/** A quantity or score: an integer at a declared number of decimals (8123.5 at one decimal is 81235). */
export const Units = Schema.Int.check(Schema.isBetween({ minimum: -maxMagnitude, maximum: maxMagnitude }))

const plain = /^([+-]?)(\d{1,15})(?:\.(\d{1,6}))?$/

/**
 * Reads a decimal number as an integer at `decimals` decimals; more decimals are rounded half to even, once, here.
 * Fails with a sentence when the text is no number or exceeds 2^53 - 1.
 */
export const parseUnits = (text: string, decimals: number): Result.Result<number, string> => {
  const match = plain.exec(text)
  const fraction = match?.[3] ?? ""
  if (match !== null && fraction.length <= decimals && match[2] !== undefined && match[2].length + decimals <= 15) {
    const units = Number(match[2] + fraction.padEnd(decimals, "0"))
    return Result.succeed(match[1] === "-" && units !== 0 ? -units : units)
  }
  const value = readScientific(text)
  return value === undefined
    ? Result.fail(`"${text.slice(0, 40)}" is not a number`)
    : Result.mapError(
        toUnits(value, decimals),
        () => `${text.slice(0, 40)} is larger than 2^53 - 1 at ${decimals} decimals`
      )
}

const scientific = /^([+-]?(?:\d+\.?\d*|\.\d+))(?:[eE]([+-]?\d{1,3}))?$/

const readScientific = (text: string): Rational | undefined => {
  const match = text.length > 60 ? null : scientific.exec(text)
  if (match?.[1] === undefined) return undefined
  const mantissa = Result.getOrUndefined(parseRational(match[1].replace(/^([+-]?)\./, "$10.").replace(/\.$/, "")))
  if (mantissa === undefined) return undefined
  const exponent = Number(match[2] ?? "0")
  const power = 10n ** BigInt(Math.abs(exponent))
  return exponent < 0
    ? rational(mantissa.numerator, mantissa.denominator * power)
    : rational(mantissa.numerator * power, mantissa.denominator)
}

/** An exact number as an integer at `decimals` decimals, rounded half to even; fails beyond 2^53 - 1. */
export const toUnits = (value: Rational, decimals: number): Result.Result<number, "TooLarge"> => {
  const units = Number(roundHalfEven(rational(value.numerator * 10n ** BigInt(decimals), value.denominator)))
  return Number.isSafeInteger(units) ? Result.succeed(units === 0 ? 0 : units) : Result.fail("TooLarge")
}

/** An integer at `decimals` decimals as the exact number it stands for. */
export const fromUnits = (units: number, decimals: number): Rational => rational(BigInt(units), 10n ** BigInt(decimals))

/** An integer at `decimals` decimals as decimal text: `formatUnits(81235, 1)` is `"8123.5"`. */
export const formatUnits = (units: number | bigint, decimals: number): string => {
  const digits = `${units < 0 ? -units : units}`.padStart(decimals + 1, "0")
  const text = decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
  return units < 0 ? `-${text}` : text
}

/** An exact number as people write it: with decimals where six are enough (`12.5`), else as a fraction (`1/3`). */
export const exactText = (value: Rational): string => {
  const scaled = rational(value.numerator * 10n ** BigInt(mostDecimals), value.denominator)
  if (scaled.denominator !== 1n) return formatRational(value)
  return formatUnits(scaled.numerator, mostDecimals).replace(/\.?0+$/, "")
}
