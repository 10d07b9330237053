import { Effect } from "effect"
import { ActivityLog } from "../activity/index.ts"
import { adjusted, evaluate, rebuild } from "../scoring/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { Adjustments } from "./Adjustments.ts"
import { boardOf } from "./Board.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { NotPublished } from "./errors.ts"
import { type Rules, rulesOf } from "./Rules.ts"
import { seen } from "./seen.ts"
import { standingOf } from "./standingOf.ts"
import { type Member, teamStandings } from "./teamStandings.ts"

/** Participants are looked at in groups of this many, so that facts are never all in memory at once. */
const groupSize = 5_000

/**
 * The board as it was at an instant, replayed from the facts: who had entered by then, with what had arrived and what had been adjusted by then.
 *
 * **Details**: decisions of the organiser (about activities in quarantine, about entries) are taken as they are now: they say what was
 * right all along. The cost is that of a replay.
 */
export const boardAt = Effect.fn("Challenge.boardAt")((challengeId: ChallengeId, at: Instant) =>
  seen(challengeId, (challenge) =>
    Effect.gen(function* () {
      if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
      const rules = rulesOf(challenge.definition)
      const entries = (yield* (yield* Entries).all(challengeId)).filter(({ enteredAt }) => enteredAt <= at)
      const members: Array<Member> = []
      for (let start = 0; start < entries.length; start += groupSize) {
        const group = yield* replayed(rules, challengeId, entries.slice(start, start + groupSize), at)
        for (const member of group) members.push(member)
      }
      const standings = members.map(({ standing }) => standing)
      return boardOf(rules, at, standings, teamStandings(rules, members))
    })
  )
)

const replayed = Effect.fnUntraced(function* (
  rules: Rules,
  challengeId: ChallengeId,
  entries: ReadonlyArray<Entry>,
  at: Instant
) {
  const { program, schedule, calendarOf } = rules
  const facts = yield* (yield* ActivityLog).countedAt(
    challengeId,
    entries.map(({ userId }) => userId),
    at
  )
  const participants = entries.map(({ participantId }) => participantId)
  const sums = yield* (yield* Adjustments).sums(challengeId, participants, at)
  return entries.map((entry): Member => {
    const calendar = calendarOf(entry)
    const activities = facts.get(entry.userId) ?? []
    const given = evaluate(program, calendar, rebuild(program, calendar, activities), {
      ...(entry.handicap === undefined ? {} : { handicap: entry.handicap }),
      asOf: at >= schedule.end ? calendar.last + 1 : calendar.dayOf(at),
      factsOf: (day) => activities.filter((activity) => calendar.dayOf(activity.at) === day)
    })
    const scored = adjusted(given, sums.get(entry.participantId) ?? 0n)
    return { entry, scored, standing: standingOf(rules, entry, scored) }
  })
})
