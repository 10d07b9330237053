import { compareIds } from "../shared/index.ts"
import type { Contribution, Refund } from "./Prizes.ts"

/** Gives every contribution back to its payer, fees waived: one refund a payer, in the order of payers (I29). */
export const refundAll = (contributions: ReadonlyArray<Contribution>): ReadonlyArray<Refund> => {
  const byPayer = new Map<string, bigint>()
  for (const { payer, minorUnits } of contributions) byPayer.set(payer, (byPayer.get(payer) ?? 0n) + minorUnits)
  return [...byPayer]
    .filter(([, minorUnits]) => minorUnits > 0n)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([payer, minorUnits]) => ({ payer, minorUnits }))
}
