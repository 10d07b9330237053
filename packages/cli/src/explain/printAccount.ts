import type { Held } from "@laurel/core/activity"
import type { Contribution, Explanation } from "@laurel/core/scoring"
import { formatAmount, formatDay, formatInstant, formatUnits } from "@laurel/core/shared"
import { describeAward } from "../describe/describeAward.ts"
import { exactText } from "../describe/describeRule.ts"
import type { Io } from "../Io.ts"
import { jsonText } from "../output/jsonText.ts"
import { renderTable } from "../output/renderTable.ts"
import { styleOf } from "../output/style.ts"
import { boardRows, boardShape } from "../run/BoardRow.ts"
import type { RunResult } from "../run/compute.ts"
import type { Account } from "./Account.ts"

type FromActivity = Extract<Contribution, { readonly _tag: "Activity" }>

const excludedWhy = {
  AnotherSourceCounts: "another source counts on this day",
  AbovePlausibleDay: "would push the day past what is plausible"
} as const satisfies Record<Explanation["excluded"][number]["why"], string>

const limitNames = { perActivity: "an activity", perDay: "a day", perWeek: "a week" } as const

const heldWhy = ({ outcome }: Held): string => {
  if (outcome._tag === "Refused") return `refused: ${outcome.reason.replace(/(?<=[a-z])(?=[A-Z])/g, " ").toLowerCase()}`
  return outcome._tag === "Quarantined" ? "above the plausible limit, set aside" : outcome._tag.toLowerCase()
}

/** Everything about a participant as data: what is printed as JSON, and what the tables show. */
const documentOf = ({ entry, explanation, held }: Account, result: RunResult) => {
  const {
    definition,
    board,
    settled: { plan }
  } = result
  const shape = boardShape(definition, "participants")
  const row = boardRows(shape, board.overall).find(({ participant }) => participant === entry.participantId)
  const decimalsOf = new Map(definition.metrics.map(({ name, decimals }) => [name, decimals]))
  const quantity = ({ metric, quantity }: FromActivity["activity"]): string =>
    formatUnits(quantity, decimalsOf.get(metric) ?? 0)
  const activity = (one: FromActivity["activity"]) => ({
    metric: one.metric,
    quantity: quantity(one),
    at: formatInstant(one.at),
    source: one.source,
    key: one.sourceKey
  })
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
    contributions: explanation.contributions.map((one) => ({
      kind: one._tag,
      rule: one.path.join("."),
      gave: exactText(one.gave),
      ...(one._tag === "Activity"
        ? {
            day: formatDay(one.day),
            ...activity(one.activity),
            trimmed: one.trimmed.map(({ limit, by }) => ({ limit, by: exactText(by) }))
          }
        : {})
    })),
    notCounted: [
      ...explanation.excluded.map((one) => ({ ...activity(one.activity), why: excludedWhy[one.why] })),
      ...held.map((one) => ({ ...activity(one.arrival.activity), why: heldWhy(one) }))
    ],
    awards: (plan?.prizes.awards ?? [])
      .filter(({ participantId }) => participantId === entry.participantId)
      .map((award) => ({
        amount: formatAmount(award.minorUnits, plan?.currency ?? ""),
        currency: plan?.currency ?? "",
        reason: describeAward(award, plan?.currency ?? "")
      })),
    items: (plan?.prizes.items ?? [])
      .filter(({ participantId }) => participantId === entry.participantId)
      .map(({ item, place, stage }) => ({ item, reason: `place ${place} in ${stage}` }))
  }
}

type Document = ReturnType<typeof documentOf>

/** Prints where a participant's score, rank and every cent come from. */
export const printAccount = (account: Account, result: RunResult, json: boolean, io: Io): void => {
  const document = documentOf(account, result)
  if (json) {
    io.stdout.write(jsonText(document))
    return
  }
  const style = styleOf(io, io.isTTY.out)
  io.stdout.write(
    [
      `${style.bold(document.participant)} in ${result.definition.name}: ${placeText(document)}\n`,
      contributionsTable(document, style),
      ...(document.notCounted.length === 0 ? [] : [notCountedTable(document, style)]),
      prizesText(document)
    ].join("\n")
  )
}

const placeText = ({ rank, of, status, score, unit, activeDays, tieBreaks, measures }: Document): string =>
  [
    rank === "" ? `not ranked (${status.toLowerCase()})` : `rank ${rank} of ${of}`,
    ...(score === "" ? [] : [`score ${score}${unit === "" ? "" : ` ${unit}`}`]),
    `${activeDays} active ${activeDays === 1 ? "day" : "days"}`,
    ...[...Object.entries(tieBreaks), ...Object.entries(measures)].flatMap(([name, value]) =>
      value === "" || name === "active days" ? [] : [`${name} ${value}`]
    )
  ].join("; ")

const trimText = ({ limit, by }: { readonly limit: keyof typeof limitNames; readonly by: string }): string =>
  `${by.startsWith("-") ? by : `+${by}`} by the limit of ${limitNames[limit]}`

const contributionsTable = ({ contributions, score }: Document, style: ReturnType<typeof styleOf>): string => {
  if (contributions.length === 0) return "nothing counts for the score\n"
  const rules = new Set(contributions.map(({ rule }) => rule)).size > 1
  const rows = contributions.map((one) => [
    one.day ?? "",
    one.kind === "Activity" ? `${one.metric} ${one.quantity}` : one.kind.toLowerCase(),
    one.source === undefined ? "" : `${one.source} ${one.key}`,
    ...(rules ? [one.rule] : []),
    one.gave,
    (one.trimmed ?? []).map(trimText).join(", ")
  ])
  const columns = [
    { head: "day" },
    { head: "activity" },
    { head: "source and key" },
    ...(rules ? [{ head: "rule" }] : []),
    { head: "gave", align: "right" as const },
    { head: "limits" }
  ]
  const last = ["", "", "the score", ...(rules ? [""] : []), score, ""]
  return renderTable(columns, [...rows, last], style)
}

const notCountedTable = ({ notCounted }: Document, style: ReturnType<typeof styleOf>): string =>
  renderTable(
    [{ head: "not counted" }, { head: "at" }, { head: "source and key" }, { head: "why" }],
    notCounted.map(({ metric, quantity, at, source, key, why }) => [
      `${metric} ${quantity}`,
      at,
      `${source} ${key}`,
      why
    ]),
    style
  )

const prizesText = ({ awards, items }: Document): string =>
  awards.length + items.length === 0
    ? "no prize\n"
    : [
        ...awards.map(({ amount, currency, reason }) => `${amount} ${currency}: ${reason}\n`),
        ...items.map(({ item, reason }) => `${item}: ${reason}\n`)
      ].join("")
