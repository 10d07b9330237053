import type {
  Board,
  DailyBoard,
  DailyList,
  DailyPage,
  DailyRow,
  DailyRows,
  LastDays,
  SnapshotKind
} from "../../src/challenge/index.ts"
import type { ChallengeId, Day, ParticipantId } from "../../src/shared/index.ts"
import type { Prediction } from "../Command.ts"

/** What `Snapshots` promises, over two lists: of boards the last word counts, of those of a day the first. */
export interface SnapshotsModel {
  readonly boards: ReadonlyArray<readonly [challengeId: ChallengeId, kind: SnapshotKind, board: Board | undefined]>
  readonly daily: ReadonlyArray<readonly [challengeId: ChallengeId, day: Day, board: DailyBoard]>
}

export const put = (
  model: SnapshotsModel,
  challengeId: ChallengeId,
  kind: SnapshotKind,
  board: Board | undefined
): Prediction<SnapshotsModel> => [undefined, { ...model, boards: [...model.boards, [challengeId, kind, board]] }]

export const find = (model: SnapshotsModel, challengeId: ChallengeId, kind: SnapshotKind): Board | undefined =>
  model.boards.findLast(([id, ofKind]) => id === challengeId && ofKind === kind)?.[2]

export const putDaily = (
  model: SnapshotsModel,
  challengeId: ChallengeId,
  day: Day,
  board: DailyBoard
): Prediction<SnapshotsModel> => [undefined, { ...model, daily: [...model.daily, [challengeId, day, board]] }]

const listOf = (board: DailyBoard, list: DailyList): ReadonlyArray<DailyRow> => board[list] ?? []

const findDaily = (model: SnapshotsModel, challengeId: ChallengeId, day: Day): DailyBoard | undefined =>
  model.daily.find(([id, ofDay]) => id === challengeId && ofDay === day)?.[2]

export const dailyPage = (
  model: SnapshotsModel,
  challengeId: ChallengeId,
  day: Day,
  list: DailyList,
  { limit, after = 0 }: DailyPage
): DailyRows | undefined => {
  const board = findDaily(model, challengeId, day)
  if (board === undefined) return undefined
  const all = listOf(board, list)
  return { day, at: board.at, count: all.length, rows: all.slice(after, after + limit) }
}

export const dailyRows = (
  model: SnapshotsModel,
  challengeId: ChallengeId,
  list: DailyList,
  participants: ReadonlyArray<ParticipantId>,
  { last, through = Number.POSITIVE_INFINITY }: LastDays
): ReadonlyArray<DailyRows> =>
  days(model, challengeId)
    .filter((day) => day <= through)
    .slice(-last)
    .flatMap((day) => dailyPage(model, challengeId, day, list, { limit: Number.POSITIVE_INFINITY }) ?? [])
    .map((all) => ({ ...all, rows: all.rows.filter(({ participantId }) => participants.includes(participantId)) }))

export const days = (model: SnapshotsModel, challengeId: ChallengeId): ReadonlyArray<Day> =>
  [...new Set(model.daily.filter(([id]) => id === challengeId).map(([, day]) => day))].toSorted((a, b) => a - b)
