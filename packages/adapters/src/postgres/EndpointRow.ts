import { Endpoint, Secret } from "@laurel/core/webhook"
import { Effect, Schema } from "effect"
import { type Kysely, sql } from "kysely"
import type { DbFailed } from "./errors.ts"
import { readerOf } from "./rows.ts"
import type { Tables } from "./tables.ts"

const Secrets = Schema.fromJsonString(Schema.Array(Secret))
const encodeSecrets = Schema.encodeSync(Secrets)

/** An endpoint as columns. */
export const endpointColumns = (endpoint: Endpoint) => ({
  id: endpoint.id,
  owner: endpoint.owner,
  covers_all: endpoint.covers === "All",
  challenge_id: endpoint.challengeId ?? null,
  url: endpoint.url,
  label: endpoint.label,
  events: endpoint.events,
  secrets: encodeSecrets(endpoint.secrets),
  created_at: new Date(endpoint.createdAt),
  disabled_at: endpoint._tag === "Disabled" ? new Date(endpoint.disabledAt) : null
})

/** The columns that may change. */
export const changedColumns = (endpoint: Endpoint) => {
  const { id: _, created_at: __, ...columns } = endpointColumns(endpoint)
  return columns
}

/** Endpoints, to be read by `readEndpoints`. */
export const endpointRows = (db: Kysely<Tables>) =>
  db
    .selectFrom("webhook_endpoint")
    .select([
      "id",
      "owner",
      "covers_all",
      "challenge_id",
      "url",
      "label",
      "events",
      sql<string>`secrets::text`.as("secrets"),
      "created_at",
      "disabled_at"
    ])

const { id, owner, challengeId, url, label, events } = Endpoint.cases.Active.fields

const decode = readerOf(
  Schema.Array(
    Schema.Struct({
      id,
      owner,
      covers_all: Schema.Boolean,
      challenge_id: Schema.NullOr(challengeId.schema),
      url,
      label,
      events,
      secrets: Secrets,
      created_at: Schema.Int,
      disabled_at: Schema.NullOr(Schema.Int)
    })
  )
)

/** Reads rows of endpoints. */
export const readEndpoints = (found: unknown): Effect.Effect<ReadonlyArray<Endpoint>, DbFailed> =>
  Effect.map(decode(found), (read) =>
    read.map(({ covers_all, challenge_id, created_at, disabled_at, ...fields }): Endpoint => {
      const all = {
        ...fields,
        covers: covers_all ? ("All" as const) : ("Own" as const),
        ...(challenge_id === null ? {} : { challengeId: challenge_id }),
        createdAt: created_at
      }
      return disabled_at === null ? { _tag: "Active", ...all } : { _tag: "Disabled", ...all, disabledAt: disabled_at }
    })
  )
