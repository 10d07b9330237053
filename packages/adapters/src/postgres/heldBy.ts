import { type Account, accountName, growsByCredit } from "@laurel/core/ledger"
import type { Currency } from "@laurel/core/shared"
import { type Kysely, type RawBuilder, sql } from "kysely"
import { mayLock } from "./Db.ts"
import type { Tables } from "./tables.ts"

/** The accounts that have a row of their own. */
type Standing = Extract<Account, { readonly _tag: "Pool" | "CarryOver" }>

const isStanding = (account: Account): account is Standing => account._tag === "Pool" || account._tag === "CarryOver"

/** What these accounts hold in this currency, in their own sense and in the order given. */
export const heldBy = async (
  db: Kysely<Tables>,
  accounts: ReadonlyArray<Account>,
  currency: Currency
): Promise<ReadonlyArray<bigint>> => {
  const others = accounts.filter((account) => !isStanding(account))
  const receivables = others.filter(({ _tag }) => _tag === "Receivable")
  const rest = others.filter(({ _tag }) => _tag !== "Receivable")
  const held = new Map([
    ...(await standing(db, accounts.filter(isStanding), currency)),
    ...(await moved(db, receivables, currency, "assets:receivable:%")),
    ...(await moved(db, rest, currency))
  ])
  return accounts.map((account) => {
    const debits = held.get(accountName(account)) ?? 0n
    return growsByCredit(account) ? -debits : debits
  })
}

/** Debits less credits by the name of the account. */
type Balances = ReadonlyArray<readonly [name: string, minorUnits: bigint]>

/**
 * What pools and carry-overs hold is kept in rows. Whoever takes what was carried over has asked for it first: inside a
 * transaction the row is locked, so that of several that take the next one sees what the last one left.
 */
const standing = async (
  db: Kysely<Tables>,
  accounts: ReadonlyArray<Standing>,
  currency: Currency
): Promise<Balances> => {
  if (accounts.length === 0) return []
  const rows = db
    .selectFrom("balance")
    .select(["challenge_id", "pool", "carry_over"])
    .where("challenge_id", "=", sql<string>`any(${accounts.map(({ challengeId }) => challengeId)}::text[])`)
    .where("currency", "=", currency)
    .orderBy("challenge_id")
  const isTaking = mayLock(db) && accounts.some(({ _tag }) => _tag === "CarryOver")
  const found = await (isTaking ? rows.forNoKeyUpdate() : rows).execute()
  const byChallenge = new Map(found.map((row) => [row.challenge_id, row]))
  return accounts.map((account) => {
    const row = byChallenge.get(account.challengeId)
    return [accountName(account), -((account._tag === "Pool" ? row?.pool : row?.carry_over) ?? 0n)]
  })
}

/** What other accounts hold is added up from their movements; for receivables, which corrections ask for, by an index. */
const moved = async (
  db: Kysely<Tables>,
  accounts: ReadonlyArray<Account>,
  currency: Currency,
  path?: "assets:receivable:%"
): Promise<Balances> => {
  if (accounts.length === 0) return []
  const names = accounts.map(accountName)
  const side = (name: "debit_account" | "credit_account", minorUnits: RawBuilder<bigint>) =>
    db
      .selectFrom("movement")
      .innerJoin("ledger_entry", "ledger_entry.posted", "movement.entry")
      .select([`movement.${name} as account`, minorUnits.as("minor_units")])
      .where("ledger_entry.currency", "=", currency)
      .where(name, "=", sql<string>`any(${names}::text[])`)
      // Said in words of its own, so that the planner knows the index to hold them all.
      .$if(path !== undefined, (query) => query.where(name, "like", sql.lit(path ?? "")))
  const sides = side("debit_account", sql<bigint>`minor_units`).unionAll(
    side("credit_account", sql<bigint>`-minor_units`)
  )
  const rows = await db
    .selectFrom(sides.as("side"))
    .select((row) => ["account", row.fn.sum<bigint>("minor_units").as("minor_units")])
    .groupBy("account")
    .execute()
  return rows.map(({ account, minor_units }) => [account, minor_units])
}
