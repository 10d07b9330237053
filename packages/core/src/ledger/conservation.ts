import { type ChallengeId, type Currency, compareIds } from "../shared/index.ts"
import type { EntryKind, EntryToPost, Posting } from "./Entry.ts"

/**
 * Where the money of a challenge came from and went to, in one currency (I3).
 *
 * **Details**: `holds` says that paid in + top-ups = pool + entitlements + fees + charity + residual + refunds. Payouts
 * move nothing here: an entitlement stays one when it is paid. `pool` is what has not been given a destination yet, and
 * zero once the settlement is posted (I4).
 */
export interface Conservation {
  readonly currency: Currency
  readonly paidIn: bigint
  readonly topUps: bigint
  readonly pool: bigint
  readonly entitlements: bigint
  readonly fees: bigint
  readonly charity: bigint
  /** To sponsors, to the next challenge, and what rounding left to the platform. */
  readonly residual: bigint
  readonly refunds: bigint
  readonly holds: boolean
}

type Term = Exclude<keyof Conservation, "currency" | "holds">

const payoutKinds: ReadonlySet<EntryKind> = new Set<EntryKind>([
  "Advance",
  "PayoutStarted",
  "PayoutConfirmed",
  "PayoutRefused",
  "PayoutReturned",
  "PayoutUnclaimed",
  "PayoutReclaimed",
  "PayoutForfeited",
  "PayoutReinstated"
])

/** Whether the entry gives money of the pool a source or a destination; payouts and their reversals do not. */
export const allots = ({ kind, postings }: EntryToPost): boolean => {
  if (kind !== "Reversal") return !payoutKinds.has(kind)
  const tags = new Set([...postings].map(({ account }) => account._tag))
  return !tags.has("PayoutInFlight") && !(tags.has("ProviderClearing") && !tags.has("Pool"))
}

/**
 * What another challenge carried over is paid in when it comes, and refunded when it goes back there. A reversal that
 * credits that account takes back the coming, one that debits it the going back.
 */
const carriedTerm = ({ kind }: EntryToPost, minorUnits: bigint): Term =>
  kind === "CarryOver" || (kind === "Reversal" && minorUnits < 0n) ? "paidIn" : "refunds"

/** The term that a posting counts towards; nothing when the account belongs to another challenge. */
const termOf = ({ account, minorUnits }: Posting, entry: EntryToPost): Term | undefined => {
  const { challengeId } = entry
  if (account._tag === "CarryOver") {
    return account.challengeId === challengeId ? "residual" : carriedTerm(entry, minorUnits)
  }
  if ("challengeId" in account && account.challengeId !== challengeId) return undefined
  switch (account._tag) {
    case "Pool":
      return "pool"
    case "Entitlement":
      return "entitlements"
    case "Receivable":
    case "Unclaimed":
      return account.claim === "prize" ? "entitlements" : "refunds"
    case "RefundPayable":
      return "refunds"
    case "Sponsor":
    case "Breakage":
      return "residual"
    case "Charity":
      return "charity"
    case "PlatformFee":
      return "fees"
    case "OrganiserTopUp":
      return "topUps"
    case "ProviderClearing":
      return "paidIn"
    case "PayoutInFlight":
      return undefined
  }
}

const everyTerm: ReadonlyArray<Term> = [
  "paidIn",
  "topUps",
  "pool",
  "entitlements",
  "fees",
  "charity",
  "residual",
  "refunds"
]

const nothing = (): Record<Term, bigint> => ({
  paidIn: 0n,
  topUps: 0n,
  pool: 0n,
  entitlements: 0n,
  fees: 0n,
  charity: 0n,
  residual: 0n,
  refunds: 0n
})

/** What the entries of one kind come to in one currency, as terms of its conservation. */
export interface KindTotal extends Readonly<Record<Term, bigint>> {
  readonly kind: EntryKind
  readonly currency: Currency
}

/**
 * What the entries of one challenge come to, one result per kind and currency, by currency and kind; kinds that give money of
 * the pool neither a source nor a destination are left out. In one pass.
 *
 * **Details**: totals of parts add up to those of the whole (`addTotals`), so that a store can keep what each entry came to, or
 * running sums, and need not read the entries again.
 */
export const totals = (entries: Iterable<EntryToPost>, challengeId: ChallengeId): ReadonlyArray<KindTotal> => {
  const sums: Sums = new Map()
  for (const entry of entries) {
    if (entry.challengeId !== challengeId || !allots(entry)) continue
    const terms = sumOf(sums, entry)
    for (const posting of entry.postings) {
      const term = termOf(posting, entry)
      if (term !== undefined)
        terms[term] += term === "paidIn" || term === "topUps" ? posting.minorUnits : -posting.minorUnits
    }
  }
  return listed(sums)
}

/** Adds up totals of parts. */
export const addTotals = (parts: Iterable<KindTotal>): ReadonlyArray<KindTotal> => {
  const sums: Sums = new Map()
  for (const part of parts) {
    const terms = sumOf(sums, part)
    for (const term of everyTerm) terms[term] += part[term]
  }
  return listed(sums)
}

type Sums = Map<string, Pick<KindTotal, "kind" | "currency"> & Record<Term, bigint>>

const sumOf = (sums: Sums, { kind, currency }: Pick<KindTotal, "kind" | "currency">): Record<Term, bigint> => {
  const key = `${currency} ${kind}`
  const known = sums.get(key)
  if (known !== undefined) return known
  const sum = { kind, currency, ...nothing() }
  sums.set(key, sum)
  return sum
}

const listed = (sums: Sums): ReadonlyArray<KindTotal> =>
  [...sums.entries()].sort(([a], [b]) => compareIds(a, b)).map(([, total]) => total)

/** Adds up the entries of one challenge by source and destination, one result per currency, by currency; in one pass. */
export const conservation = (entries: Iterable<EntryToPost>, challengeId: ChallengeId): ReadonlyArray<Conservation> =>
  conservationOf(totals(entries, challengeId))

/** Where the money came from and went to by the totals of all kinds, one result per currency, by currency. */
export const conservationOf = (byKind: Iterable<KindTotal>): ReadonlyArray<Conservation> => {
  const byCurrency = new Map<Currency, Record<Term, bigint>>()
  for (const total of byKind) {
    const terms = byCurrency.get(total.currency) ?? nothing()
    byCurrency.set(total.currency, terms)
    for (const term of everyTerm) terms[term] += total[term]
  }
  return [...byCurrency.entries()]
    .sort(([a], [b]) => compareIds(a, b))
    .map(([currency, terms]) => ({ currency, ...terms, holds: sourcesOf(terms) === usesOf(terms) && terms.pool >= 0n }))
}

const sourcesOf = ({ paidIn, topUps }: Record<Term, bigint>): bigint => paidIn + topUps

const usesOf = ({ pool, entitlements, fees, charity, residual, refunds }: Record<Term, bigint>): bigint =>
  pool + entitlements + fees + charity + residual + refunds
