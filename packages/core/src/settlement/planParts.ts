import { Schema } from "effect"
import {
  PlannedAward,
  PlannedContribution,
  PlannedEligibility,
  PlannedItem,
  PlannedLine,
  PlannedOverpayment,
  PlannedRefund,
  PlannedStanding,
  type SettlementPlan
} from "./SettlementPlan.ts"

/** Rows in one part of a plan: some hundred kilobytes as JSON, which any store takes at once. */
export const partSize = 5_000

/** Some rows of one of the lists of a plan that are as long as the field. */
export const PlanPart = Schema.TaggedUnion({
  Standings: { rows: Schema.Array(PlannedStanding) },
  Eligibility: { rows: Schema.Array(PlannedEligibility) },
  Contributions: { rows: Schema.Array(PlannedContribution) },
  Awards: { rows: Schema.Array(PlannedAward) },
  Items: { rows: Schema.Array(PlannedItem) },
  Refunds: { rows: Schema.Array(PlannedRefund) },
  Overpaid: { rows: Schema.Array(PlannedOverpayment) },
  Lines: { rows: Schema.Array(PlannedLine) }
})
export type PlanPart = typeof PlanPart.Type

/** A plan without the rows of its long lists: everything else, and its hash. */
export const headOf = (plan: SettlementPlan): SettlementPlan => ({
  ...plan,
  standings: [],
  eligibility: [],
  contributions: [],
  prizes: { ...plan.prizes, awards: [], items: [], refunds: [], overpaid: [] },
  lines: []
})

/**
 * The long lists of a plan in parts, each made when it is asked for. With `headOf` they are the whole: a store keeps a plan for
 * a million people in rows of a size that it likes, and `planFrom` puts it together again.
 */
export function* partsOf(plan: SettlementPlan): Generator<PlanPart, void, undefined> {
  const { awards, items, refunds, overpaid } = plan.prizes
  for (const rows of inParts(plan.standings)) yield { _tag: "Standings", rows }
  for (const rows of inParts(plan.eligibility)) yield { _tag: "Eligibility", rows }
  for (const rows of inParts(plan.contributions)) yield { _tag: "Contributions", rows }
  for (const rows of inParts(awards)) yield { _tag: "Awards", rows }
  for (const rows of inParts(items)) yield { _tag: "Items", rows }
  for (const rows of inParts(refunds)) yield { _tag: "Refunds", rows }
  for (const rows of inParts(overpaid)) yield { _tag: "Overpaid", rows }
  for (const rows of inParts(plan.lines)) yield { _tag: "Lines", rows }
}

function* inParts<Row>(rows: ReadonlyArray<Row>): Generator<ReadonlyArray<Row>, void, undefined> {
  for (let start = 0; start < rows.length; start += partSize) yield rows.slice(start, start + partSize)
}

/**
 * The plan that a head and its parts make, in the order in which `partsOf` gave them. Whether nothing is missing and nothing
 * was put in is for its hash to say.
 */
export const planFrom = (head: SettlementPlan, parts: Iterable<PlanPart>): SettlementPlan => {
  const [standings, eligibility, contributions] = [[...head.standings], [...head.eligibility], [...head.contributions]]
  const [awards, items] = [[...head.prizes.awards], [...head.prizes.items]]
  const [refunds, overpaid] = [[...head.prizes.refunds], [...head.prizes.overpaid]]
  const lines = [...head.lines]
  for (const part of parts) {
    switch (part._tag) {
      case "Standings":
        for (const row of part.rows) standings.push(row)
        break
      case "Eligibility":
        for (const row of part.rows) eligibility.push(row)
        break
      case "Contributions":
        for (const row of part.rows) contributions.push(row)
        break
      case "Awards":
        for (const row of part.rows) awards.push(row)
        break
      case "Items":
        for (const row of part.rows) items.push(row)
        break
      case "Refunds":
        for (const row of part.rows) refunds.push(row)
        break
      case "Overpaid":
        for (const row of part.rows) overpaid.push(row)
        break
      case "Lines":
        for (const row of part.rows) lines.push(row)
        break
    }
  }
  return {
    ...head,
    standings,
    eligibility,
    contributions,
    prizes: { ...head.prizes, awards, items, refunds, overpaid },
    lines
  }
}
