import { audit } from "./0004_audit/migration.ts"
import { jobs } from "./0006_jobs/migration.ts"
import type { Migration } from "./Migration.ts"

/** Every migration, in order. */
export const migrations: ReadonlyArray<Migration> = [audit, jobs]
