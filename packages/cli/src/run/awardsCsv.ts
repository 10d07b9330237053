import { describeAward, type SettlementPlan } from "@laurel/core/settlement"
import { formatAmount, Rational } from "@laurel/core/shared"
import { csvLine } from "../output/csvLine.ts"

const head = [
  "participant",
  "stage",
  "rule",
  "place",
  "tied",
  "amount",
  "currency",
  "minorUnits",
  "exactMinorUnits",
  "roundingUnit",
  "advance",
  "due",
  "team",
  "item",
  "reason"
]

/** Awards and items as CSV, line by line, each with its reason. */
export function* awardsCsv({ currency, prizes }: SettlementPlan): Generator<string> {
  yield csvLine(head)
  for (const award of prizes.awards) {
    yield csvLine([
      award.participantId,
      award.stage,
      award.rule.tag,
      `${award.place}`,
      `${award.tied}`,
      formatAmount(award.minorUnits, currency),
      currency,
      `${award.minorUnits}`,
      Rational.formatRational(award.share),
      `${award.roundingUnit}`,
      `${award.advance}`,
      `${award.due}`,
      award.team ?? "",
      "",
      describeAward(award, currency)
    ])
  }
  for (const { participantId, stage, rule, place, item } of prizes.items) {
    yield csvLine([
      participantId,
      stage,
      rule.tag,
      `${place}`,
      "1",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      "",
      item,
      `place ${place} in ${stage}: ${item}`
    ])
  }
}
