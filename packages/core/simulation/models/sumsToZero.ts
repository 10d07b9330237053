import type { Entry } from "../../src/ledger/index.ts"

/** Whether the postings of an entry add up to zero. */
export const sumsToZero = ({ postings }: Entry): boolean =>
  postings.reduce((sum, { minorUnits }) => sum + minorUnits, 0n) === 0n
