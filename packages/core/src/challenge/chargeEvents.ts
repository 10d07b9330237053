import type { Evidence } from "../payment/index.ts"
import type { Instant } from "../shared/index.ts"

/** What happened to a charge. Applying an event to the charge that it was decided for never fails. */
export type ChargeEvent =
  | { readonly _tag: "ChargeSubmitted"; readonly at: Instant }
  | { readonly _tag: "ChargeLost"; readonly at: Instant }
  | {
      readonly _tag: "ChargePaid"
      readonly at: Instant
      readonly use: "Charged" | "OwedBack"
      readonly reference: string
      readonly evidence: Evidence
    }
  | { readonly _tag: "ChargeRefused"; readonly at: Instant; readonly evidence?: Evidence }
  /** The command had been carried out before. It gives no right to send. */
  | { readonly _tag: "NothingChanged" }
