/** A step of the tables from one version of Laurel to the next, and whether it was taken. */
export interface MigrationShown {
  readonly name: string
  readonly state: "applied" | "pending" | "altered" | "unknown"
  readonly appliedAt?: number
}

/** A part of a table that grows with time. */
export interface PartitionShown {
  readonly table: string
  readonly name: string
  readonly bounds: string
  readonly rows: number
  readonly bytes: number
}

/** What became of a part of a table that grows with time. `held`: a challenge of its month has not ended. */
export interface PartitionMoved {
  readonly name: string
  readonly outcome: "made" | "archived" | "held"
}

/** A statement that Laurel runs, and how the database would carry it out. */
export interface StatementExplained {
  readonly name: string
  readonly sql: string
  readonly plan: string
}

/** A database that is open for looking after it, whatever tables it has. */
export interface Database {
  /** For people, without secrets. */
  readonly name: string
  readonly migrations: () => Promise<ReadonlyArray<MigrationShown>>
  /** Brings the tables up to this Laurel and gives the names of the steps taken. */
  readonly migrate: () => Promise<ReadonlyArray<string>>
  readonly partitions: () => Promise<ReadonlyArray<PartitionShown>>
  /** Makes the partitions that are missing for the month of an instant and the two after it. */
  readonly ensurePartitions: (now: number) => Promise<ReadonlyArray<PartitionMoved>>
  /** Takes the partitions of months that ended before an instant out of the log; `dryRun` only tells which. */
  readonly archivePartitions: (
    before: number,
    options: { readonly dryRun: boolean }
  ) => Promise<ReadonlyArray<PartitionMoved>>
  /** Refuses a role that cannot be the application's: one that is not there, or that no rights bind. */
  readonly fitRole: (role: string) => Promise<void>
  /** Gives a role the rights of the application, and no more. */
  readonly grant: (role: string) => Promise<void>
  readonly explain: () => Promise<ReadonlyArray<StatementExplained>>
  /** What the database says of itself; `now` is the time by its own clock. */
  readonly facts: () => Promise<{
    readonly version: string
    readonly now: number
    readonly bytes: number
    /** Whether rights bind whoever is connected: neither a superuser nor the owner of the tables. */
    readonly isBound: boolean
  }>
  readonly close: () => Promise<void>
}
