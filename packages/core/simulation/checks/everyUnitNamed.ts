import { Option } from "effect"
import { carriedFrom } from "../../src/challenge/index.ts"
import type { Check } from "../Check.ts"

const sum = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint =>
  rows.reduce((total, { minorUnits }) => total + minorUnits, 0n)

/** I12: every unit has a named destination: what came in is in deductions, awards, residual and refunds, and in lines to pay. */
export const everyUnitNamed: Check = {
  invariant: "I12",
  promise: "every unit has a named destination",
  sees: "Plan",
  find: (observation) => {
    if (observation._tag !== "Plan") return undefined
    const { prizes, lines, contributions } = observation.plan
    const [sources, uses] = [
      sum(contributions) + sum(prizes.topUps),
      sum(prizes.deductions) + sum(prizes.awards) + sum(prizes.residual) + sum(prizes.refunds)
    ]
    if (sources !== uses) return `${sources} came in, but ${uses} has a destination`
    const owed = lines.reduce((total, { minorUnits }) => total + minorUnits, 0n)
    const back = prizes.refunds.reduce(
      (total, { payer, minorUnits }) =>
        total + (contributions.some((one) => one.payer === payer && Option.isSome(carriedFrom(one))) ? 0n : minorUnits),
      0n
    )
    const won = sum(prizes.awards)
    return owed === won + back ? undefined : `the lines to pay come to ${owed}, prizes and refunds to ${won + back}`
  }
}
