/** One row an entry of the audit log. */
export interface AuditTable {
  readonly scope: string
  readonly seq: number
  readonly at: number
  readonly actor: string
  readonly action: string
  readonly channel: string
  readonly address: string | null
  readonly agent: string | null
  readonly before: string
  readonly after: string
  readonly previous: string
  readonly hash: string
}

/** One row a chain: where it ends. */
export interface AuditHeadTable {
  readonly scope: string
  readonly seq: number
  /** The hash before the last append, and those of the entries that it added. */
  readonly hashes: ReadonlyArray<string>
}
