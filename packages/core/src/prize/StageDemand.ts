import { Rational } from "../shared/index.ts"
import { takesTheRest } from "./Awarding.ts"
import type { Stage } from "./Stage.ts"

/**
 * The most that the fixed amounts and shares of a stage can ask for. Amounts are advertised ones, before scaling.
 *
 * - `once`: whatever the field. `perHead`: for each who is ranked. `drawn`: for each winner of a draw.
 * - `ofPool`, `ofGross`: of the stage's money, and of its part of all that was paid in.
 */
export interface StageDemand {
  readonly once: bigint
  readonly perHead: bigint
  readonly drawn: ReadonlyArray<{ readonly winners: number; readonly amount: bigint }>
  readonly ofPool: Rational.Rational
  readonly ofGross: Rational.Rational
}

/** What the rules of a stage ask for when all places are filled and everybody reaches every threshold. */
export const demandOf = ({ awards }: Stage): StageDemand => {
  let [once, perHead] = [0n, 0n]
  let [ofPool, ofGross] = [Rational.zero, Rational.zero]
  const drawn: Array<StageDemand["drawn"][number]> = []
  for (const rule of awards) {
    if (takesTheRest(rule)) continue
    if (rule._tag === "AmountPerPlace") once += sumOf(rule.amounts) + sumOf(rule.categories.map(({ amount }) => amount))
    else if (rule._tag === "Bonus") perHead += rule.amount
    else if (rule._tag === "Tier") perHead += largest(rule.tiers.map(({ amount }) => amount))
    else if (rule._tag === "Draw") drawn.push({ winners: rule.winners, amount: rule.amount ?? 0n })
    else if (rule._tag === "SharePerPlace") {
      const share = Rational.sum(rule.shares)
      if (rule.of === "pool") ofPool = Rational.add(ofPool, share)
      else ofGross = Rational.add(ofGross, share)
    }
  }
  return { once, perHead, drawn, ofPool, ofGross }
}

/** The amounts that a stage can ask for in a field of so many. */
export const amountsAsked = ({ once, perHead, drawn }: StageDemand, entrants: bigint): bigint =>
  drawn.reduce(
    (sum, { winners, amount }) => sum + (entrants < BigInt(winners) ? entrants : BigInt(winners)) * amount,
    once + perHead * entrants
  )

const sumOf = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((sum, amount) => sum + amount, 0n)
const largest = (amounts: ReadonlyArray<bigint>): bigint => amounts.reduce((most, one) => (one > most ? one : most), 0n)
