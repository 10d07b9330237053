import type { Held } from "@laurel/core/activity"
import type { Explanation, ScorePart } from "@laurel/core/scoring"
import { describeAward } from "@laurel/core/settlement"
import { exactText, formatAmount, formatDay, formatInstant, formatPath, formatUnits } from "@laurel/core/shared"
import { wordsOf } from "../../output/wordsOf.ts"
import { boardRows, boardShape } from "../../run/BoardRow.ts"
import type { Contest } from "../../run/RunResult.ts"
import type { Account } from "./Account.ts"

type FromActivity = Extract<ScorePart, { readonly _tag: "Activity" }>

const excludedWhy = {
  AnotherSourceCounts: "another source counts on this day",
  AbovePlausibleDay: "would push the day past what is plausible"
} as const satisfies Record<Explanation["excluded"][number]["why"], string>

const heldWhy = ({ outcome }: Held): string => {
  if (outcome._tag === "Refused") return `refused: ${wordsOf(outcome.reason)}`
  return outcome._tag === "Quarantined" ? "above the plausible limit, set aside" : "rejected by the organiser"
}

/** Everything about a participant as data: what is printed as JSON, and what the tables show. */
export const accountJson = (account: Account, result: Contest) => {
  const { definition, board } = result
  const { entry, explanation } = account
  const shape = boardShape(definition, "participants")
  const row = boardRows(shape, board.overall).find(({ participant }) => participant === entry.participantId)
  return {
    _v: 1,
    challenge: definition.id,
    participant: entry.participantId,
    status: row?.status ?? entry.status,
    rank: row?.rank ?? "",
    of: board.overall.ranked.length,
    score: row?.score ?? "",
    unit: shape.unit,
    activeDays: explanation.scored.activeDays,
    tieBreaks: Object.fromEntries(shape.tieBreaks.map(({ name }, at) => [name, row?.tieBreaks[at] ?? ""])),
    measures: Object.fromEntries(shape.measures.map(({ name }, at) => [name, row?.measures[at] ?? ""])),
    ...activitiesOf(account, definition),
    ...prizesOf(entry.participantId, result.settled.plan)
  }
}

/** As it is printed. */
export type AccountJson = ReturnType<typeof accountJson>

const activitiesOf = ({ explanation, held }: Account, { metrics }: Contest["definition"]) => {
  const decimalsOf = new Map(metrics.map(({ name, decimals }) => [name, decimals]))
  const activity = ({ metric, quantity, at, source, sourceKey }: FromActivity["activity"]) => ({
    metric,
    quantity: formatUnits(quantity, decimalsOf.get(metric) ?? 0),
    at: formatInstant(at),
    source,
    key: sourceKey
  })
  return {
    contributions: explanation.contributions.map((one) => ({
      kind: one._tag,
      rule: formatPath(one.path),
      gave: exactText(one.gave),
      ...(one._tag === "Activity"
        ? {
            day: formatDay(one.day),
            ...activity(one.activity),
            trimmed: one.trimmed.map(({ limit, by }) => ({ limit, by: exactText(by) }))
          }
        : {}),
      ...(one._tag === "Adjustment" ? { adjustment: one.adjustment, reason: one.reason } : {})
    })),
    notCounted: [
      ...explanation.excluded.map((one) => ({ ...activity(one.activity), why: excludedWhy[one.why] })),
      ...held.map((one) => ({ ...activity(one.arrival.activity), why: heldWhy(one) }))
    ]
  }
}

const prizesOf = (participant: string, plan: Contest["settled"]["plan"]) => {
  const currency = plan?.currency ?? ""
  const { awards = [], items = [] } = plan?.prizes ?? {}
  return {
    awards: awards
      .filter(({ participantId }) => participantId === participant)
      .map((award) => ({
        amount: formatAmount(award.minorUnits, currency),
        currency,
        reason: describeAward(award, currency)
      })),
    items: items
      .filter(({ participantId }) => participantId === participant)
      .map(({ item, place, stage }) => ({ item, reason: `place ${place} in ${stage}` }))
  }
}
