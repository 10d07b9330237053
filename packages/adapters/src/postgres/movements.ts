import { accountName, type Entry } from "@laurel/core/ledger"
import type { MovementTable } from "./MoneyTables.ts"

/** A movement as it is stored, without the entry it belongs to. */
export type StoredMovement = Omit<MovementTable, "entry">

interface Side {
  readonly account: string
  readonly place: number
  left: bigint
}

/**
 * The movements that the postings of an entry come to: each debit is met by credits in the order of the postings, so that
 * there are fewer movements than postings.
 */
export const movementsOf = ({ postings }: Pick<Entry, "postings">): ReadonlyArray<StoredMovement> => {
  const side = (sign: bigint): ReadonlyArray<Side> =>
    postings.flatMap(({ account, minorUnits }, place) =>
      minorUnits * sign > 0n ? [{ account: accountName(account), place, left: minorUnits * sign }] : []
    )
  const [debits, credits] = [side(1n), side(-1n)]
  const movements: Array<StoredMovement> = []
  let [atDebit, atCredit] = [0, 0]
  for (;;) {
    const [debit, credit] = [debits[atDebit], credits[atCredit]]
    if (debit === undefined || credit === undefined) return movements
    const minorUnits = debit.left < credit.left ? debit.left : credit.left
    movements.push({
      number: movements.length,
      debit_account: debit.account,
      debit_place: debit.place,
      credit_account: credit.account,
      credit_place: credit.place,
      minor_units: minorUnits
    })
    debit.left -= minorUnits
    credit.left -= minorUnits
    if (debit.left === 0n) atDebit += 1
    if (credit.left === 0n) atCredit += 1
  }
}

/** A posting as it is written: the name of its account, and text of digits. */
export interface WrittenPosting {
  readonly account: string
  readonly minorUnits: string
}

/** The postings that movements came from, in their places. Whether they make an entry is for its Schema to say. */
export const postingsFrom = (movements: Iterable<StoredMovement>): ReadonlyArray<WrittenPosting> => {
  const sums = new Map<number, { readonly account: string; minorUnits: bigint }>()
  const add = (place: number, account: string, minorUnits: bigint): void => {
    const sum = sums.get(place)
    if (sum === undefined) sums.set(place, { account, minorUnits })
    else sum.minorUnits += minorUnits
  }
  for (const { debit_place, debit_account, credit_place, credit_account, minor_units } of movements) {
    add(debit_place, debit_account, minor_units)
    add(credit_place, credit_account, -minor_units)
  }
  return [...sums]
    .sort(([a], [b]) => a - b)
    .map(([, { account, minorUnits }]) => ({ account, minorUnits: `${minorUnits}` }))
}

/** Whether these are the movements with which an entry is stored, and no others that come to the same. */
export const areMovementsOf = (entry: Pick<Entry, "postings">, stored: ReadonlyArray<StoredMovement>): boolean => {
  const written = movementsOf(entry)
  return written.length === stored.length && written.every((movement, index) => areSame(movement, stored[index]))
}

const areSame = (a: StoredMovement, b: StoredMovement | undefined): boolean =>
  a.number === b?.number &&
  a.debit_account === b.debit_account &&
  a.debit_place === b.debit_place &&
  a.credit_account === b.credit_account &&
  a.credit_place === b.credit_place &&
  a.minor_units === b.minor_units
