import type { Migration } from "../Migration.ts"

/** Payout lines are found through the settlements of a challenge. Why: notes.md. */
export const linesBySettlement: Migration = {
  number: 17,
  name: "lines_by_settlement",
  up: (schema) => [`drop index ${schema}.payout_line_of_challenge`]
}
