import type { LiveEvent } from "./LiveEvent.ts"
import type { TierMarks } from "./Mark.ts"
import { type Ring, since } from "./Ring.ts"
import { type ByTier, tiers } from "./Tier.ts"

/** What whoever has this lacks of the tiers as they are, in the order in which it is to be told. */
export const lacking = (rings: ByTier<Ring>, before: TierMarks): ReadonlyArray<LiveEvent> => {
  const events: Array<LiveEvent> = []
  let have = before
  for (const { name } of tiers) {
    const ring = rings[name]
    if (ring?.whole === undefined) continue
    const mark = have[name]
    const steps = mark === undefined ? undefined : since(ring, mark)
    for (const { to, change } of steps ?? [ring.whole]) {
      have = { ...have, [name]: to }
      events.push({ change, have })
    }
  }
  return events
}
