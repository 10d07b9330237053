import { attemptsOf, type PayoutLine } from "@laurel/core/settlement"
import { formatInstant } from "@laurel/core/shared"
import { Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { words } from "../../wire/words.ts"

/** A payout. */
export const PayoutJson = Schema.Struct({
  line: Schema.String,
  state: Schema.String,
  recipient: Schema.String,
  currency: Schema.String,
  minor_units: Schema.String,
  hold_until: Schema.optionalKey(Instant),
  attempts: Schema.Int,
  /** Each attempt by the key under which the provider knows it, and what was said to have become of it, in order. */
  tried: Schema.Array(Schema.Struct({ attempt: Schema.String, outcomes: Schema.Array(Schema.String) }))
}).annotate({ identifier: "Payout" })

/** A payout as it is written. */
export const payoutJson = (line: PayoutLine): typeof PayoutJson.Type => {
  const attempts = attemptsOf(line)
  return {
    line: line.key,
    state: words(line._tag),
    recipient: line.recipient,
    currency: line.currency,
    minor_units: `${line.minorUnits}`,
    ...(line._tag === "Held" ? { hold_until: formatInstant(line.holdUntil) } : {}),
    attempts: attempts.length,
    tried: attempts.map(({ key, outcomes }) => ({
      attempt: key,
      outcomes: outcomes.map(({ outcome }) => words(outcome))
    }))
  }
}
