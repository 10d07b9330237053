import type { RankingRule } from "../ranking/index.ts"
import type { ParticipantId } from "../shared/index.ts"
import { byPlace, type Placed } from "./byPosition.ts"

/** One participant whose row is shown as it is now, and what that does to the listing. */
export interface RevealStep {
  readonly participantId: ParticipantId
  /** Where the row stood in the listing before this step, and where it stands now. */
  readonly from: number
  readonly to: number
}

/** A board that stood still, and what becomes of it step by step. */
export interface Reveal {
  /** The listing that the steps begin with: of all who stand below the places that are stepped through the rows are those of now. */
  readonly begins: ReadonlyArray<Placed>
  readonly steps: ReadonlyArray<RevealStep>
}

/**
 * How a board that stood still is shown to have moved on, place by place from the bottom: whoever stands on the place is shown as they are
 * now and moves to where that belongs, and so is whoever stands on it then, until nobody is hidden there any more; then comes the place above.
 * What lies below the place is final. After the last step the listing is that of `now`.
 *
 * **Details**: only the first `places` are stepped through. Who entered since stands as now from the beginning; who is ranked no more
 * is not there. Whose row has not changed takes no step.
 */
export const reveal = (
  rule: RankingRule,
  frozen: ReadonlyArray<Placed>,
  now: ReadonlyArray<Placed>,
  places: number
): Reveal => {
  const compare = byPlace(rule)
  const current = new Map(now.map((row) => [row.participantId, row]))
  const hidden = new Map<ParticipantId, Placed>()
  for (const row of frozen.toSorted(compare).slice(0, Math.max(0, places))) {
    const news = current.get(row.participantId)
    if (news !== undefined && compare(news, row) !== 0) hidden.set(row.participantId, row)
  }
  const begins = now.map((row) => hidden.get(row.participantId) ?? row).sort(compare)
  return { begins, steps: stepsOf(begins, hidden, current, compare) }
}

const stepsOf = (
  begins: ReadonlyArray<Placed>,
  hidden: ReadonlyMap<ParticipantId, Placed>,
  current: ReadonlyMap<ParticipantId, Placed>,
  compare: (a: Placed, b: Placed) => number
): ReadonlyArray<RevealStep> => {
  const steps: Array<RevealStep> = []
  const listing = [...begins]
  const unseen = new Set(hidden.keys())
  for (let at = listing.length - 1; unseen.size > 0 && at >= 0; ) {
    const row = listing[at]
    const news = row === undefined ? undefined : current.get(row.participantId)
    if (row === undefined || news === undefined || !unseen.delete(row.participantId)) {
      at--
      continue
    }
    listing.splice(at, 1)
    const found = listing.findIndex((other) => compare(other, news) > 0)
    const to = found < 0 ? listing.length : found
    listing.splice(to, 0, news)
    steps.push({ participantId: row.participantId, from: at + 1, to: to + 1 })
    // Who fell below the place has let somebody else come up to it, and may have fallen past hidden ones: from there again.
    at = Math.max(at, to)
  }
  return steps
}
