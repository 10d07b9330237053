import type { SettlementPlan } from "./SettlementPlan.ts"

/** One amount of the summary of a pool. */
export interface PoolLine {
  /** A name for programs. */
  readonly name: string
  /** What it is, for people. */
  readonly label: string
  readonly side: "source" | "use"
  readonly minorUnits: bigint
}

const total = (rows: ReadonlyArray<{ readonly minorUnits: bigint }>): bigint => {
  let sum = 0n
  for (const { minorUnits } of rows) sum += minorUnits
  return sum
}

const source = (name: string, label: string, minorUnits: bigint): PoolLine => ({
  name,
  label,
  side: "source",
  minorUnits
})
const use = (name: string, label: string, minorUnits: bigint): PoolLine => ({ name, label, side: "use", minorUnits })

/** Where the money of a pool came from and where it goes: sources first, then uses; both have the same sum. */
export const poolLines = ({ prizes, contributions }: SettlementPlan): ReadonlyArray<PoolLine> => {
  const paid = (kind: (typeof contributions)[number]["kind"]) => total(contributions.filter((one) => one.kind === kind))
  const deducted = (kind: (typeof prizes.deductions)[number]["kind"]) =>
    total(prizes.deductions.filter((one) => one.kind === kind))
  const left = (destination: (typeof prizes.residual)[number]["destination"]) =>
    total(prizes.residual.filter((one) => one.destination === destination))
  const lines: ReadonlyArray<PoolLine> = [
    source("entryFees", "entry fees paid in", paid("EntryFee")),
    source("sponsor", "sponsor", paid("Sponsor")),
    source("carryOver", "carried over", paid("CarryOver")),
    source("topUp", "topped up by the organiser", prizes.topUp),
    use("platformFee", "platform fee", deducted("PlatformFee")),
    use("charity", "charity", deducted("Charity")),
    use("prizes", "prizes", total(prizes.awards)),
    use("refunds", "refunds", total(prizes.refunds)),
    use("residualPlatform", "left over, to the platform", left("Platform")),
    use("residualSponsor", "left over, to the sponsor", left("Sponsor")),
    use("residualCarryOver", "left over, to the next challenge", left("CarryOver")),
    use("residualCharity", "left over, to charity", left("Charity"))
  ]
  return lines.filter(({ name, minorUnits }) => minorUnits !== 0n || name === "prizes")
}
