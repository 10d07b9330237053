import { Schema } from "effect"
import { beginSha256 } from "../shared/index.ts"
import { holdsRows } from "./planHash.ts"
import {
  PlannedAward,
  PlannedContribution,
  PlannedEligibility,
  PlannedItem,
  PlannedLine,
  PlannedOverpayment,
  PlannedRefund,
  PlannedStanding,
  SettlementPlan
} from "./SettlementPlan.ts"

/** The lists of a plan that are as long as the field, by their names in its text. */
export type LongList =
  | "standings"
  | "eligibility"
  | "contributions"
  | "awards"
  | "items"
  | "refunds"
  | "overpaid"
  | "lines"

/** What is done with the rows of a list, given as a JSON array; lists that are not named are hashed and not read. */
export type ListReaders = { readonly [List in LongList]?: (json: string) => void }

const decodeHead = Schema.decodeUnknownSync(SettlementPlan)

/**
 * Reads the text of a plan part by part, as `planParts` wrote it: hashes every byte, and has the lists read that are asked for. What a
 * part is follows from the text itself, so that parts which were cut otherwise are read the same or not at all.
 */
export class PlanText {
  readonly #readers: ListReaders
  readonly #digest = beginSha256()
  /** The text without the rows of long lists. */
  #rest = ""
  #failure: { readonly cause: unknown } | undefined

  constructor(readers: ListReaders) {
    this.#readers = readers
  }

  /** Takes the next part. Never throws: what cannot be read is said at the end. */
  take(part: string): void {
    this.#digest.update(part)
    if (this.#failure !== undefined) return
    try {
      this.#read(part)
    } catch (cause) {
      this.#failure = { cause }
    }
  }

  #read(part: string): void {
    if (!holdsRows(part)) {
      this.#rest += part
      return
    }
    const list = /"(\w+)":\[?$/.exec(this.#rest)?.[1] ?? ""
    if (part.startsWith("[")) this.#rest += "["
    for (const [name, read] of Object.entries(this.#readers)) if (name === list) read(`[${part.slice(1)}]`)
  }

  /** The SHA-256 of all parts, asked once: nothing is taken after that. */
  digest(): string {
    return this.#digest.digits()
  }

  /** The plan without the rows of its long lists, under this hash; throws where the text is no plan. */
  head(hash: string): SettlementPlan {
    if (this.#failure !== undefined) throw this.#failure.cause
    return decodeHead({ ...JSON.parse(this.#rest), hash }, { onExcessProperty: "error" })
  }
}

const listOf = <Row>(row: Schema.Codec<Row, unknown>) => {
  const decode = Schema.decodeUnknownSync(Schema.fromJsonString(Schema.Array(row)))
  return () => {
    const rows: Array<Row> = []
    const read = (json: string): void => {
      for (const one of decode(json, { onExcessProperty: "error" })) rows.push(one)
    }
    return { rows, read }
  }
}

const [standingsList, eligibilityList, contributionsList] = [
  listOf(PlannedStanding),
  listOf(PlannedEligibility),
  listOf(PlannedContribution)
]
const [awardsList, itemsList, refundsList] = [listOf(PlannedAward), listOf(PlannedItem), listOf(PlannedRefund)]
const [overpaidList, linesList] = [listOf(PlannedOverpayment), listOf(PlannedLine)]

/** Reads a whole plan: its text, and the plan under a hash once all parts were taken. */
export const wholePlan = () => {
  const [standings, eligibility, contributions] = [standingsList(), eligibilityList(), contributionsList()]
  const [awards, items, refunds] = [awardsList(), itemsList(), refundsList()]
  const [overpaid, lines] = [overpaidList(), linesList()]
  const text = new PlanText({
    standings: standings.read,
    eligibility: eligibility.read,
    contributions: contributions.read,
    awards: awards.read,
    items: items.read,
    refunds: refunds.read,
    overpaid: overpaid.read,
    lines: lines.read
  })
  const under = (hash: string): SettlementPlan => {
    const head = text.head(hash)
    return {
      ...head,
      standings: [...head.standings, ...standings.rows],
      eligibility: [...head.eligibility, ...eligibility.rows],
      contributions: [...head.contributions, ...contributions.rows],
      prizes: {
        ...head.prizes,
        awards: [...head.prizes.awards, ...awards.rows],
        items: [...head.prizes.items, ...items.rows],
        refunds: [...head.prizes.refunds, ...refunds.rows],
        overpaid: [...head.prizes.overpaid, ...overpaid.rows]
      },
      lines: [...head.lines, ...lines.rows]
    }
  }
  return { text, under }
}
