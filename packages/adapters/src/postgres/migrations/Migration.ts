import { sha256Hex } from "@laurel/core/shared"
import type { Transaction } from "kysely"
import type { Tables } from "../tables.ts"

/**
 * One step from an empty database to the tables of today. Steps are never changed once they are released: what they did is
 * recognised by its checksum.
 */
export interface Migration {
  /** Its place in the order: 1, 2, 3. */
  readonly number: number
  readonly name: string
  /** The statements, for tables in this schema. No functions and no triggers: all rules are in the core. */
  readonly up: (schema: string) => ReadonlyArray<string>
  /**
   * What only the core can work out for rows that are there already; in the same transaction, after the statements. It names columns as
   * they were at this step.
   */
  readonly fill?: (db: Transaction<Tables>, schema: string) => Promise<void>
  /** Tables whose rows the application may add and read, and never change (I7). */
  readonly immutable?: ReadonlyArray<string>
  /** Tables whose rows the application may change too, and never take away. */
  readonly lasting?: ReadonlyArray<string>
}

/** The checksum of a migration, the same whatever the schema is called. */
export const checksumOf = ({ up }: Migration): string => sha256Hex(up("laurel").join(";\n"))

/** A migration as people name it. */
export const nameOf = ({ number, name }: Pick<Migration, "number" | "name">): string =>
  `${`${number}`.padStart(4, "0")}_${name}`
