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

/** A database that is open for looking after it, whatever tables it has. */
export interface Database {
  /** For people, without secrets. */
  readonly name: string
  readonly migrations: () => Promise<ReadonlyArray<MigrationShown>>
  /** Brings the tables up to this Laurel and gives the names of the steps taken. */
  readonly migrate: () => Promise<ReadonlyArray<string>>
  readonly partitions: () => Promise<ReadonlyArray<PartitionShown>>
  /** What the database says of itself; `now` is the time by its own clock. */
  readonly facts: () => Promise<{ readonly version: string; readonly now: number; readonly bytes: number }>
  readonly close: () => Promise<void>
}
