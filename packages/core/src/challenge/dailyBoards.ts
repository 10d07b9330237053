import { Effect, Option } from "effect"
import type { ChallengeId, Day, ParticipantId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { NotPublished } from "./errors.ts"
import { type DailyBoard, Snapshots } from "./Snapshots.ts"
import { endOfDay } from "./schedule.ts"
import { type BoardView, frozenFor } from "./standings.ts"

/** Of a day: where a participant, or a team, stood at its end; nothing where it was not ranked. */
export interface DayOfCourse {
  readonly day: Day
  readonly rank?: number
  readonly score?: number
}

/** Which of the boards of a day is meant. */
type DailyScope = "overall" | "teams"

/**
 * The days of which the board is kept, in order, as somebody may see them: while the public board stands still, those that were over when
 * it began to.
 */
export const boardDays = Effect.fn("Challenge.boardDays")(function* (challengeId: ChallengeId, view: BoardView) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  const days = yield* (yield* Snapshots).days(challengeId)
  if (frozenFor(challenge, view) !== "Frozen" || !("frozenAt" in challenge)) return days
  const { definition, frozenAt = 0 } = challenge
  return days.filter((day) => endOfDay(definition, day) <= frozenAt)
})

/** The board at the end of a day; nothing where none is kept of it that somebody may see. */
export const boardOfDay = Effect.fn("Challenge.boardOfDay")(function* (
  challengeId: ChallengeId,
  day: Day,
  view: BoardView
) {
  const days = yield* boardDays(challengeId, view)
  return days.includes(day) ? yield* (yield* Snapshots).daily(challengeId, day) : Option.none<DailyBoard>()
})

/** Where a participant, or a team, stood at the end of each of the last days. Its cost is that of reading the boards of these days. */
export const courseOf = Effect.fn("Challenge.courseOf")(function* (
  challengeId: ChallengeId,
  who: ParticipantId,
  { scope, view, days: count }: { readonly scope: DailyScope; readonly view: BoardView; readonly days: number }
) {
  const days = (yield* boardDays(challengeId, view)).slice(-count)
  const snapshots = yield* Snapshots
  return yield* Effect.forEach(days, (day) =>
    Effect.map(snapshots.daily(challengeId, day), (kept): DayOfCourse => {
      const rows = Option.match(kept, { onNone: () => [], onSome: (daily) => daily[scope] ?? [] })
      const row = rows.find(({ participantId }) => participantId === who)
      return { day, ...(row === undefined ? {} : { rank: row.rank, score: row.score }) }
    })
  )
})
