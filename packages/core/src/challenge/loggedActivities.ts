import { Effect } from "effect"
import { ActivityLog, type Counted, type Listed, type Logged, type LogPage } from "../activity/index.ts"
import { withheldOn } from "../scoring/index.ts"
import type { Calendar, UserId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import { rulesOf } from "./Rules.ts"

type Contest = Pick<Challenge, "id" | "definition">

/**
 * A page of activities, as `ActivityLog.page` gives it, each with what it is now: also those that the plausible limit of their day withholds
 * from the score are in quarantine. Another activity of that day may release them again.
 */
export const loggedActivities = Effect.fn("Challenge.loggedActivities")(function* (
  challenge: Contest,
  which: Listed,
  page: LogPage
) {
  return yield* asTheyCount(challenge, yield* (yield* ActivityLog).page(challenge.id, which, page))
})

/**
 * Activities of the log, those that their day withholds in quarantine. What else their users did is read where a day has a limit at all,
 * once for all of them.
 */
export const asTheyCount = Effect.fnUntraced(function* <One extends Logged>(
  { id, definition }: Contest,
  found: ReadonlyArray<One>
) {
  const isLimited = definition.metrics.some(({ plausible }) => plausible?.perDay !== undefined)
  const counting = isLimited ? found.filter(({ state }) => state._tag === "Counts") : []
  const userIds = [...new Set(counting.map(({ arrival }) => arrival.activity.userId))]
  if (userIds.length === 0) return found
  const rules = rulesOf(definition)
  const entries = rules.hasZones ? yield* (yield* Entries).ofUsers(id, userIds) : []
  const facts = yield* (yield* ActivityLog).counted(id, userIds)
  const withheld = new Set<string>()
  for (const [at, userId] of userIds.entries()) {
    const calendar = rules.calendarOf(entries[at])
    for (const day of daysOf(counting, userId, calendar)) {
      for (const one of withheldOn(rules.program, calendar, day, facts.get(userId) ?? [])) withheld.add(nameOf(one))
    }
  }
  return found.map((one) =>
    one.state._tag === "Counts" && withheld.has(nameOf(one.arrival.activity))
      ? { ...one, state: abovePlausibleDay }
      : one
  )
})

const abovePlausibleDay: Logged["state"] = { _tag: "Quarantined", limit: "perDay" }

const daysOf = (found: ReadonlyArray<Logged>, userId: UserId, calendar: Calendar): ReadonlySet<number> =>
  new Set(
    found.flatMap(({ arrival: { activity } }) => (activity.userId === userId ? [calendar.dayOf(activity.at)] : []))
  )

const nameOf = ({ source, sourceKey }: Pick<Counted, "source" | "sourceKey">): string => `${source}\n${sourceKey}`
