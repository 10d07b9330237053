import { Schema } from "effect"
import { PlanText } from "./PlanText.ts"
import { planParts } from "./planHash.ts"
import { amountOf, eachRow, textOf } from "./planRow.ts"
import { type PoolLine, poolLinesOf } from "./poolLines.ts"
import { PlannedAward, PlannedItem, type PlannedPrizes, type SettlementPlan } from "./SettlementPlan.ts"

/** What somebody who reviews a plan is shown of it first, however many people it is for. */
export interface PlanOverview
  extends Pick<SettlementPlan, "challengeId" | "currency" | "version" | "supersedes" | "hash"> {
  readonly outcome: PlannedPrizes["outcome"]
  /** How many are to be paid something, and how much in all. */
  readonly recipients: number
  readonly dueMinorUnits: bigint
  /** The first awards of the plan, of so many. */
  readonly awards: PlannedPrizes["awards"]
  readonly awardCount: number
  /** How many of all awards were rounded up. */
  readonly roundedUp: number
  /** The first things that cannot be divided, of so many. */
  readonly items: PlannedPrizes["items"]
  readonly itemCount: number
  readonly pool: ReadonlyArray<PoolLine>
  readonly residual: PlannedPrizes["residual"]
}

const decodeAward = Schema.decodeUnknownSync(PlannedAward)
const decodeItem = Schema.decodeUnknownSync(PlannedItem)

/** Reads of a plan what is shown of it first: `shown` awards and items, and what the long lists add up to. */
export const toOverview = (shown: number) => {
  const paidIn = { EntryFee: 0n, Sponsor: 0n, CarryOver: 0n }
  const kinds: ReadonlySet<string> = new Set(Object.keys(paidIn))
  const isKind = (kind: string): kind is keyof typeof paidIn => kinds.has(kind)
  const totals = { prizes: 0n, refunds: 0n, due: 0n }
  const counts = { awards: 0, items: 0, roundedUp: 0 }
  const awards: Array<PlannedPrizes["awards"][number]> = []
  const items: Array<PlannedPrizes["items"][number]> = []
  const recipients = new Set<string>()
  const text = new PlanText({
    contributions: (json) =>
      eachRow(json, (row) => {
        const kind = textOf(row, "kind")
        if (!isKind(kind)) throw new TypeError(`nothing is paid in as ${kind}`)
        paidIn[kind] += amountOf(row, "minorUnits")
      }),
    awards: (json) =>
      eachRow(json, (row) => {
        counts.awards++
        totals.prizes += amountOf(row, "minorUnits")
        if (amountOf(row, "roundingUnit") !== 0n) counts.roundedUp++
        if (awards.length < shown) awards.push(decodeAward(row))
      }),
    items: (json) =>
      eachRow(json, (row) => {
        counts.items++
        if (items.length < shown) items.push(decodeItem(row))
      }),
    refunds: (json) =>
      eachRow(json, (row) => {
        totals.refunds += amountOf(row, "minorUnits")
      }),
    lines: (json) =>
      eachRow(json, (row) => {
        const due = amountOf(row, "due")
        if (due === 0n) return
        totals.due += due
        recipients.add(textOf(row, "recipient"))
      })
  })
  const under = (hash: string): PlanOverview => {
    const { challengeId, currency, version, supersedes, prizes, lines, contributions } = text.head(hash)
    const inHead =
      lines.length + contributions.length + prizes.awards.length + prizes.items.length + prizes.refunds.length
    // A list is in parts of its own as soon as it has rows; one that was cut otherwise is read as a whole plan.
    if (inHead > 0) throw new TypeError("the lists of a plan are in parts")
    return {
      challengeId,
      currency,
      version,
      hash,
      ...(supersedes === undefined ? {} : { supersedes }),
      outcome: prizes.outcome,
      recipients: recipients.size,
      dueMinorUnits: totals.due,
      awards,
      awardCount: counts.awards,
      roundedUp: counts.roundedUp,
      items,
      itemCount: counts.items,
      pool: poolLinesOf({ paidIn, prizes: totals.prizes, refunds: totals.refunds }, prizes),
      residual: prizes.residual
    }
  }
  return { text, under }
}

/** The overview of a plan that is there as a whole. */
export const overviewOf = (plan: SettlementPlan, shown: number): PlanOverview => {
  const { text, under } = toOverview(shown)
  for (const part of planParts(plan)) text.take(part)
  return under(plan.hash)
}
