import { Clock, Effect, Option } from "effect"
import { ActivityLog, type Held } from "../activity/index.ts"
import { type Explanation, explainAdjusted, explain as explainScore } from "../scoring/index.ts"
import type { ChallengeId, ParticipantId } from "../shared/index.ts"
import { adjustmentsOf } from "./adjustmentsOf.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { NotPublished, ParticipantNotFound } from "./errors.ts"
import { rulesOf } from "./Rules.ts"
import { seen } from "./seen.ts"

/** Where the score of a participant comes from. */
export interface ParticipantExplanation {
  readonly entry: Entry
  /** What each activity gave to which rule, what a limit trimmed of it, which ones do not count and why, and each adjustment. */
  readonly explanation: Explanation
  /** What arrived and was refused, rejected or put in quarantine. */
  readonly held: ReadonlyArray<Held>
}

/** Explains the score of a participant as it is now, from the facts. */
export const explain = Effect.fn("Challenge.explain")((challengeId: ChallengeId, participantId: ParticipantId) =>
  seen(challengeId, (challenge) => explained(challenge, participantId))
)

const explained = Effect.fnUntraced(function* (challenge: Challenge, participantId: ParticipantId) {
  const { id: challengeId } = challenge
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  const found = yield* (yield* Entries).find(challengeId, participantId)
  if (Option.isNone(found)) return yield* new ParticipantNotFound({ challengeId, participantId })
  const entry = found.value
  const log = yield* ActivityLog
  const facts = (yield* log.counted(challengeId, [entry.userId])).get(entry.userId) ?? []
  const held = yield* log.held(challengeId, entry.userId)
  const { program, schedule, calendarOf } = rulesOf(challenge.definition)
  const calendar = calendarOf(entry)
  const now = yield* Clock.currentTimeMillis
  const byRule = explainScore(program, calendar, facts, {
    ...(entry.handicap === undefined ? {} : { handicap: entry.handicap }),
    asOf: now >= schedule.end ? calendar.last + 1 : calendar.dayOf(now)
  })
  const explanation = explainAdjusted(program, byRule, yield* adjustmentsOf(challengeId, participantId))
  const all: ParticipantExplanation = { entry, explanation, held }
  return all
})
