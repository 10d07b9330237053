import type { LiveEvent } from "./LiveEvent.ts"
import type { TierMarks } from "./Mark.ts"
import { isAhead, type Ring, since, wholeAfter } from "./Ring.ts"
import { type ByTier, tiers } from "./Tier.ts"

/** Whether somebody has a later version of some tier than it was read at. */
export const isAheadOf = (rings: ByTier<Ring>, have: TierMarks): boolean =>
  tiers.some(({ name }) => {
    const [ring, mark] = [rings[name], have[name]]
    return ring !== undefined && mark !== undefined && isAhead(ring, mark)
  })

/**
 * What whoever has this lacks of the tiers as they are, in the order in which it is to be told. With `isPatient` they are told nothing of a
 * tier of which they have a later version than is known here.
 */
export const lacking = (rings: ByTier<Ring>, before: TierMarks, isPatient: boolean): ReadonlyArray<LiveEvent> => {
  const events: Array<LiveEvent> = []
  let have = before
  for (const { name } of tiers) {
    const ring = rings[name]
    if (ring?.whole === undefined) continue
    const mark = have[name]
    if (isPatient && mark !== undefined && isAhead(ring, mark)) continue
    const steps = mark === undefined ? undefined : since(ring, mark)
    for (const { to, change } of steps ?? [wholeAfter(ring.whole, ring, mark)]) {
      have = { ...have, [name]: to }
      events.push({ change, have })
    }
  }
  return events
}
