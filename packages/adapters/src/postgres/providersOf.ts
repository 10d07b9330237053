import type { SettlementId } from "@laurel/core/settlement"
import type { Kysely } from "kysely"
import type { Tables } from "./tables.ts"

/** The providers of the attempts of a settlement, each found in the index behind the one before: a step each, whatever the attempts. */
export const providersOf = async (db: Kysely<Tables>, settlementId: SettlementId): Promise<ReadonlyArray<string>> => {
  const rows = await db
    .withRecursive("named", (query) =>
      query
        .selectFrom("payout_attempt")
        .select(({ fn }) => fn.min("provider").as("provider"))
        .where("settlement_id", "=", settlementId)
        .unionAll(
          query
            .selectFrom("named")
            .select((row) =>
              row
                .selectFrom("payout_attempt")
                .select(({ fn }) => fn.min("provider").as("provider"))
                .where("settlement_id", "=", settlementId)
                .whereRef("payout_attempt.provider", ">", "named.provider")
                .as("provider")
            )
            .where("named.provider", "is not", null)
        )
    )
    .selectFrom("named")
    .select("provider")
    .execute()
  return rows.flatMap(({ provider }) => provider ?? [])
}
