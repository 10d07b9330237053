import type { Prizes } from "./Prizes.ts"

/** Where the money of prizes comes from and where it goes, in minor units. */
export interface PrizeConservation {
  readonly sources: bigint
  readonly uses: bigint
  readonly isBalanced: boolean
}

/** States I3 and I12 for prizes: paid in and topped up equals deductions, awards, residual and refunds. */
export const conservation = (prizes: Prizes): PrizeConservation => {
  const sources = prizes.gross + prizes.topUp
  const uses = [prizes.deductions, prizes.awards, prizes.residual, prizes.refunds].reduce(
    (sum, lines) => sum + sumOf(lines),
    0n
  )
  return { sources, uses, isBalanced: sources === uses }
}

const sumOf = (lines: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  lines.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
