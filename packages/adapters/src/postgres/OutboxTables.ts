import type { Generated, GeneratedAlways } from "kysely"

/** One row an addition to the outbox. */
export interface OutboxTable {
  readonly challenge_id: string
  readonly number: GeneratedAlways<bigint>
  /** Null for everybody. */
  readonly users: ReadonlyArray<string> | null
  /** Milliseconds since 1970; null for what brings no news. */
  readonly at: bigint | null
  readonly joined: Generated<number>
  readonly activities: Generated<number>
  /** Whether the users have sent activities. */
  readonly active: Generated<boolean>
}

/** One row a challenge whose outbox was ever taken from, or has everybody due. */
export interface OutboxHeadTable {
  readonly challenge_id: string
  readonly version: Generated<bigint>
  /** Milliseconds since 1970: it may lie farther off than a `timestamptz` reaches. */
  readonly refresh_at: bigint | null
}
