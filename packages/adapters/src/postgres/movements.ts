import { accountName, type EntryToPost } from "@laurel/core/ledger"
import type { MovementTable } from "./MoneyTables.ts"

/** A movement as it is stored, without the entry it belongs to. */
export type StoredMovement = Omit<MovementTable, "entry">

/** A posting of which the other side has not met all yet. */
interface Open {
  readonly isDebit: boolean
  readonly account: string
  readonly place: number
  left: bigint
}

/**
 * The movements that the postings of an entry come to: each debit is met by credits in the order of the postings, so that
 * there are fewer movements than postings. The postings are gone through once; those wait that nothing has met.
 */
export function* movementsOf({ postings }: Pick<EntryToPost, "postings">): Generator<StoredMovement, void, undefined> {
  let waiting: Array<Open> = []
  let [place, number, met] = [0, 0, 0]
  for (const { account, minorUnits } of postings) {
    const isDebit = minorUnits > 0n
    const posting: Open = {
      isDebit,
      account: accountName(account),
      place: place++,
      left: isDebit ? minorUnits : -minorUnits
    }
    while (posting.left > 0n) {
      const other = waiting[met]
      if (other === undefined || other.isDebit === isDebit) break
      const moved = other.left < posting.left ? other.left : posting.left
      yield isDebit ? movement(number++, posting, other, moved) : movement(number++, other, posting, moved)
      other.left -= moved
      posting.left -= moved
      if (other.left === 0n) met++
    }
    if (met === waiting.length) [waiting, met] = [[], 0]
    if (posting.left > 0n) waiting.push(posting)
  }
}

const movement = (number: number, debit: Open, credit: Open, moved: bigint): StoredMovement => ({
  number,
  debit_account: debit.account,
  debit_place: debit.place,
  credit_account: credit.account,
  credit_place: credit.place,
  minor_units: moved
})

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
export const areMovementsOf = (
  entry: Pick<EntryToPost, "postings">,
  stored: ReadonlyArray<StoredMovement>
): boolean => {
  const written = [...movementsOf(entry)]
  return written.length === stored.length && written.every((movement, index) => areSame(movement, stored[index]))
}

const areSame = (a: StoredMovement, b: StoredMovement | undefined): boolean =>
  a.number === b?.number &&
  a.debit_account === b.debit_account &&
  a.debit_place === b.debit_place &&
  a.credit_account === b.credit_account &&
  a.credit_place === b.credit_place &&
  a.minor_units === b.minor_units
