import type { Tally, TallyTotals } from "./Tallies.ts"

/** What nothing adds up to. */
export const noTotals: TallyTotals = {
  active: 0,
  withdrawn: 0,
  disqualified: 0,
  started: 0,
  scored: 0,
  score: 0n,
  measured: 0,
  progress: 0n,
  activities: 0
}

/** The totals with a tally more (1) or less (-1). */
export const withTally = (
  totals: TallyTotals,
  { status, activeDays, score, progress }: Tally,
  sign: 1 | -1
): TallyTotals => ({
  ...totals,
  active: totals.active + (status === "Active" ? sign : 0),
  withdrawn: totals.withdrawn + (status === "Withdrawn" ? sign : 0),
  disqualified: totals.disqualified + (status === "Disqualified" ? sign : 0),
  started: totals.started + (activeDays > 0 ? sign : 0),
  scored: totals.scored + (score === undefined ? 0 : sign),
  score: totals.score + BigInt(sign * (score ?? 0)),
  measured: totals.measured + (progress === undefined ? 0 : sign),
  progress: totals.progress + BigInt(sign * (progress ?? 0))
})
