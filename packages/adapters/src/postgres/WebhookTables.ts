import type { Instant } from "@laurel/core/shared"
import type { ColumnType } from "kysely"

/** One row an endpoint. */
export interface WebhookEndpointTable {
  readonly id: string
  readonly owner: string
  readonly covers_all: boolean
  readonly challenge_id: string | null
  readonly url: string
  readonly label: string
  readonly events: ColumnType<ReadonlyArray<string>, ReadonlyArray<string>, ReadonlyArray<string>>
  /** JSON. */
  readonly secrets: string
  readonly created_at: ColumnType<Instant, Date, never>
  readonly disabled_at: ColumnType<Instant | null, Date | null, Date | null>
}

/** One row for each event and endpoint. */
export interface WebhookDeliveryTable {
  readonly endpoint_id: string
  readonly event_id: string
  readonly type: string
  readonly challenge_id: string
  readonly at: ColumnType<Instant, Date | string, never>
  readonly body: string
  readonly state: string
  readonly round: number
  readonly tries: number
  /** JSON. */
  readonly attempts: string
  readonly due: ColumnType<Instant | null, Date | string | null, Date | null>
  readonly ended_at: ColumnType<Instant | null, Date | null, Date | null>
}
