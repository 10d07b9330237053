import { poolLines } from "@laurel/core/settlement"
import type { RunResult } from "./RunResult.ts"

/** The report of a run for programs: counts, and every row that did not count with its line and reason. */
export const reportOf = ({
  challenge,
  board,
  definition,
  rows,
  tally,
  entered,
  refusedEntries,
  settled: { plan, refunded }
}: RunResult) => ({
  _v: 1,
  challenge: definition.id,
  state: challenge._tag,
  ...(challenge._tag === "Cancelled" ? { cancelled: challenge.reason } : {}),
  participants: { entered, ranked: board.overall.ranked.length, unranked: board.overall.unranked.length },
  ...(refusedEntries.length === 0 ? {} : { refusedEntries }),
  rows: { read: rows, outcomes: Object.fromEntries([...tally.counts].toSorted(([a], [b]) => (a < b ? -1 : 1))) },
  notCounted: { total: tally.refused, unusable: tally.unusable, listed: tally.reports.length, rows: tally.reports },
  standingsHash: board.standingsHash,
  ...(refunded === undefined ? {} : { refunded: { payers: refunded.payers, minorUnits: `${refunded.minorUnits}` } }),
  ...(plan === undefined
    ? {}
    : {
        currency: plan.currency,
        pool: Object.fromEntries(poolLines(plan).map(({ name, minorUnits }) => [name, `${minorUnits}`])),
        planHash: plan.hash
      })
})
