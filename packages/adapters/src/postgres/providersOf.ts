import type { SettlementId } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, type SelectQueryBuilder, sql } from "kysely"
import type { Tables } from "./tables.ts"

/** The providers that payouts of a settlement were asked of. */
export const providersOfPayouts = (db: Kysely<Tables>, settlementId: SettlementId): Promise<ReadonlyArray<string>> =>
  inSteps(db, (beyond) =>
    db
      .selectFrom("payout_attempt")
      .select(({ fn }) => fn.min("provider").as("provider"))
      .where("settlement_id", "=", settlementId)
      .where(beyond)
  )

/** The providers through which charges of a challenge are under way or paid. */
export const providersOfCharges = (db: Kysely<Tables>, challengeId: ChallengeId): Promise<ReadonlyArray<string>> =>
  inSteps(db, (beyond) =>
    db
      .selectFrom("charge")
      .select(({ fn }) => fn.min("provider").as("provider"))
      .where("challenge_id", "=", challengeId)
      .where("state", "<>", sql.lit("Refused"))
      .where(beyond)
  )

type Least = (
  beyond: RawBuilder<boolean>
) => SelectQueryBuilder<Tables, "payout_attempt" | "charge", { provider: string | null }>

/** Each provider is found in the index behind the one before: a step each, whatever the rows. */
const inSteps = async (db: Kysely<Tables>, least: Least): Promise<ReadonlyArray<string>> => {
  const rows = await db
    .withRecursive("named", (query) =>
      query
        .selectFrom(least(sql`true`).as("first"))
        .select("provider")
        .unionAll(
          query
            .selectFrom("named")
            .select(least(sql`provider > named.provider`).as("provider"))
            .where("named.provider", "is not", null)
        )
    )
    .selectFrom("named")
    .select("provider")
    .execute()
  return rows.flatMap(({ provider }) => provider ?? [])
}
