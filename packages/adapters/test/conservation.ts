import { Db } from "@laurel/adapters/postgres"
import { Context, Effect, Layer } from "effect"
import { sql } from "kysely"

/** Whether the running fiber is in a transaction already. */
const IsInside = Context.Reference<boolean>("@laurel/adapters/test/IsInside", { defaultValue: () => false })

/**
 * The database, looked at after every transaction that was committed, with SQL of this file's own: what is wrong with the
 * money in its tables is a defect of the test.
 */
export const watched: Layer.Layer<Db, never, Db> = Layer.effect(
  Db,
  Effect.map(Db, (db) => {
    const look = db
      .run((queries) => sql<Finding>`${sql.raw(findings)}`.execute(queries))
      .pipe(
        Effect.orDie,
        Effect.flatMap(({ rows }) =>
          rows.length === 0 ? Effect.void : Effect.die(new Error(rows.map(({ finding }) => finding).join("\n")))
        )
      )
    const afterwards =
      <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      <B, F, S>(run: (effect: Effect.Effect<A, E, R>) => Effect.Effect<B, F, S>): Effect.Effect<B, F, S> =>
        Effect.flatMap(IsInside, (isInside) =>
          isInside ? run(effect) : Effect.tap(run(Effect.provideService(effect, IsInside, true)), look)
        )
    return Db.of({
      ...db,
      transact: (effect) => afterwards(effect)(db.transact),
      atomic: (effect) => afterwards(effect)(db.atomic)
    })
  })
)

interface Finding {
  readonly finding: string
}

/**
 * Nothing here is shared with the adapter: accounts are told by their names, and every sum is made from the movements.
 *
 * I1 journals balance, I3 money is conserved, I4 pools are never negative and are what is kept of them, I5 entitlements are
 * the sum of their parts, and what is in flight by the ledger is what the payout lines say is.
 */
const findings = `
with posting as (
  select m.entry, m.debit_place as place, m.debit_account as account, m.minor_units as units from laurel.movement m
  union all
  select m.entry, m.credit_place, m.credit_account, -m.minor_units from laurel.movement m
),
posted as (
  select e.posted, e.id, e.challenge_id, e.currency, e.kind, p.place, p.account, p.units,
    split_part(p.account, ':', 2) as path,
    case when split_part(p.account, ':', 2) in ('in-flight', 'unclaimed', 'receivable')
      then split_part(p.account, ':', 3) end as claim,
    case when split_part(p.account, ':', 2) in ('in-flight', 'unclaimed', 'receivable')
      then split_part(p.account, ':', 4) else split_part(p.account, ':', 3) end as owner,
    case when split_part(p.account, ':', 2) in ('in-flight', 'unclaimed', 'receivable')
      then split_part(p.account, ':', 5) else split_part(p.account, ':', 4) end as recipient
  from posting p left join laurel.ledger_entry e on e.posted = p.entry
),
reversal as (
  select posted from posted where kind = 'Reversal' group by posted
  having bool_or(path = 'in-flight') or (bool_or(path = 'provider-clearing') and not bool_or(path = 'pool'))
),
counted as (
  select p.*, not (p.kind in ('Advance', 'PayoutStarted', 'PayoutConfirmed', 'PayoutRefused', 'PayoutReturned',
    'PayoutUnclaimed', 'PayoutReclaimed', 'PayoutForfeited', 'PayoutReinstated')
    or p.posted in (select posted from reversal)) as allots
  from posted p
),
conserved as (
  select challenge_id, currency,
    sum(units) filter (where path in ('provider-clearing', 'organiser-top-up')
      or path = 'carry-over' and owner <> challenge_id and (kind = 'CarryOver' or kind = 'Reversal' and units < 0)) as sources,
    -sum(units) filter (where path in ('pool', 'entitlement', 'receivable', 'unclaimed', 'refund', 'sponsor', 'breakage',
        'charity', 'platform-fee')
      or path = 'carry-over' and (owner = challenge_id or not (kind = 'CarryOver' or kind = 'Reversal' and units < 0))) as uses
  from counted where allots group by challenge_id, currency
),
pool as (
  select owner as challenge_id, currency, -sum(units) filter (where path = 'pool') as pool,
    -sum(units) filter (where path = 'carry-over') as carry_over
  from posted where path in ('pool', 'carry-over') group by owner, currency
),
entitled as (
  select challenge_id, currency, recipient,
    coalesce(-sum(units) filter (where allots), 0) as entitled,
    coalesce(-sum(units) filter (where path = 'entitlement'), 0) as held,
    coalesce(-sum(units) filter (where path = 'in-flight'), 0) as in_flight,
    coalesce(-sum(units) filter (where path = 'unclaimed'), 0) as unclaimed,
    coalesce(sum(units) filter (where path = 'in-flight' and kind = 'PayoutConfirmed'
      or path = 'entitlement' and kind = 'PayoutReturned'), 0) as confirmed,
    coalesce(sum(units) filter (where path = 'unclaimed' and kind in ('PayoutForfeited', 'PayoutReinstated')), 0) as forfeited,
    coalesce(-sum(units) filter (where path = 'receivable' and allots and units < 0), 0) as withheld,
    coalesce(sum(units) filter (where path = 'receivable' and allots and units > 0), 0) as owed_back
  from counted where path = 'entitlement' or claim = 'prize' group by challenge_id, currency, recipient
),
flying as (
  select challenge_id, currency, -sum(units) as units from posted where path = 'in-flight' group by challenge_id, currency
),
lines as (
  select challenge_id, currency, sum(minor_units) as units from laurel.payout_line
  where state in ('Claimed', 'Submitted', 'Unknown') group by challenge_id, currency
)
select 'I1 movement of an entry that is not there' as finding from posted where id is null
union all
select 'I1 entry ' || id || ' has two accounts in one place' from posted group by id, place having count(distinct account) > 1
union all
select 'I3 ' || challenge_id || ' ' || currency || ': ' || coalesce(sources, 0) || ' came in, ' || coalesce(uses, 0) || ' are accounted for'
from conserved where coalesce(sources, 0) <> coalesce(uses, 0)
union all
select 'I4 the pool of ' || challenge_id || ' holds ' || pool || ' ' || currency from pool where pool < 0
union all
select 'I4 ' || coalesce(p.challenge_id, b.challenge_id) || ' holds ' || coalesce(p.pool, 0) || ' and ' || coalesce(p.carry_over, 0)
  || ', its row says ' || coalesce(b.pool, 0) || ' and ' || coalesce(b.carry_over, 0)
from pool p full join laurel.balance b on b.challenge_id = p.challenge_id and b.currency = p.currency
where coalesce(p.pool, 0) <> coalesce(b.pool, 0) or coalesce(p.carry_over, 0) <> coalesce(b.carry_over, 0)
union all
select 'I5 ' || recipient || ' in ' || challenge_id || ' is entitled to ' || entitled
from entitled where entitled <> confirmed + in_flight + held + unclaimed + forfeited + withheld - owed_back
union all
select 'I5 ' || coalesce(f.challenge_id, l.challenge_id) || ' has ' || coalesce(f.units, 0) || ' in flight by the ledger, '
  || coalesce(l.units, 0) || ' by its payout lines'
from flying f full join lines l on l.challenge_id = f.challenge_id and l.currency = f.currency
where coalesce(f.units, 0) <> coalesce(l.units, 0)`
