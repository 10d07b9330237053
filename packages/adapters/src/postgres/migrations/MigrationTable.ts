import type { Instant } from "@laurel/core/shared"

/** One row a migration that was applied. */
export interface MigrationTable {
  readonly number: number
  readonly name: string
  /** SHA-256 of the statements that were run. */
  readonly checksum: string
  readonly applied_at: Instant
}
