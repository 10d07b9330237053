import type { SettlementPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { plural } from "../../output/plural.ts"
import type { Style } from "../../output/style.ts"
import { awardsTable, poolTable } from "../run/moneyTables.ts"

/** How much a plan pays, and to how many: `270.00 EUR to 3 recipients`. */
export const dueText = ({ lines, currency }: SettlementPlan): string => {
  const due = lines.filter((line) => line.due > 0n)
  const total = due.reduce((sum, line) => sum + line.due, 0n)
  return `${formatAmount(total, currency)} ${currency} to ${plural(due.length, "recipient")}`
}

/** A plan for people: every award with its reason, and where every unit goes. */
export const planTables = (plan: SettlementPlan, style: Style): string =>
  [
    `${style.bold(`Plan ${plan.version} of ${plan.challengeId}`)}: ${dueText(plan)}\n` +
      `hash ${plan.hash}\n` +
      (plan.supersedes === undefined ? "" : `corrects version ${plan.supersedes.version}\n`),
    awardsTable(plan, {}, style),
    poolTable(plan, style)
  ].join("\n")
