import type { SettlementPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { plural } from "../../output/plural.ts"

/** How much a plan pays, and to how many: `270.00 EUR to 3 recipients`, each once, however many prizes they have. */
export const dueText = ({ lines, currency }: SettlementPlan): string => {
  const due = lines.filter((line) => line.due > 0n)
  const total = due.reduce((sum, line) => sum + line.due, 0n)
  const recipients = new Set(due.map(({ recipient }) => recipient)).size
  return `${formatAmount(total, currency)} ${currency} to ${plural(recipients, "recipient")}`
}
