import { Result } from "effect"
import type { Currency } from "../shared/index.ts"
import type { Account } from "./Account.ts"
import { accountName } from "./AccountName.ts"
import type { Entry, EntryId, EntryKind, Posting } from "./Entry.ts"
import { NegativeMovement } from "./errors.ts"

/**
 * An amount that goes from one account to another; never negative.
 *
 * **Details**: what comes in goes `from` the provider's clearing account `to` the pool; a prize goes `from` the pool `to`
 * an entitlement. In the words of bookkeeping `from` is debited and `to` is credited.
 */
export interface Movement {
  readonly from: Account
  readonly to: Account
  readonly minorUnits: bigint
}

/** Everything about an entry but its postings. */
export interface EntryHeading {
  readonly id: EntryId
  readonly at: number
  readonly challengeId: Entry["challengeId"]
  readonly kind: EntryKind
  readonly memo: string
  readonly currency: Currency
  readonly corrects?: EntryId
}

/**
 * The entry that makes the movements, in one currency. It balances by construction (I1): each movement debits and credits
 * the same amount. Movements of zero are dropped; accounts appear once, in the order in which they first move.
 */
export const entry = (heading: EntryHeading, movements: Iterable<Movement>): Result.Result<Entry, NegativeMovement> => {
  const nets = new Map<string, { readonly account: Account; minorUnits: bigint }>()
  const add = (name: string, account: Account, minorUnits: bigint): void => {
    const net = nets.get(name)
    if (net === undefined) nets.set(name, { account, minorUnits })
    else net.minorUnits += minorUnits
  }
  let last: { readonly from: Account; readonly name: string } | undefined
  for (const { from, to, minorUnits } of movements) {
    if (minorUnits < 0n) {
      return Result.fail(new NegativeMovement({ from: accountName(from), to: accountName(to), minorUnits }))
    }
    if (minorUnits === 0n) continue
    // A million prizes come out of one pool.
    if (last?.from !== from) last = { from, name: accountName(from) }
    add(last.name, from, minorUnits)
    add(accountName(to), to, -minorUnits)
  }
  const postings: Array<Posting> = []
  for (const { account, minorUnits } of nets.values()) if (minorUnits !== 0n) postings.push({ account, minorUnits })
  return Result.succeed({ _v: 1, ...heading, postings })
}

/** What an entry moved: the sum of its debits. */
export const turnover = ({ postings }: Entry): bigint => {
  let debits = 0n
  for (const { minorUnits } of postings) if (minorUnits > 0n) debits += minorUnits
  return debits
}
