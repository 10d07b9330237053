import type { Instant } from "@laurel/core/shared"
import type { ColumnType } from "kysely"

/** One row a key. */
export interface ApiKeyTable {
  readonly id: string
  readonly hash: string
  readonly owner: string
  readonly label: string
  readonly scopes: ColumnType<ReadonlyArray<string>, ReadonlyArray<string>, never>
  readonly created_at: ColumnType<Instant, Date, never>
  readonly expires_at: ColumnType<Instant | null, Date | null, never>
  readonly revoked_at: ColumnType<Instant | null, null, Date>
}

/** One row a request that may come again. */
export interface KeptAnswerTable {
  readonly by: string
  readonly operation: string
  readonly key: string
  readonly request_hash: string
  readonly answer: string | null
  readonly claimed_at: ColumnType<Instant | Date, Date, never>
}

/** One row a token that was not used yet. */
export interface StreamTokenTable {
  readonly hash: string
  readonly challenge_id: string | null
  readonly purpose: string
  readonly principal: string
  readonly key_id: string | null
  readonly roles: ColumnType<ReadonlyArray<string>, ReadonlyArray<string>, never>
  readonly proven_at: ColumnType<Instant | null, Date | null, never>
  readonly until: ColumnType<Instant | Date, Date, never>
}

/** One row for whoever has taken from a budget lately. */
export interface BudgetTable {
  readonly name: string
  readonly by: string
  readonly taken: number
  readonly ends_at: ColumnType<Instant, Date, Date>
}
