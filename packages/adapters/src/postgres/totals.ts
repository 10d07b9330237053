import { EntryKind, type EntryToPost, type KindTotal, totals } from "@laurel/core/ledger"
import { type ChallengeId, Currency, compareIds } from "@laurel/core/shared"
import { Schema } from "effect"
import type { Kysely } from "kysely"
import type { LedgerTotalTable } from "./MoneyTables.ts"
import type { Tables } from "./tables.ts"
import { amounts, given, texts } from "./unnested.ts"

const terms = ["paid_in", "top_ups", "pool", "entitlements", "fees", "charity", "residual", "refunds"] as const

const rowOf = (challengeId: ChallengeId, total: KindTotal): LedgerTotalTable => ({
  challenge_id: challengeId,
  currency: total.currency,
  kind: total.kind,
  paid_in: total.paidIn,
  top_ups: total.topUps,
  pool: total.pool,
  entitlements: total.entitlements,
  fees: total.fees,
  charity: total.charity,
  residual: total.residual,
  refunds: total.refunds
})

/** What entries add to the totals of their challenges, in the order in which the rows are locked. */
const added = (entries: ReadonlyArray<EntryToPost>): ReadonlyArray<LedgerTotalTable> =>
  [...new Set(entries.map(({ challengeId }) => challengeId))]
    .sort(compareIds)
    .flatMap((challengeId) => totals(entries, challengeId).map((total) => rowOf(challengeId, total)))

/** Brings the totals along with entries that were posted, in the same transaction. */
export const changeTotals = async (db: Kysely<Tables>, entries: ReadonlyArray<EntryToPost>): Promise<void> => {
  const rows = added(entries)
  if (rows.length === 0) return
  const sumsOf = (term: (typeof terms)[number]) => amounts(rows.map((row) => row[term]))
  const columns = ["challenge_id", "currency", "kind", ...terms] as const
  await db
    .insertInto("ledger_total")
    .columns(columns)
    .expression((query) =>
      query
        .selectFrom(
          given({
            challenge_id: texts(rows.map(({ challenge_id }) => challenge_id)),
            currency: texts(rows.map(({ currency }) => currency)),
            kind: texts(rows.map(({ kind }) => kind)),
            paid_in: sumsOf("paid_in"),
            top_ups: sumsOf("top_ups"),
            pool: sumsOf("pool"),
            entitlements: sumsOf("entitlements"),
            fees: sumsOf("fees"),
            charity: sumsOf("charity"),
            residual: sumsOf("residual"),
            refunds: sumsOf("refunds")
          })
        )
        .select(columns)
        .orderBy("place")
    )
    .onConflict((conflict) =>
      conflict.columns(["challenge_id", "currency", "kind"]).doUpdateSet((row) => ({
        paid_in: row("ledger_total.paid_in", "+", row.ref("excluded.paid_in")),
        top_ups: row("ledger_total.top_ups", "+", row.ref("excluded.top_ups")),
        pool: row("ledger_total.pool", "+", row.ref("excluded.pool")),
        entitlements: row("ledger_total.entitlements", "+", row.ref("excluded.entitlements")),
        fees: row("ledger_total.fees", "+", row.ref("excluded.fees")),
        charity: row("ledger_total.charity", "+", row.ref("excluded.charity")),
        residual: row("ledger_total.residual", "+", row.ref("excluded.residual")),
        refunds: row("ledger_total.refunds", "+", row.ref("excluded.refunds"))
      }))
    )
    .execute()
}

const decode = Schema.decodeUnknownSync(
  Schema.Array(
    Schema.Struct({
      kind: EntryKind,
      currency: Currency,
      paidIn: Schema.BigInt,
      topUps: Schema.BigInt,
      pool: Schema.BigInt,
      entitlements: Schema.BigInt,
      fees: Schema.BigInt,
      charity: Schema.BigInt,
      residual: Schema.BigInt,
      refunds: Schema.BigInt
    })
  )
)

/** The totals of a challenge, by currency and kind. */
export const totalsOf = async (db: Kysely<Tables>, challengeId: ChallengeId): Promise<ReadonlyArray<KindTotal>> =>
  decode(
    await db
      .selectFrom("ledger_total")
      .select([
        "kind",
        "currency",
        "paid_in as paidIn",
        "top_ups as topUps",
        "pool",
        "entitlements",
        "fees",
        "charity",
        "residual",
        "refunds"
      ])
      .where("challenge_id", "=", challengeId)
      .orderBy("currency")
      .orderBy("kind")
      .execute()
  )
