import type { Instant } from "../shared/index.ts"
import type { AttemptOutcome } from "./PayoutLine.ts"

/** What happened to a payout line. Applying an event to the line that it was decided for never fails. */
export type PayoutEvent =
  | { readonly _tag: "LineReleased"; readonly at: Instant }
  | {
      readonly _tag: "AttemptClaimed"
      readonly at: Instant
      readonly number: number
      readonly key: string
      readonly minorUnits: bigint
      readonly worker: string
      readonly provider: string
      readonly leaseUntil: Instant
    }
  | { readonly _tag: "AttemptSubmitted"; readonly at: Instant }
  | { readonly _tag: "AttemptLost"; readonly at: Instant }
  | { readonly _tag: "AttemptDecided"; readonly at: Instant; readonly outcome: AttemptOutcome }
  | { readonly _tag: "LineReopened"; readonly at: Instant }
  | { readonly _tag: "LineUnclaimed"; readonly at: Instant }
  | { readonly _tag: "LineReclaimed"; readonly at: Instant }
  | { readonly _tag: "LineForfeited"; readonly at: Instant }
  /** A correction took the rest; its own entry posts that. */
  | { readonly _tag: "LineReduced"; readonly at: Instant; readonly minorUnits: bigint }
  | { readonly _tag: "LineWithheld"; readonly at: Instant }
  /** The command had been carried out before. It gives no right to send. */
  | { readonly _tag: "NothingChanged" }
