import { accountName, type EntryToPost, type Posting } from "@laurel/core/ledger"
import type { MovementTable } from "./MoneyTables.ts"

/** A movement as it is stored, without the entry it belongs to. */
export type StoredMovement = Omit<MovementTable, "entry">

/** The postings of one side, one after the other, each with what is left of it to be met by the other side. */
class Side {
  readonly #postings: Iterator<Posting>
  readonly #sign: bigint
  place = -1
  account = ""
  left = 0n

  constructor(postings: Iterable<Posting>, sign: bigint) {
    this.#postings = postings[Symbol.iterator]()
    this.#sign = sign
    this.next()
  }

  next(): void {
    for (let { value, done } = this.#postings.next(); done !== true; { value, done } = this.#postings.next()) {
      this.place++
      if (value.minorUnits * this.#sign <= 0n) continue
      this.account = accountName(value.account)
      this.left = value.minorUnits * this.#sign
      return
    }
  }
}

/**
 * The movements that the postings of an entry come to: each debit is met by credits in the order of the postings, so that
 * there are fewer movements than postings.
 */
export function* movementsOf({ postings }: Pick<EntryToPost, "postings">): Generator<StoredMovement, void, undefined> {
  const [debit, credit] = [new Side(postings, 1n), new Side(postings, -1n)]
  for (let number = 0; debit.left > 0n && credit.left > 0n; number++) {
    const minorUnits = debit.left < credit.left ? debit.left : credit.left
    yield {
      number,
      debit_account: debit.account,
      debit_place: debit.place,
      credit_account: credit.account,
      credit_place: credit.place,
      minor_units: minorUnits
    }
    debit.left -= minorUnits
    credit.left -= minorUnits
    if (debit.left === 0n) debit.next()
    if (credit.left === 0n) credit.next()
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
