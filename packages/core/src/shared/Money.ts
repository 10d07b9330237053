import { Effect, Schema, SchemaIssue, SchemaTransformation } from "effect"
import { formatUnits } from "./Decimal.ts"

/** An ISO 4217 currency code, or the code of another unit of account that is written like one. */
export const Currency = Schema.String.check(
  Schema.isPattern(/^[A-Z]{3}$/, { message: "must be a currency code of three capital letters, such as EUR" })
).pipe(Schema.brand("Currency"))
export type Currency = typeof Currency.Type

const digits = /^(0|-?[1-9]\d{0,29})$/

/**
 * An amount of minor units (cents) as `bigint`. On the wire it is text of digits, `"2500"` for 25.00, so that no reader
 * can turn it into a floating-point number.
 */
export const MinorUnits = Schema.String.pipe(
  Schema.decodeTo(
    Schema.BigInt,
    SchemaTransformation.transformEffect({
      decode: (text: string) =>
        digits.test(text)
          ? Effect.succeed(BigInt(text))
          : Effect.fail(
              new SchemaIssue.InvalidValue({ message: 'must be text of whole minor units, such as "2500" for 25.00' })
            ),
      encode: (amount: bigint) => Effect.succeed(`${amount}`)
    })
  )
)

/** An amount that is not negative. */
export const Amount = MinorUnits.check(Schema.makeFilter((amount: bigint) => amount >= 0n || "must not be negative"))

/** Money: a currency and a whole number of its minor units. Amounts of different currencies never mix. */
export const Money = Schema.Struct({ currency: Currency, minorUnits: MinorUnits })
export type Money = typeof Money.Type

/** ISO 4217 currencies whose minor unit is not a hundredth. */
const otherDecimals: Readonly<Record<string, number>> = {
  BIF: 0,
  CLP: 0,
  DJF: 0,
  GNF: 0,
  ISK: 0,
  JPY: 0,
  KMF: 0,
  KRW: 0,
  PYG: 0,
  RWF: 0,
  UGX: 0,
  UYI: 0,
  VND: 0,
  VUV: 0,
  XAF: 0,
  XOF: 0,
  XPF: 0,
  BHD: 3,
  IQD: 3,
  JOD: 3,
  KWD: 3,
  LYD: 3,
  OMR: 3,
  TND: 3,
  CLF: 4,
  UYW: 4
}

/** How many decimals the currency is written with: 2 unless ISO 4217 says otherwise. */
export const currencyDecimals = (currency: string): number => otherDecimals[currency] ?? 2

/** The amount as people write it: `formatAmount(2500n, "EUR")` is `"25.00"`. */
export const formatAmount = (minorUnits: bigint, currency: string): string =>
  formatUnits(minorUnits, currencyDecimals(currency))
