import type { Migration } from "../Migration.ts"

/** Who wants to be told of what, and what became of it. How it is laid out: notes.md. */
export const webhooks: Migration = {
  number: 13,
  name: "webhooks",
  up: (schema) => [
    `create table ${schema}.webhook_endpoint (
      id text collate "C" primary key,
      owner text collate "C" not null,
      covers_all boolean not null,
      challenge_id text collate "C",
      url text not null,
      label text not null,
      events text[] not null,
      secrets json not null,
      created_at timestamptz not null,
      disabled_at timestamptz
    )`,
    `create index webhook_endpoint_owner on ${schema}.webhook_endpoint (owner, created_at, id)`,
    `create index webhook_endpoint_all on ${schema}.webhook_endpoint (created_at, id) where covers_all`,
    `create table ${schema}.webhook_delivery (
      endpoint_id text collate "C" not null,
      event_id text collate "C" not null,
      type text collate "C" not null,
      challenge_id text collate "C" not null,
      at timestamptz not null,
      body text not null,
      state text collate "C" not null,
      round int not null,
      tries int not null,
      attempts json not null,
      due timestamptz,
      ended_at timestamptz,
      primary key (endpoint_id, event_id)
    )`,
    `create index webhook_delivery_at on ${schema}.webhook_delivery (endpoint_id, at, event_id)`,
    `create index webhook_delivery_failed on ${schema}.webhook_delivery (endpoint_id, at, event_id) where state = 'Failed'`,
    `create index webhook_delivery_ended_at on ${schema}.webhook_delivery (ended_at) where ended_at is not null`
  ]
}
