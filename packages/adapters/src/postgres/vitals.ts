import { Effect, Schema } from "effect"
import { sql } from "kysely"
import type { Connection } from "./Connection.ts"
import { DbFailed } from "./errors.ts"

/** What a store says of itself to whoever watches over it. */
export interface StoreVitals {
  /** How many changes wait to be carried to boards, and since when the first of them does, in milliseconds since 1970. */
  readonly outbox: { readonly changes: number; readonly oldest: number | undefined }
  /** How many payout lines are in which state. */
  readonly payouts: ReadonlyArray<{ readonly state: string; readonly count: number }>
  /** The connections of this process: those in use, those that wait for use, who waits for one, and the most there may be. */
  readonly connections: Readonly<Record<"used" | "idle" | "waited_for" | "most", number>>
}

const decodeOutbox = Schema.decodeUnknownSync(
  Schema.NonEmptyArray(Schema.Struct({ changes: Schema.BigInt, oldest: Schema.NullOr(Schema.BigInt) }))
)
const decodePayouts = Schema.decodeUnknownSync(
  Schema.Array(Schema.Struct({ state: Schema.String, count: Schema.BigInt }))
)

/** Looks at what waits in the tables, and at the connections of this process. */
export const storeVitals = ({ db, schema, pool }: Connection["Service"]): Effect.Effect<StoreVitals, DbFailed> =>
  Effect.tryPromise({
    try: async () => {
      const within = sql.id(schema)
      const outbox = await sql`select count(*)::int8 as changes, min(at)::int8 as oldest from ${within}.outbox`.execute(
        db
      )
      const payouts =
        await sql`select state, count(*)::int8 as count from ${within}.payout_line group by state order by state`.execute(
          db
        )
      const [{ changes, oldest }] = decodeOutbox(outbox.rows)
      return {
        outbox: { changes: Number(changes), oldest: oldest === null ? undefined : Number(oldest) },
        payouts: decodePayouts(payouts.rows).map(({ state, count }) => ({ state, count: Number(count) })),
        connections: {
          used: pool.totalCount - pool.idleCount,
          idle: pool.idleCount,
          waited_for: pool.waitingCount,
          most: pool.options.max
        }
      }
    },
    catch: (cause) => new DbFailed({ cause })
  })
