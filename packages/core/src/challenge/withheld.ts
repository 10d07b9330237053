import { Effect } from "effect"
import { ActivityLog, type Counted } from "../activity/index.ts"
import { withheldOn } from "../scoring/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { type Rules, rulesOf } from "./Rules.ts"
import { seen } from "./seen.ts"

/** Participants are looked at in groups of this many, so that facts are never all in memory at once. */
const groupSize = 5_000

/**
 * The activities that the plausible limit of their day withholds from the score, by participant: in quarantine until an
 * organiser decides (`review`). Unlike those of `held` they were accepted when they came: what else happened on their day
 * withholds them, and may release them again.
 */
export const withheld = Effect.fn("Challenge.withheld")((challengeId: ChallengeId) => seen(challengeId, withheldOf))

const withheldOf = Effect.fnUntraced(function* ({ id: challengeId, definition }: Challenge) {
  if (definition.metrics.every(({ plausible }) => plausible?.perDay === undefined)) return []
  const rules = rulesOf(definition)
  const entries = yield* (yield* Entries).all(challengeId)
  const found: Array<Counted> = []
  for (let start = 0; start < entries.length; start += groupSize) {
    const group = entries.slice(start, start + groupSize)
    const facts = yield* (yield* ActivityLog).counted(
      challengeId,
      group.map(({ userId }) => userId)
    )
    for (const entry of group) found.push(...withheldFrom(rules, entry, facts.get(entry.userId) ?? []))
  }
  return found
})

const withheldFrom = (rules: Rules, entry: Entry, activities: ReadonlyArray<Counted>): ReadonlyArray<Counted> => {
  const calendar = rules.calendarOf(entry)
  const days = new Set(activities.map(({ at }) => calendar.dayOf(at)))
  return [...days].flatMap((day) => withheldOn(rules.program, calendar, day, activities))
}
