import type { Migration } from "../Migration.ts"

/** Which provider each fee is charged through. What the index is for: notes.md. */
export const chargeProviders: Migration = {
  number: 15,
  name: "charge_providers",
  up: (schema) => [
    `alter table ${schema}.charge add column provider text collate "C"`,
    `create index charge_provider on ${schema}.charge (challenge_id, provider) where state <> 'Refused'`
  ]
}
