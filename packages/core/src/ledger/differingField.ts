import { accountName } from "./AccountName.ts"
import type { Entry, EntryToPost } from "./Entry.ts"

/**
 * The first field in which two entries differ, or nothing: the same entry posted again is no conflict (I15). The order of
 * postings says nothing, and neither does the instant: whoever tries again does so later.
 */
export const differingField = (a: EntryToPost, b: EntryToPost): keyof Entry | undefined => {
  if (a.id !== b.id) return "id"
  if (a.challengeId !== b.challengeId) return "challengeId"
  if (a.kind !== b.kind) return "kind"
  if (a.memo !== b.memo) return "memo"
  if (a.currency !== b.currency) return "currency"
  if (a.corrects !== b.corrects) return "corrects"
  return samePostings(a, b) ? undefined : "postings"
}

const samePostings = (a: EntryToPost, b: EntryToPost): boolean => {
  const amounts = new Map<string, bigint>()
  for (const { account, minorUnits } of a.postings) amounts.set(accountName(account), minorUnits)
  let others = 0
  for (const { account, minorUnits } of b.postings) {
    if (amounts.get(accountName(account)) !== minorUnits) return false
    others++
  }
  return others === amounts.size
}
