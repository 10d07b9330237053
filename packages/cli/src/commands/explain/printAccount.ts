import type { Io } from "../../io/Io.ts"
import { jsonText } from "../../output/jsonText.ts"
import { plural } from "../../output/plural.ts"
import { renderTable } from "../../output/renderTable.ts"
import { styleOf } from "../../output/style.ts"
import type { Contest } from "../../run/RunResult.ts"
import type { Account } from "./Account.ts"
import { type AccountJson, accountJson } from "./accountJson.ts"

const limitNames = { perActivity: "an activity", perDay: "a day", perWeek: "a week" } as const

/** Prints where a participant's score, rank and every cent come from. */
export const printAccount = (account: Account, result: Contest, json: boolean, io: Io): void => {
  const document = accountJson(account, result)
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

const placeText = ({ rank, of, status, score, unit, activeDays, tieBreaks, measures }: AccountJson): string =>
  [
    rank === "" ? `not ranked (${status.toLowerCase()})` : `rank ${rank} of ${of}`,
    ...(score === "" ? [] : [`score ${score}${unit === "" ? "" : ` ${unit}`}`]),
    plural(activeDays, "active day"),
    ...[...Object.entries(tieBreaks), ...Object.entries(measures)].flatMap(([name, value]) =>
      value === "" || name === "active days" ? [] : [`${name} ${value}`]
    )
  ].join("; ")

const trimText = ({ limit, by }: { readonly limit: keyof typeof limitNames; readonly by: string }): string =>
  `${by.startsWith("-") ? by : `+${by}`} by the limit of ${limitNames[limit]}`

const contributionsTable = ({ contributions, score }: AccountJson, style: ReturnType<typeof styleOf>): string => {
  if (contributions.length === 0) return "nothing counts for the score\n"
  const rules = new Set(contributions.map(({ rule }) => rule)).size > 1
  const rows = contributions.map((one) => [
    one.day ?? "",
    one.kind === "Activity" ? `${one.metric} ${one.quantity}` : one.kind.toLowerCase(),
    one.adjustment ?? (one.source === undefined ? "" : `${one.source} ${one.key}`),
    ...(rules ? [one.rule] : []),
    one.gave,
    one.reason ?? (one.trimmed ?? []).map(trimText).join(", ")
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

const notCountedTable = ({ notCounted }: AccountJson, style: ReturnType<typeof styleOf>): string =>
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

const prizesText = ({ awards, items }: AccountJson): string =>
  awards.length + items.length === 0
    ? "no prize\n"
    : [
        ...awards.map(({ amount, currency, reason }) => `${amount} ${currency}: ${reason}\n`),
        ...items.map(({ item, reason }) => `${item}: ${reason}\n`)
      ].join("")
