import type { PlannedPrizes, SettlementPlan } from "./SettlementPlan.ts"

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

/** What the long lists of a plan add up to. */
export interface PoolTotals {
  readonly paidIn: Readonly<Record<SettlementPlan["contributions"][number]["kind"], bigint>>
  readonly prizes: bigint
  readonly refunds: bigint
}

/** Where the money of a pool came from and where it goes: sources first, then uses; both have the same sum. */
export const poolLines = ({ prizes, contributions }: SettlementPlan): ReadonlyArray<PoolLine> => {
  const paid = (kind: keyof PoolTotals["paidIn"]) => total(contributions.filter((one) => one.kind === kind))
  const paidIn = { EntryFee: paid("EntryFee"), Sponsor: paid("Sponsor"), CarryOver: paid("CarryOver") }
  return poolLinesOf({ paidIn, prizes: total(prizes.awards), refunds: total(prizes.refunds) }, prizes)
}

/** As `poolLines`, of what the long lists add up to and what does not grow with the field. */
export const poolLinesOf = (
  totals: PoolTotals,
  prizes: Pick<PlannedPrizes, "topUp" | "deductions" | "residual">
): ReadonlyArray<PoolLine> => {
  const deducted = (kind: (typeof prizes.deductions)[number]["kind"]) =>
    total(prizes.deductions.filter((one) => one.kind === kind))
  const left = (destination: (typeof prizes.residual)[number]["destination"]) =>
    total(prizes.residual.filter((one) => one.destination === destination))
  const lines: ReadonlyArray<PoolLine> = [
    source("entryFees", "entry fees paid in", totals.paidIn.EntryFee),
    source("sponsor", "sponsor", totals.paidIn.Sponsor),
    source("carryOver", "carried over", totals.paidIn.CarryOver),
    source("topUp", "topped up by the organiser", prizes.topUp),
    use("platformFee", "platform fee", deducted("PlatformFee")),
    use("charity", "charity", deducted("Charity")),
    use("prizes", "prizes", totals.prizes),
    use("refunds", "refunds", totals.refunds),
    use("residualPlatform", "left over, to the platform", left("Platform")),
    use("residualSponsor", "left over, to the sponsor", left("Sponsor")),
    use("residualCarryOver", "left over, to the next challenge", left("CarryOver")),
    use("residualCharity", "left over, to charity", left("Charity"))
  ]
  return lines.filter(({ name, minorUnits }) => minorUnits !== 0n || name === "prizes")
}
