import type { Activity, Outcome, RefusalReason } from "@laurel/core/activity"
import type { RowBatch, UnusableRow } from "../input/Rows.ts"

/** The report names this many rows; beyond it only the count goes on, so that memory stays bounded. */
export const listedRows = 10_000

/** A row that did not count, and why. */
export interface RowReport {
  readonly line: number
  readonly reason: string
  readonly column?: string
  readonly message: string
  readonly user?: string
  /** The row itself could not be used; it is no ordinary outcome. */
  readonly unusable?: true
}

/** What is wrong with a row, as one sentence. */
export const rowText = ({ column, message, user }: RowReport): string =>
  `${column === undefined ? "" : `${column} `}${user === undefined || message.startsWith(user) ? "" : `${user}: `}${message}`

const messages: Readonly<Record<RefusalReason, string>> = {
  ChallengeNotOpen: "the challenge takes no activities",
  UnknownParticipant: "takes no part in the challenge",
  UnknownMetric: "is not measured by the challenge",
  RevisionConflict: "the same key came before with other content",
  Late: "arrived after the grace period",
  Future: "claims to have happened after it arrived",
  BeforeWindow: "happened before the window",
  AfterWindow: "happened after the window",
  OutOfRange: "is outside the range of the metric"
}

/** Refusals that mean the row itself could not be used; the others are ordinary outcomes of a challenge. */
const unusable: ReadonlySet<RefusalReason> = new Set([
  "ChallengeNotOpen",
  "UnknownParticipant",
  "UnknownMetric",
  "RevisionConflict"
])

/** Counts what became of the rows of a run, and keeps the reports of those that did not count. */
export class Tally {
  /** How many rows came to each outcome: `Accepted`, `Duplicate`, `Refused.Late`, `Unreadable`. */
  readonly counts = new Map<string, number>()
  /** The first of the rows that did not count, in the order of the file. */
  readonly reports: Array<RowReport> = []
  /** Reports of keys that came before with other content, by source and key: where in `reports` they stand. */
  readonly conflicts = new Map<string, Array<number>>()
  private unreported = 0
  private unusableRows = 0
  /** Is told of every row that did not count, also of those beyond `listedRows`. */
  private readonly onReport: (row: RowReport) => void

  constructor(onReport: (row: RowReport) => void = () => undefined) {
    this.onReport = onReport
  }

  /** How many rows could not be used: what ends a run with exit code 5. */
  get unusable(): number {
    return this.unusableRows
  }

  /** How many rows did not count. */
  get refused(): number {
    return this.reports.length + this.unreported
  }

  /** Takes in the outcomes of a batch, line by line. */
  add({ arrivals, lines, unusable }: RowBatch, outcomes: ReadonlyArray<Outcome>): void {
    let next = 0
    const addUnreadableUpTo = (line: number): void => {
      for (let row = unusable[next]; row !== undefined && row.line <= line; row = unusable[++next]) {
        this.addUnreadable(row)
      }
    }
    for (let at = 0; at < outcomes.length; at++) {
      const outcome = outcomes[at]
      const activity = arrivals[at]?.activity
      const line = lines[at] ?? 0
      addUnreadableUpTo(line)
      if (outcome !== undefined && activity !== undefined) this.addOutcome(outcome, activity, line)
    }
    addUnreadableUpTo(Number.POSITIVE_INFINITY)
  }

  private addUnreadable({ line, column, message }: UnusableRow): void {
    this.count("Unreadable")
    this.unusableRows++
    this.report({ line, reason: "Unreadable", unusable: true, ...(column === undefined ? {} : { column }), message })
  }

  private addOutcome(outcome: Outcome, activity: Activity, line: number): void {
    if (outcome._tag !== "Refused") this.count(outcome._tag)
    if (outcome._tag === "Quarantined") {
      const limit = outcome.limit === "perDay" ? "a day" : "an activity"
      this.report({
        line,
        reason: "Quarantined",
        user: activity.userId,
        message: `${activity.metric} is above the plausible limit of ${limit}: kept, and not counted`
      })
    }
    if (outcome._tag !== "Refused") return
    this.count(`Refused.${outcome.reason}`)
    if (outcome.reason === "RevisionConflict" && this.reports.length < listedRows) this.addConflict(activity)
    const isUnusable = unusable.has(outcome.reason)
    if (isUnusable) this.unusableRows++
    this.report({
      line,
      reason: outcome.reason,
      user: activity.userId,
      message: messageOf(outcome, activity),
      ...(isUnusable ? { unusable: true } : {})
    })
  }

  private addConflict(activity: Activity): void {
    const identity = identityOf(activity)
    this.conflicts.set(identity, [...(this.conflicts.get(identity) ?? []), this.reports.length])
  }

  /** Adds to the reports of a key the line on which it came first. */
  nameFirst(identity: string, line: number): void {
    for (const at of this.conflicts.get(identity) ?? []) {
      const report = this.reports[at]
      if (report !== undefined) this.reports[at] = { ...report, message: `${report.message}, on line ${line}` }
    }
    this.conflicts.delete(identity)
  }

  private count(kind: string): void {
    this.counts.set(kind, (this.counts.get(kind) ?? 0) + 1)
  }

  private report(row: RowReport): void {
    this.onReport(row)
    if (this.reports.length < listedRows) this.reports.push(row)
    else this.unreported++
  }
}

/** What tells an activity apart within a file. */
export const identityOf = ({ source, sourceKey }: Activity): string => `${source}\n${sourceKey}`

const messageOf = (
  { reason, field }: Extract<Outcome, { readonly _tag: "Refused" }>,
  { userId, metric, sourceKey }: Activity
): string => {
  if (reason === "RevisionConflict") return `the key ${sourceKey} came before with another ${field ?? "content"}`
  if (reason === "UnknownParticipant") return `${userId} ${messages[reason]}`
  return `${metric} ${messages[reason]}`
}
