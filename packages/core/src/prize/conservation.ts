/** Where the money of prizes comes from and where it goes, in minor units. */
export interface PrizeConservation {
  readonly sources: bigint
  readonly uses: bigint
  readonly isBalanced: boolean
}

type Lines = ReadonlyArray<{ readonly minorUnits: bigint }>

/** The sums of money that prizes are made of. */
export interface PrizeSums {
  readonly gross: bigint
  readonly topUp: bigint
  readonly deductions: Lines
  readonly awards: Lines
  readonly residual: Lines
  readonly refunds: Lines
}

/** States I3 and I12 for prizes: paid in and topped up equals deductions, awards, residual and refunds. */
export const conservation = (prizes: PrizeSums): PrizeConservation => {
  const sources = prizes.gross + prizes.topUp
  const uses = [prizes.deductions, prizes.awards, prizes.residual, prizes.refunds].reduce(
    (sum, lines) => sum + sumOf(lines),
    0n
  )
  return { sources, uses, isBalanced: sources === uses }
}

const sumOf = (lines: Lines): bigint => lines.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
