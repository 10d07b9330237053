import { Effect } from "effect"
import { ActivityLog, type Counted } from "../activity/index.ts"
import { adjusted, empty, evaluate, needsFacts, progressOf, type ScoreState } from "../scoring/index.ts"
import type { ChallengeId, Day, Instant, UserId } from "../shared/index.ts"
import { Adjustments } from "./Adjustments.ts"
import type { Entry } from "./Entry.ts"
import type { Rules } from "./Rules.ts"
import { Scores } from "./Scores.ts"
import { standingOf } from "./standingOf.ts"
import type { Member } from "./teamStandings.ts"

/** Participants are scored in groups of this many, so that facts are never all in memory at once. */
const groupSize = 5_000

/** The participants of these entries as their scores are now, in the order given; `asOf` says which day is under way. */
export const membersOf = Effect.fnUntraced(function* (
  rules: Rules,
  challengeId: ChallengeId,
  entries: ReadonlyArray<Entry>,
  asOf: Instant
) {
  const members: Array<Member> = []
  for (let start = 0; start < entries.length; start += groupSize) {
    for (const member of yield* scoreGroup(rules, challengeId, entries.slice(start, start + groupSize), asOf)) {
      members.push(member)
    }
  }
  return members
})

const scoreGroup = Effect.fnUntraced(function* (
  rules: Rules,
  challengeId: ChallengeId,
  entries: ReadonlyArray<Entry>,
  asOf: Instant
) {
  const userIds = entries.map(({ userId }) => userId)
  const states = yield* (yield* Scores).load(challengeId, userIds)
  const facts = needsFacts(rules.program)
    ? yield* (yield* ActivityLog).counted(challengeId, userIds)
    : new Map<UserId, ReadonlyArray<Counted>>()
  const participants = entries.map(({ participantId }) => participantId)
  const sums = yield* (yield* Adjustments).sums(challengeId, participants)
  return entries.map((entry, at) =>
    memberOf(rules, entry, states[at], facts.get(entry.userId) ?? [], sums.get(entry.participantId) ?? 0n, asOf)
  )
})

const memberOf = (
  rules: Rules,
  entry: Entry,
  known: ScoreState | undefined,
  facts: ReadonlyArray<Counted>,
  adjustedBy: bigint,
  at: Instant
): Member => {
  const calendar = rules.calendarOf(entry)
  const state = known ?? empty(rules.program)
  const given = evaluate(rules.program, calendar, state, {
    ...(entry.handicap === undefined ? {} : { handicap: entry.handicap }),
    asOf: at >= rules.schedule.end ? calendar.last + 1 : calendar.dayOf(at),
    factsOf: (day: Day) => facts.filter((activity) => calendar.dayOf(activity.at) === day)
  })
  const scored = adjusted(given, adjustedBy)
  // How far somebody has come is said by what they did.
  const progress = progressOf(rules.program, rules.definition.ranking.direction, calendar, state, given)
  return {
    entry,
    scored,
    standing: standingOf(rules, entry, scored),
    ...(progress === undefined ? {} : { progress })
  }
}
