import { type ChangedAward, changesBetween, comparedOf, type SettlementPlan, storedPlan } from "@laurel/core/settlement"
import { formatAmount } from "@laurel/core/shared"
import { Option } from "effect"
import { plural } from "../../output/plural.ts"
import { renderTable } from "../../output/renderTable.ts"
import type { Style } from "../../output/style.ts"
import type { Session } from "../../session/Session.ts"
import { dueText } from "./dueText.ts"

/** At most this many of those who get another amount are printed; `--json` has all of them. */
const shownDifferences = 30

/** Who gets another amount by a correction than by what it corrects. */
export type Differences = ReadonlyArray<ChangedAward>

/** What a correction changes; nothing of a plan that corrects none. */
export const differencesOf = async (session: Session, plan: SettlementPlan): Promise<Differences | undefined> => {
  if (plan.supersedes === undefined) return undefined
  const corrected = await session.run(storedPlan(plan.supersedes.planHash))
  return Option.isSome(corrected)
    ? changesBetween(comparedOf(corrected.value.plan), comparedOf(plan)).awards
    : undefined
}

/** What is agreed to with a plan: `which pays 27.00 EUR to 3 recipients`, or what a correction changes. */
export const moneyText = (plan: SettlementPlan, differences: Differences | undefined): string => {
  if (plan.supersedes === undefined || differences === undefined) return `which pays ${dueText(plan)}`
  const sum = (amounts: ReadonlyArray<bigint>, word: string): string =>
    amounts.length === 0
      ? ""
      : `, ${amountText(
          plan,
          amounts.reduce((total, minorUnits) => total + minorUnits, 0n)
        )} ${word} ${plural(amounts.length, "recipient")}`
  const changes = differences.map(({ was, is }) => is - was)
  const more = changes.filter((change) => change > 0n)
  const less = changes.filter((change) => change < 0n).map((change) => -change)
  return `which corrects version ${plan.supersedes.version}${sum(more, "more to")}${sum(less, "less to")}`
}

/** What a correction changes, for people. */
export const differencesTable = (plan: SettlementPlan, differences: Differences, style: Style): string => {
  if (differences.length === 0) return "nobody gets another amount\n"
  const more = differences.length - shownDifferences
  return `${renderTable(
    [
      { head: "differences" },
      { head: "was", align: "right" },
      { head: "is", align: "right" },
      { head: "by", align: "right" }
    ],
    differences
      .slice(0, shownDifferences)
      .map(({ participantId, was, is }) => [
        participantId,
        amountText(plan, was),
        amountText(plan, is),
        `${is > was ? "+" : ""}${amountText(plan, is - was)}`
      ]),
    style
  )}${more > 0 ? `… and ${more} more\n` : ""}`
}

const amountText = ({ currency }: SettlementPlan, minorUnits: bigint): string =>
  `${formatAmount(minorUnits, currency)} ${currency}`
