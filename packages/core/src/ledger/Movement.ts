import { Result } from "effect"
import type { Currency } from "../shared/index.ts"
import type { Account } from "./Account.ts"
import { accountName } from "./AccountName.ts"
import type { Entry, EntryId, EntryKind } from "./Entry.ts"
import { NegativeMovement } from "./errors.ts"
import { Nets } from "./Nets.ts"

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
  const nets = new Nets()
  for (const { from, to, minorUnits } of movements) {
    if (minorUnits < 0n) {
      return Result.fail(new NegativeMovement({ from: accountName(from), to: accountName(to), minorUnits }))
    }
    if (minorUnits === 0n) continue
    nets.add(from, minorUnits)
    nets.add(to, -minorUnits)
  }
  return Result.succeed({ _v: 1, ...heading, postings: [...nets.postings()] })
}

/** What an entry moved: the sum of its debits. */
export const turnover = ({ postings }: Entry): bigint => {
  let debits = 0n
  for (const { minorUnits } of postings) if (minorUnits > 0n) debits += minorUnits
  return debits
}
