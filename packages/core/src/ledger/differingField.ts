import { accountName } from "./AccountName.ts"
import type { Entry } from "./Entry.ts"

/**
 * The first field in which two entries differ, or nothing: the same entry posted again is no conflict (I15). The order of
 * postings says nothing, and neither does the instant: whoever tries again does so later.
 */
export const differingField = (a: Entry, b: Entry): keyof Entry | undefined => {
  if (a.id !== b.id) return "id"
  if (a.challengeId !== b.challengeId) return "challengeId"
  if (a.kind !== b.kind) return "kind"
  if (a.memo !== b.memo) return "memo"
  if (a.currency !== b.currency) return "currency"
  if (a.corrects !== b.corrects) return "corrects"
  return samePostings(a, b) ? undefined : "postings"
}

const samePostings = (a: Entry, b: Entry): boolean => {
  if (a.postings.length !== b.postings.length) return false
  const amounts = new Map(a.postings.map(({ account, minorUnits }) => [accountName(account), minorUnits]))
  return b.postings.every(({ account, minorUnits }) => amounts.get(accountName(account)) === minorUnits)
}
