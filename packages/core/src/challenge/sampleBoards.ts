import { Clock, Effect, Random } from "effect"
import { type BoardRow, byPosition, type LiveBoard, StoredBoards } from "../board/index.ts"
import { type ChallengeId, compareIds, type ParticipantId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import { liveBoardsOf } from "./liveBoardsOf.ts"
import { membersOf } from "./membersOf.ts"
import { rowsOn, teamRows, teamsOf } from "./projectedRows.ts"
import { rulesOf } from "./Rules.ts"

/** Some rows of a board held against the stored scores. */
export interface BoardSample {
  readonly board: LiveBoard
  /** How many were compared. */
  readonly compared: number
  /** Who does not stand there as their score says, or is not there, or should not be. */
  readonly differing: ReadonlyArray<ParticipantId>
}

/** One of the first so many is where a sample begins: their ids say nothing of their places. */
const beginnings = 100

/**
 * Compares the rows that `size` participants in a row (by id, behind a random one) and their teams have on the boards of a challenge in
 * the store with what their stored scores come to: for boards that are too large to be compared as a whole. Its cost does not grow with
 * the field, but for the counting of ranks. All boards have to be kept.
 */
export const sampleBoards = Effect.fn("Challenge.sampleBoards")(function* (challenge: Challenge, size: number) {
  const now = yield* Clock.currentTimeMillis
  const rules = rulesOf(challenge.definition)
  const stored = yield* StoredBoards
  const boards = liveBoardsOf(challenge)
  const entries = yield* someEntries(challenge.id, yield* beginningOn(boards), size)
  const members = yield* membersOf(rules, challenge.id, entries, now)
  const teams = teamsOf(entries)
  const inTeams = yield* membersOf(rules, challenge.id, yield* (yield* Entries).ofTeams(challenge.id, teams), now)
  const sampled = { members, teams: teamRows(rules, teams, inTeams, 0) }
  return yield* Effect.forEach(
    boards,
    Effect.fnUntraced(function* (board) {
      const expected = rowsOn(rules, board, sampled, 0)
      const ids = expected.map(({ participantId }) => participantId)
      const { rows } = yield* stored.ranks(board, ids)
      const differing = ids.filter((_, at) => !isAlike(board, expected[at]?.position, rows[at]))
      const sample: BoardSample = { board, compared: ids.length, differing }
      return sample
    })
  )
})

const beginningOn = Effect.fnUntraced(function* ([board]: ReadonlyArray<LiveBoard>) {
  if (board === undefined) return undefined
  const { rows } = yield* (yield* StoredBoards).page(board, beginnings)
  return rows[Math.floor((yield* Random.next) * rows.length)]?.participantId
})

/** So many entries by participant id after one, and from the first on where there are no more. */
const someEntries = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  after: ParticipantId | undefined,
  size: number
) {
  const { page } = yield* Entries
  if (after === undefined) return yield* page(challengeId, size)
  const behind = yield* page(challengeId, size, after)
  const first = behind.length < size ? yield* page(challengeId, size - behind.length) : []
  return [...behind, ...first.filter(({ participantId }) => compareIds(participantId, after) <= 0)]
})

const isAlike = ({ rule }: LiveBoard, expected: BoardRow["position"], found: BoardRow["position"]): boolean =>
  expected === undefined || found === undefined ? expected === found : byPosition(rule)(expected, found) === 0
