import { Effect, Option } from "effect"
import type { ChallengeId, Day, ParticipantId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { NotPublished } from "./errors.ts"
import { type DailyList, type DailyPage, type DailyRows, type LastDays, Snapshots } from "./Snapshots.ts"
import { lastDayOver } from "./schedule.ts"
import { type BoardView, frozenFor } from "./standings.ts"

/** Of a day: where a participant, or a team, stood at its end; nothing where it was not ranked. */
export interface DayOfCourse {
  readonly day: Day
  readonly rank?: number
  readonly score?: number
}

/** Which list of a day's board, as somebody may see it. */
interface DailyView {
  readonly list: DailyList
  readonly view: BoardView
}

/**
 * The last day whose board somebody may see: while the public board stands still, the last that was over when it began to. Nothing where every
 * board that is kept may be seen.
 */
const seenThrough = Effect.fnUntraced(function* (challengeId: ChallengeId, view: BoardView) {
  const challenge = yield* advance(challengeId)
  if (challenge._tag === "Draft") return yield* new NotPublished({ challengeId })
  if (frozenFor(challenge, view) !== "Frozen" || !("frozenAt" in challenge)) return undefined
  const { definition, frozenAt = 0 } = challenge
  return lastDayOver(definition, frozenAt)
})

const isSeen = (day: Day, through: Day | undefined): boolean => through === undefined || day <= through

/** The days of which the board is kept, in order, as somebody may see them. */
export const boardDays = Effect.fn("Challenge.boardDays")(function* (challengeId: ChallengeId, view: BoardView) {
  const through = yield* seenThrough(challengeId, view)
  return (yield* (yield* Snapshots).days(challengeId)).filter((day) => isSeen(day, through))
})

/** Some rows of the board at the end of a day, from the first on or after so many; nothing where none is kept of it that somebody may see. */
export const boardOfDay = Effect.fn("Challenge.boardOfDay")(function* (
  challengeId: ChallengeId,
  day: Day,
  { list, view, ...page }: DailyView & DailyPage
) {
  const through = yield* seenThrough(challengeId, view)
  if (!isSeen(day, through)) return Option.none<DailyRows>()
  return yield* (yield* Snapshots).dailyPage(challengeId, day, list, page)
})

/** The rows of some participants, or teams, on the board at the end of a day; nothing where none is kept of it that somebody may see. */
export const ranksOfDay = Effect.fn("Challenge.ranksOfDay")(function* (
  challengeId: ChallengeId,
  day: Day,
  participants: ReadonlyArray<ParticipantId>,
  { list, view }: DailyView
) {
  const through = yield* seenThrough(challengeId, view)
  if (!isSeen(day, through)) return Option.none<DailyRows>()
  const found = yield* (yield* Snapshots).dailyRows(challengeId, list, participants, { last: 1, through: day })
  return Option.fromUndefinedOr(found.find((one) => one.day === day))
})

/** Where a participant, or a team, stood at the end of each of the last days. Its cost grows with these days, not with who was ranked. */
export const courseOf = Effect.fn("Challenge.courseOf")(function* (
  challengeId: ChallengeId,
  who: ParticipantId,
  { list, view, days }: DailyView & { readonly days: number }
) {
  const through = yield* seenThrough(challengeId, view)
  const asked: LastDays = { last: days, ...(through === undefined ? {} : { through }) }
  const found = yield* (yield* Snapshots).dailyRows(challengeId, list, [who], asked)
  return found.map(({ day, rows: [row] }): DayOfCourse => {
    return { day, ...(row === undefined ? {} : { rank: row.rank, score: row.score }) }
  })
})
