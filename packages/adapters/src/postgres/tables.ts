import type { MigrationTable } from "./migrations/MigrationTable.ts"

/** Every table of the store, as its statements see them. */
export interface Tables {
  readonly migration: MigrationTable
}
