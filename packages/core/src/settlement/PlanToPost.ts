import { Schema } from "effect"
import { InstantFromText } from "../shared/index.ts"
import { LineTable } from "./LineTable.ts"
import { PlanText } from "./PlanText.ts"
import { amountOf, eachRow, type PlanRow, textOf } from "./planRow.ts"
import {
  PlannedContribution,
  type PlannedLine,
  type PlannedPrizes,
  PlannedRefund,
  type SettlementPlan
} from "./SettlementPlan.ts"

/** What of a plan is posted: everything but standings, eligibility and awards, which its lines sum up. */
export interface PlanToPost
  extends Pick<SettlementPlan, "challengeId" | "currency" | "version" | "supersedes" | "hash"> {
  readonly lines: Iterable<PlannedLine>
  /** Those at least that were carried over: refunds go back to where they came from. */
  readonly contributions: SettlementPlan["contributions"]
  readonly prizes: Pick<PlannedPrizes, "topUp" | "deductions" | "residual" | "refunds">
}

const decodeContributions = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(PlannedContribution)))
const decodeRefunds = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(PlannedRefund)))
const decodeInstant = Schema.decodeUnknownSync(InstantFromText)

/** Reads of a plan what is posted; the rest of its text is hashed only. There may be a million lines: they are read by hand. */
export const toPost = () => {
  const contributions: Array<SettlementPlan["contributions"][number]> = []
  const refunds: Array<PlannedPrizes["refunds"][number]> = []
  const lines = new LineTable()
  const text = new PlanText({
    contributions: (json) => {
      if (!json.includes('"CarryOver"')) return
      contributions.push(...decodeContributions(json).filter(({ kind }) => kind === "CarryOver"))
    },
    refunds: (json) => {
      for (const refund of decodeRefunds(json)) refunds.push(refund)
    },
    lines: (json) => eachRow(json, (row) => lines.push(lineOf(row)))
  })
  const under = (hash: string): PlanToPost => {
    const head = text.head(hash)
    // A list is in parts of its own as soon as it has rows; one that was cut otherwise is read as a whole plan.
    if (head.lines.length > 0) throw new TypeError("the lines of a plan are in parts")
    return {
      ...head,
      contributions: [...head.contributions, ...contributions],
      prizes: { ...head.prizes, refunds: [...head.prizes.refunds, ...refunds] },
      lines
    }
  }
  return { text, under }
}

/** A line as `PlannedLine` decodes it; throws where it would not. */
const lineOf = (row: PlanRow): PlannedLine => {
  const { claim, holdUntil } = row
  if (claim !== "prize" && claim !== "refund") throw new TypeError("a line of a plan is for a prize or a refund")
  return {
    key: textOf(row, "key"),
    claim,
    recipient: textOf(row, "recipient"),
    line: textOf(row, "line"),
    minorUnits: amountOf(row, "minorUnits"),
    advance: amountOf(row, "advance"),
    due: amountOf(row, "due"),
    ...(holdUntil === undefined ? {} : { holdUntil: decodeInstant(holdUntil) })
  }
}
