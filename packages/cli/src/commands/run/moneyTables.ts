import { describeAward, poolLines } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import type { RunResult } from "../../run/RunResult.ts"
import type { Showing } from "./Showing.ts"

/** At most this many awards are printed; the file has all of them. */
const shownAwards = 30

type Plan = NonNullable<RunResult["settled"]["plan"]>

/** Who wins what, and why, for people. */
export const awardsTable = ({ prizes, currency }: Plan, { out }: Pick<Showing, "out">, style: Style): string => {
  const rows = [
    ...prizes.awards.map((award) => [
      award.participantId,
      `${formatAmount(award.minorUnits, currency)} ${currency}`,
      describeAward(award, currency)
    ]),
    ...prizes.items.map(({ participantId, item, place, stage }) => [participantId, item, `place ${place} in ${stage}`])
  ]
  if (rows.length === 0) return "no prizes\n"
  const columns = [{ head: "winner" }, { head: "prize", align: "right" as const }, { head: "why" }]
  const more =
    rows.length > shownAwards
      ? `… and ${rows.length - shownAwards} more${out === undefined ? "" : ` in ${out}/awards.csv`}\n`
      : ""
  return `${renderTable(columns, rows.slice(0, shownAwards), style)}${more}`
}

/** Where the money of the pool came from and where it goes, for people. */
export const poolTable = (plan: Plan, style: Style): string => {
  const lines = poolLines(plan)
  const rows = lines.map(({ label, side, minorUnits }) => [
    label,
    side === "source" ? "" : "-",
    formatAmount(minorUnits, plan.currency)
  ])
  return renderTable([{ head: "pool" }, { head: "" }, { head: plan.currency, align: "right" }], rows, style)
}
