import {
  type Activity,
  type Arrival,
  type Counted,
  type Held,
  type HeldOutcome,
  type LogChange,
  type Logged,
  type LoggedState,
  type Outcome,
  refusalReasons,
  Source,
  SourceKey
} from "@laurel/core/activity"
import { Name, UserId } from "@laurel/core/shared"
import { Schema } from "effect"
import { type Generated, sql } from "kysely"
import { readerOf } from "./rows.ts"

/**
 * `Counts`, `Released`, `Void`, `Held` and `Rejected` hold their key; `Aside` never did, `Gone`
 * gave it to a later revision.
 */
const states = ["Counts", "Released", "Void", "Held", "Rejected", "Aside", "Gone"] as const
/** What a row of the log is now. */
export type ActivityState = (typeof states)[number]

/** One row an arrival, for ever. */
export interface ActivityTable {
  /** That of its challenge: the partition. */
  readonly log_month: string
  readonly challenge_id: string
  /** Counts up: the order in which rows were appended. */
  readonly arrived: Generated<bigint>
  readonly source: string
  readonly source_key: string
  readonly revision: number
  readonly user_id: string
  readonly metric: string
  readonly quantity: bigint
  /** Milliseconds since 1970, as `received_at`: they come from outside, and may lie farther off than a `timestamptz` reaches. */
  readonly at: bigint
  readonly received_at: bigint
  readonly void: boolean
  readonly note: string | null
  readonly evidence: string | null
  readonly state: string
  readonly holds: boolean
  /** Why it was refused, or the limit for which it went to quarantine; nothing for others. */
  readonly reason: string | null
  /** The field of a conflict. */
  readonly field: string | null
  /** When it was last decided about, counted with what arrived; nothing where nobody has. */
  readonly changed: bigint | null
}

/** What is read of a row. Whole numbers up to 2^53 come as such, exactly. */
export const activityColumns = [
  sql<string>`ctid::text`.as("place"),
  "source",
  "source_key",
  "revision",
  "user_id",
  "metric",
  sql<number>`quantity::float8`.as("quantity"),
  sql<number>`at::float8`.as("at"),
  sql<number>`received_at::float8`.as("received_at"),
  "void",
  "note",
  "evidence",
  "state",
  "reason",
  "field"
] as const

/** What is read of a row that is listed. */
export const loggedColumns = [...activityColumns, sql<number>`arrived::float8`.as("nth")] as const

/** When a row last changed: when it arrived, or was decided about since. */
export const lastChanged = sql<bigint>`coalesce(changed, arrived)`

/** What is read of a row that changed. */
export const changeColumns = [...loggedColumns, sql<number>`coalesce(changed, arrived)::float8`.as("change")] as const

const limits = ["perActivity", "perDay"] as const
const Limit = Schema.Literals(limits)
const isLimit = Schema.is(Limit)

const Row = Schema.Struct({
  /** Where the row lies in its table; changes with the row. */
  place: Schema.String,
  source: Source,
  source_key: SourceKey,
  revision: Schema.Int,
  user_id: UserId,
  metric: Name,
  quantity: Schema.Int,
  at: Schema.Int,
  received_at: Schema.Int,
  void: Schema.Boolean,
  note: Schema.NullOr(Schema.String),
  evidence: Schema.NullOr(Schema.String),
  state: Schema.Literals(states),
  reason: Schema.NullOr(Schema.Literals([...limits, ...refusalReasons])),
  field: Schema.NullOr(Schema.String)
})

/** A row as it is read. */
export type ActivityRow = typeof Row.Type

/** Reads rows of the log. */
export const readActivities = readerOf(Schema.Array(Row))

const LoggedRow = Schema.Struct({ ...Row.fields, nth: Schema.Int })

/** Reads rows of the log that are listed. */
export const readLogged = readerOf(Schema.Array(LoggedRow))

const ChangeRow = Schema.Struct({ ...LoggedRow.fields, change: Schema.Int })

/** Reads rows of the log that changed. */
export const readChanges = readerOf(Schema.Array(ChangeRow))

/** The activity of a row. */
export const activityOf = (row: ActivityRow): Activity => ({
  userId: row.user_id,
  metric: row.metric,
  quantity: row.quantity,
  at: row.at,
  source: row.source,
  sourceKey: row.source_key,
  revision: row.revision,
  void: row.void,
  ...(row.note === null ? {} : { note: row.note }),
  ...(row.evidence === null ? {} : { evidence: row.evidence })
})

/** The activity of a row that counts. */
export const countedOf = (row: ActivityRow): Counted =>
  row.state === "Released" ? { ...activityOf(row), released: true } : activityOf(row)

/** What a row that is held has to say; nothing for others. */
export const heldOf = (row: ActivityRow): ReadonlyArray<Held> => {
  const outcome = heldOutcomeOf(row)
  return outcome === undefined ? [] : [{ arrival: arrivalOf(row), outcome }]
}

/** A row as it is listed. */
export const loggedOf = (row: typeof LoggedRow.Type): Logged => ({
  arrival: arrivalOf(row),
  state: loggedStateOf(row),
  place: row.nth
})

/** A row as it is told. */
export const changeOf = (row: typeof ChangeRow.Type): LogChange => ({ ...loggedOf(row), change: row.change })

const loggedStateOf = (row: ActivityRow): LoggedState => {
  switch (row.state) {
    case "Counts":
    case "Released":
    case "Void":
      return { _tag: row.state }
    default:
      return (row.state === "Gone" ? undefined : heldOutcomeOf(row)) ?? { _tag: "Superseded" }
  }
}

const arrivalOf = (row: ActivityRow): Arrival => ({ activity: activityOf(row), receivedAt: row.received_at })

const heldOutcomeOf = ({ state, reason, field }: ActivityRow): HeldOutcome | undefined => {
  if (state === "Rejected") return { _tag: "Rejected" }
  if (reason === null) return undefined
  if (isLimit(reason)) return { _tag: "Quarantined", limit: reason }
  return { _tag: "Refused", reason, ...(field === null ? {} : { field }) }
}

/** Whether the row was refused for what it says. */
export const isRefused = ({ reason }: ActivityRow): boolean => reason !== null && !isLimit(reason)

/** The columns of an outcome. */
export const reasonOf = (outcome: Outcome): { readonly reason?: string; readonly field?: string } => {
  if (outcome._tag === "Quarantined") return { reason: outcome.limit }
  return outcome._tag === "Refused"
    ? { reason: outcome.reason, ...(outcome.field === undefined ? {} : { field: outcome.field }) }
    : {}
}
