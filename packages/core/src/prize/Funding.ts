import { Effect, Schema } from "effect"
import { Amount, type Instant, InstantFromText } from "../shared/index.ts"
import { Share } from "./Share.ts"

const risesInTime = (steps: ReadonlyArray<{ readonly until: Instant }>): boolean =>
  steps.every((step, index) => index === 0 || step.until > (steps[index - 1]?.until ?? Number.NEGATIVE_INFINITY))

/** What an entry costs: one amount, or an amount until each of several dates. */
export const EntryFee = Schema.Union([
  Amount,
  Schema.NonEmptyArray(Schema.Struct({ until: InstantFromText, amount: Amount })).check(
    Schema.makeFilter(
      (steps: ReadonlyArray<{ readonly until: Instant }>) => risesInTime(steps) || "dates must follow one another"
    )
  )
])
export type EntryFee = typeof EntryFee.Type

/**
 * Where the money comes from.
 *
 * **Details**
 * - `sponsor`, `carryOver`: what is expected; what counts at the end is what was paid in.
 * - `guaranteed`: the pool after deductions is at least this; the organiser tops it up.
 * - `scaling`: the guaranteed amount and every fixed amount of the plan are advertised for `basis` entries. With fewer they
 *   shrink by entries / basis, never below `floor` (a share) and never above the advertised amount.
 */
export const Funding = Schema.Struct({
  entryFee: Schema.optionalKey(EntryFee),
  sponsor: Schema.optionalKey(Amount),
  guaranteed: Schema.optionalKey(Amount),
  carryOver: Schema.optionalKey(Amount),
  scaling: Schema.optionalKey(
    Schema.Struct({
      basis: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 10_000_000 })),
      floor: Share.pipe(Schema.withDecodingDefaultKey(Effect.succeed("0")))
    })
  )
})
export type Funding = typeof Funding.Type

/** What an entry costs at an instant, in minor units. After the last date the last amount holds; free entry costs 0. */
export const entryFeeAt = (funding: Funding, at: Instant): bigint => {
  const fee = funding.entryFee
  if (fee === undefined || typeof fee === "bigint") return fee ?? 0n
  const step = fee.find(({ until }) => at < until) ?? fee[fee.length - 1]
  return step?.amount ?? 0n
}
