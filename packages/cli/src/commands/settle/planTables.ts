import type { SettlementPlan } from "@laurel/core/settlement"
import type { Style } from "../../output/style.ts"
import { awardsTable, poolTable } from "../run/moneyTables.ts"
import { type Differences, differencesTable } from "./differences.ts"
import { dueText } from "./dueText.ts"

/** A plan for people: every award with its reason, where every unit goes, and where they are known a correction's differences. */
export const planTables = (plan: SettlementPlan, style: Style, differences?: Differences): string =>
  [
    `${style.bold(`Plan ${plan.version} of ${plan.challengeId}`)}: ${dueText(plan)}\n` +
      `hash ${plan.hash}\n` +
      (plan.supersedes === undefined ? "" : `corrects version ${plan.supersedes.version}\n`),
    awardsTable(plan, {}, style),
    poolTable(plan, style),
    ...(differences === undefined ? [] : [differencesTable(plan, differences, style)])
  ].join("\n")
