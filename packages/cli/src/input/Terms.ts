import type { Name, UserId, ZoneId } from "@laurel/core/shared"
import type { ReadDate } from "./readDate.ts"

/** What is needed of a metric to read its quantities. */
export interface MetricTerms {
  readonly name: Name
  readonly decimals: number
}

/** What the reading of activities needs to know of a challenge. */
export interface Terms {
  /** The metrics of the definition by name. */
  readonly metrics: ReadonlyMap<string, MetricTerms>
  /** The zone in which local dates of a user are taken. */
  readonly zoneOf: (userId: UserId) => ZoneId
  readonly readDate: ReadDate
}
