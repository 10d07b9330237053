import type { Connection } from "@laurel/adapters/postgres"
import { Effect } from "effect"

/** The others, with numbers from 1, beside the one whose number is 0. */
const numbered =
  "cross join (select 'p' || lpad(n::text, 7, '0') as name, n from generate_series(1, $1::int - 1) as n) as other"

/**
 * Has so many take part instead of the one who has entered, paid and walked: their rows are made of that one's, in a statement for
 * each table that a settlement reads. What they did stays that one's: the log of activities and the audit know of nobody else.
 */
export const multiplied = ({ pool, schema }: Connection["Service"], count: number): Effect.Effect<void> =>
  Effect.promise(async () => {
    const statements = [
      `insert into ${schema}.entry (challenge_id, participant_id, user_id, entered_at, categories, status, fee_payer, fee_minor_units)
        select challenge_id, other.name, other.name, entered_at, categories, status, other.name, fee_minor_units
        from ${schema}.entry ${numbered}`,
      `insert into ${schema}.score (challenge_id, user_id, stride, cells, sources)
        select challenge_id, other.name, stride, replace(cells, '5000', (5000 + other.n::bigint * 7919 % 10007)::text), sources
        from ${schema}.score ${numbered}`,
      `insert into ${schema}.ledger_entry (id, challenge_id, at, kind, memo, currency)
        select 'EntryFee:' || encode(sha256(other.name::bytea), 'hex'), challenge_id, at, kind, other.name, currency
        from ${schema}.ledger_entry ${numbered}`,
      `insert into ${schema}.movement (entry, number, debit_account, debit_place, credit_account, credit_place, minor_units)
        select posted, movement.number, debit_account, debit_place, credit_account, credit_place, minor_units
        from ${schema}.movement cross join ${schema}.ledger_entry where posted > entry and $1::int > 1`,
      `update ${schema}.balance set pool = pool * $1::int`,
      `update ${schema}.ledger_total set paid_in = paid_in * $1::int, pool = pool * $1::int`,
      `update ${schema}.challenge set entered = $1::int`
    ]
    for (const statement of statements) await pool.query(statement, [count])
    await pool.query("analyze")
  })
