import type { Migration } from "../Migration.ts"

/** Which provider each payout was asked of. What the index is for: notes.md. */
export const payoutProviders: Migration = {
  number: 11,
  name: "payout_providers",
  up: (schema) => [
    `alter table ${schema}.payout_attempt add column provider text collate "C"`,
    `create index payout_attempt_provider on ${schema}.payout_attempt (settlement_id, provider)`
  ]
}
