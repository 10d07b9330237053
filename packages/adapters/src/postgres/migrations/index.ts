import type { Migration } from "./Migration.ts"

/** Every migration, in order. */
export const migrations: ReadonlyArray<Migration> = []
