import type { Account } from "./Account.ts"
import { accountName } from "./AccountName.ts"
import type { Posting } from "./Entry.ts"

/** What movements come to on each account. */
export class Nets {
  readonly #byName = new Map<string, { readonly account: Account; minorUnits: bigint }>()
  #last: { readonly account: Account; readonly name: string } | undefined

  /** Adds a debit, or a credit as a negative amount. */
  add(account: Account, minorUnits: bigint): void {
    // A million prizes come out of one pool.
    if (this.#last?.account !== account) this.#last = { account, name: accountName(account) }
    const { name } = this.#last
    const net = this.#byName.get(name)
    if (net === undefined) this.#byName.set(name, { account, minorUnits })
    else net.minorUnits += minorUnits
  }

  /** The postings that it comes to: each account that is left with something once, in the order in which they first moved. */
  *postings(): Generator<Posting, void, undefined> {
    for (const { account, minorUnits } of this.#byName.values()) if (minorUnits !== 0n) yield { account, minorUnits }
  }
}
