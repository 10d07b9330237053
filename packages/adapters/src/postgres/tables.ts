import type { AuditHeadTable, AuditTable } from "./AuditTables.ts"
import type { ChallengeTable } from "./ChallengeRow.ts"
import type { EntryTable } from "./EntryRow.ts"
import type { MoneyTables } from "./MoneyTables.ts"
import type { MigrationTable } from "./migrations/MigrationTable.ts"

/** Every table of the store, as its statements see them. */
export interface Tables extends MoneyTables {
  readonly audit: AuditTable
  readonly audit_head: AuditHeadTable
  readonly challenge: ChallengeTable
  readonly entry: EntryTable
  readonly migration: MigrationTable
}
