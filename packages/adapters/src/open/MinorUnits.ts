import { Amount } from "@laurel/core/shared"
import { Schema } from "effect"

/** An amount as programs have it, in minor units of the challenge's currency: `2500n` or `"2500"` for 25.00. */
export type MinorUnits = bigint | string

/** Reads `MinorUnits`; they must not be negative. A JS number is refused: it may have lost digits already. */
export const AmountFromMinorUnits = Schema.Union([Amount, Schema.toType(Amount)])
