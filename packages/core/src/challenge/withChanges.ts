import { Option } from "effect"
import type { Entry } from "./Entry.ts"

/** What an organiser changes about an entry: what is absent stays as it is, and `none` takes it away. */
export interface EntryChanges {
  readonly status?: Entry["status"]
  readonly categories?: Entry["categories"]
  readonly eligibility?: Option.Option<NonNullable<Entry["eligibility"]>>
  readonly handicap?: Option.Option<NonNullable<Entry["handicap"]>>
}

/** The entry with these changes. */
export const withChanges = (entry: Entry, changes: EntryChanges): Entry => {
  const { eligibility: eligibilityBefore, handicap: handicapBefore, ...fixed } = entry
  const { status = entry.status, categories = entry.categories } = changes
  const eligibility = after(eligibilityBefore, changes.eligibility)
  const handicap = after(handicapBefore, changes.handicap)
  return {
    ...fixed,
    status,
    categories,
    ...(eligibility === undefined ? {} : { eligibility }),
    ...(handicap === undefined ? {} : { handicap })
  }
}

const after = <A>(before: A | undefined, change: Option.Option<A> | undefined): A | undefined =>
  change === undefined ? before : Option.getOrUndefined(change)
