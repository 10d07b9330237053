import type { ChallengeDefinition } from "@laurel/core/challenge"
import { formatAmount } from "@laurel/core/shared"
import type { SimulationReport } from "@laurel/core/simulation"
import type { Io } from "../../io/Io.ts"
import { renderTable, type TableColumn } from "../../output/renderTable.ts"
import { type Style, styleOf } from "../../output/style.ts"
import { wordsOf } from "../../output/wordsOf.ts"
import { counterexampleText } from "./counterexampleText.ts"

/** At most so many ranks are listed. */
const shownRanks = 20

const right = (head: string): TableColumn => ({ head, align: "right" })

/** The report as tables for people. */
export const printReport = (
  report: SimulationReport,
  definition: ChallengeDefinition,
  path: string,
  io: Io
): string => {
  const style = styleOf(io, io.isTTY.out)
  const sections = [
    headline(report, definition, style),
    ranksTable(report, style),
    ...(report.prizes.length === 0 ? [] : [prizesTable(report, definition.currency ?? "", style)]),
    ...(definition.prizes === undefined
      ? []
      : [moneyTable(report, definition.currency ?? "", style), roundingText(report)]),
    mishapsText(report),
    checksTable(report, style),
    verdict(report, path, style)
  ]
  return sections.join("\n")
}

const headline = (
  { runs, participants, seed, endings }: SimulationReport,
  { name, id }: ChallengeDefinition,
  { bold }: Style
) => {
  const ended = Object.entries(endings).flatMap(([ending, times]) =>
    times === 0 ? [] : [`${times} ${ending.toLowerCase()}`]
  )
  return `${bold(name)} (${id}): played ${runs} times with ${participants} people, seed ${seed}; ${ended.join(", ")}\n`
}

const ranksTable = ({ ranks }: SimulationReport, style: Style): string =>
  renderTable(
    [{ head: "habit" }, right("people"), right("ranked"), right("best rank"), right("median"), right("last")],
    ranks.map(({ habit, people, ranks: spread }) => [
      wordsOf(habit),
      `${people}`,
      `${spread?.count ?? 0}`,
      ...[spread?.min, spread?.median, spread?.max].map((rank) => (rank === undefined ? "-" : `${rank}`))
    ]),
    style
  )

const prizesTable = ({ prizes }: SimulationReport, currency: string, style: Style): string => {
  const amount = (minorUnits: bigint): string => formatAmount(minorUnits, currency)
  const rows = prizes
    .slice(0, shownRanks)
    .map(({ rank, prizes: { count, min, median, max } }) => [
      `${rank}`,
      `${count}`,
      amount(min),
      amount(median),
      amount(max)
    ])
  const more = prizes.length > shownRanks ? `… and ${prizes.length - shownRanks} more ranks (--json has all)\n` : ""
  return (
    renderTable(
      [right("rank"), right("people"), right(`least (${currency})`), right("median"), right("most")],
      rows,
      style
    ) + more
  )
}

const moneyTable = ({ money }: SimulationReport, currency: string, style: Style): string => {
  const { paidIn, topUps, prizes, platformFees, charity, residual, refunds } = money
  const all = paidIn + topUps
  const share = (minorUnits: bigint): string => (all === 0n ? "-" : `${percent(minorUnits, all)} %`)
  const rows = [
    ["paid in", paidIn],
    ["topped up", topUps],
    ["prizes", prizes],
    ["platform fees", platformFees],
    ["charity", charity],
    ["left over", residual],
    ["refunds", refunds]
  ] as const
  return renderTable(
    [{ head: "money of all settled runs" }, right(currency), right("share")],
    rows
      .filter(([, minorUnits]) => minorUnits > 0n)
      .map(([label, minorUnits]) => [label, formatAmount(minorUnits, currency), share(minorUnits)]),
    style
  )
}

/** With one decimal, rounded down. */
const percent = (part: bigint, whole: bigint): string => {
  const tenths = (1000n * part) / whole
  return `${tenths / 10n}.${tenths % 10n}`
}

const roundingText = ({ rounding: { ties, oddUnits, toFirst, expectedThousandths } }: SimulationReport): string =>
  ties === 0
    ? "rounding: every tie could be divided evenly\n"
    : `rounding: ${ties} ties left ${oddUnits} minor units that could not be divided; the first by participant id got one ` +
      `in ${toFirst} of them, chance alone would give ${expectedThousandths / 1000n}.${`${expectedThousandths % 1000n}`.padStart(3, "0").slice(0, 1)}\n`

const mishapsText = ({ outcomes, faults }: SimulationReport): string => {
  const listed = (counts: ReadonlyMap<string, number>): string =>
    [...counts]
      .sort(([, a], [, b]) => b - a)
      .map(([name, times]) => `${times} ${wordsOf(name)}`)
      .join(", ") || "none"
  return `activities: ${listed(outcomes)}\nof them on purpose: ${listed(faults)}\n`
}

const checksTable = ({ checked }: SimulationReport, style: Style): string =>
  renderTable(
    [{ head: "invariant" }, right("checked"), { head: "promise" }],
    checked.filter(({ times }) => times > 0).map(({ invariant, times, promise }) => [invariant, `${times}`, promise]),
    style
  )

const verdict = ({ counterexample }: SimulationReport, path: string, style: Style): string =>
  counterexample === undefined
    ? style.bold("Every promise was kept.") + "\n"
    : counterexampleText(counterexample, path, style)
