/** How the store on a Postgres server is reached. What is left out has the default named. */
export interface PostgresOptions {
  /** `postgres://user@host:port/database`. A pooler in transaction mode will do: no statement leaves anything in a session. */
  readonly url: string
  /** A replica for reads that may lag behind; without one the primary answers everything. */
  readonly readUrl?: string
  /** The schema of Laurel's tables: `laurel`. */
  readonly schema?: string
  /** Connections that are kept at least, and held at most, by this process: 2 and 10. */
  readonly pool?: { readonly minimum?: number; readonly maximum?: number }
  /** How long to wait for a connection, in milliseconds: 5 000. */
  readonly acquireTimeoutMs?: number
  /** How long a connection is kept without work, in milliseconds: ten minutes. */
  readonly idleTimeoutMs?: number
  /** Whether statements that come again and again are prepared in each connection: unless said, when no pooler is in between. */
  readonly prepares?: boolean
  /** How long one statement may take before it is given up, in milliseconds: two minutes. */
  readonly statementTimeoutMs?: number
}

/** How the embedded store is reached: Postgres in this process, its files in one folder. */
export interface EmbeddedOptions {
  /** The folder; it is made when it is missing. Without one everything is in memory and gone with the process. */
  readonly folder?: string
  /** The schema of Laurel's tables: `laurel`. */
  readonly schema?: string
}

export const defaults = {
  schema: "laurel",
  pool: { minimum: 2, maximum: 10 },
  acquireTimeoutMs: 5_000,
  idleTimeoutMs: 600_000,
  statementTimeoutMs: 120_000
} as const
