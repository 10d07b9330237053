import type { PayoutLine } from "./PayoutLine.ts"

/** How many payout lines are in which state. */
export type LineCounts = Readonly<Record<PayoutLine["_tag"], number>>

const none: LineCounts = {
  Held: 0,
  Payable: 0,
  Claimed: 0,
  Submitted: 0,
  Confirmed: 0,
  Refused: 0,
  Unknown: 0,
  Returned: 0,
  Unclaimed: 0,
  Forfeited: 0,
  Withheld: 0
}

/** Counts payout lines by state; `countLines([])` is all zero. */
export const countLines = (lines: Iterable<{ readonly _tag: PayoutLine["_tag"] }>): LineCounts => {
  const counts = { ...none }
  for (const { _tag } of lines) counts[_tag]++
  return counts
}

/** Lines that will go on by themselves. */
export const underWay = ({ Held, Payable, Claimed, Submitted }: LineCounts): number =>
  Held + Payable + Claimed + Submitted

/** Lines that will not go on before somebody looks: unknown, refused or returned. */
export const stuck = ({ Unknown, Refused, Returned }: LineCounts): number => Unknown + Refused + Returned

/**
 * The step that a settlement whose lines stand like this is to take next; nothing while it can only wait. Unclaimed lines
 * ask for attention while others are under way; at the end they stay on the books and do not hold the settlement up.
 */
export const progressOf = (
  state: "Distributing" | "NeedsAttention" | "Refunding",
  lines: LineCounts
): "Flag" | "Resume" | "Complete" | "CompleteRefunds" | undefined => {
  const isOver = stuck(lines) === 0 && underWay(lines) === 0
  if (state === "Refunding") return isOver ? "CompleteRefunds" : undefined
  const needsAttention = stuck(lines) > 0 || (lines.Unclaimed > 0 && !isOver)
  if (state === "NeedsAttention") return needsAttention ? undefined : "Resume"
  return isOver ? "Complete" : needsAttention ? "Flag" : undefined
}
