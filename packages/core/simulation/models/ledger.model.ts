import { type Account, accountName, type Entry } from "../../src/ledger/index.ts"

/**
 * A ledger as small as it gets: what stands on each account, by its name, debits positive. One currency.
 *
 * **Details**: it takes entries one by one, so that every state between two entries can be looked at.
 */
export class LedgerModel {
  readonly #balances = new Map<string, bigint>()

  /** Takes one entry; answers what its postings add up to, which is zero. */
  take({ postings }: Entry): bigint {
    let sum = 0n
    for (const { account, minorUnits } of postings) {
      const name = accountName(account)
      this.#balances.set(name, (this.#balances.get(name) ?? 0n) + minorUnits)
      sum += minorUnits
    }
    return sum
  }

  /** What is owed on an account: credits less debits. */
  owed(account: Account): bigint {
    return -(this.#balances.get(accountName(account)) ?? 0n)
  }

  /** The sum of all accounts whose name begins like this: credits less debits. */
  owedUnder(prefix: string): bigint {
    let sum = 0n
    for (const [name, minorUnits] of this.#balances) if (name.startsWith(prefix)) sum -= minorUnits
    return sum
  }
}
