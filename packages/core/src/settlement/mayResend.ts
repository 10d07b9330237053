import type { Instant } from "../shared/index.ts"
import type { PayoutLine } from "./PayoutLine.ts"

/**
 * Whether the request of an unknown attempt may be repeated under its own key, as a way of asking the provider: only while
 * the provider still remembers the key, counted from when the attempt was claimed. After that a look-up comes first (I22).
 */
export const mayResend = (line: PayoutLine, now: Instant, keyRetentionMs: number): boolean =>
  line._tag === "Unknown" && now < line.attempt.claimedAt + keyRetentionMs
