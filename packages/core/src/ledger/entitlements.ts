import type { ChallengeId, Currency } from "../shared/index.ts"
import type { Account } from "./Account.ts"
import { allots } from "./conservation.ts"
import type { Entry } from "./Entry.ts"

/**
 * What a recipient is entitled to and what became of it, in one currency (I5): `entitled` = `confirmed` + `inFlight` +
 * `held` + `unclaimed` + `forfeited` + `withheld` - `owedBack`.
 */
export interface EntitlementParts {
  readonly recipient: string
  readonly currency: Currency
  readonly entitled: bigint
  /** Paid, and not returned. */
  readonly confirmed: bigint
  readonly inFlight: bigint
  /** Owed and not yet on its way. */
  readonly held: bigint
  /** Came back and waits for its recipient. */
  readonly unclaimed: bigint
  readonly forfeited: bigint
  /** Set off against an advance or against what was to be given back. */
  readonly withheld: bigint
  /** Paid beyond the entitlement of a later version, and to be given back. */
  readonly owedBack: bigint
}

type Parts = { -readonly [Key in keyof EntitlementParts]: EntitlementParts[Key] }

const none = (recipient: string, currency: Currency): Parts => ({
  recipient,
  currency,
  entitled: 0n,
  confirmed: 0n,
  inFlight: 0n,
  held: 0n,
  unclaimed: 0n,
  forfeited: 0n,
  withheld: 0n,
  owedBack: 0n
})

/** The recipient of a prize that the account belongs to; refunds have none. */
const recipientOf = (account: Account): string | undefined => {
  if (account._tag === "Entitlement") return account.participantId
  return "claim" in account && account.claim === "prize" ? account.recipient : undefined
}

/** Adds up the prizes of one challenge per participant and currency, in the order in which they became due; in one pass. */
export const entitlements = (entries: Iterable<Entry>, challengeId: ChallengeId): ReadonlyArray<EntitlementParts> => {
  const rows = new Map<string, Parts>()
  for (const entry of entries) {
    if (entry.challengeId !== challengeId) continue
    const isAllotted = allots(entry)
    for (const { account, minorUnits } of entry.postings) {
      const recipient = recipientOf(account)
      if (recipient === undefined) continue
      const key = `${entry.currency} ${recipient}`
      const parts = rows.get(key) ?? none(recipient, entry.currency)
      rows.set(key, parts)
      if (isAllotted) parts.entitled -= minorUnits
      count(parts, entry, account, minorUnits, isAllotted)
    }
  }
  return [...rows.values()]
}

const count = (parts: Parts, { kind }: Entry, account: Account, minorUnits: bigint, isAllotted: boolean): void => {
  switch (account._tag) {
    case "Entitlement":
      parts.held -= minorUnits
      if (kind === "PayoutReturned") parts.confirmed += minorUnits
      break
    case "PayoutInFlight":
      parts.inFlight -= minorUnits
      if (kind === "PayoutConfirmed") parts.confirmed += minorUnits
      break
    case "Unclaimed":
      parts.unclaimed -= minorUnits
      if (kind === "PayoutForfeited" || kind === "PayoutReinstated") parts.forfeited += minorUnits
      break
    case "Receivable":
      if (!isAllotted) break
      if (minorUnits < 0n) parts.withheld -= minorUnits
      else parts.owedBack += minorUnits
      break
    default:
  }
}
