import { Clock, Effect, Option, Stream } from "effect"
import { type BoardRow, byPosition, type LiveBoard, StoredBoards } from "../board/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, Instant, ParticipantId, UserId } from "../shared/index.ts"
import { find } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import { liveBoardsOf } from "./liveBoardsOf.ts"
import { membersOf } from "./membersOf.ts"
import { Outbox, type TakenChanges } from "./Outbox.ts"
import { type Changed, rowsOn, teamRows, teamsOf } from "./projectedRows.ts"
import { rulesOf } from "./Rules.ts"
import { refreshDue } from "./refreshDue.ts"
import { tallyAll } from "./tallyAll.ts"

/** Users whose standings are carried in one transaction. */
const batchUsers = 5_000

/** The boards in the store that were written, and whether more may wait. */
export interface Projected {
  readonly boards: ReadonlyArray<LiveBoard>
  readonly isMore: boolean
}

/**
 * Carries what waits of a challenge to its boards in the store and to the statistics, in one transaction; gives the boards that were
 * written, or nothing when nothing waits. Whoever projects the same challenge at the same time waits.
 *
 * **Details**: standings are taken as they are now, which may be newer than what was put into the outbox: what comes after that is
 * carried once more and changes nothing. A board that is not kept yet is built from everybody.
 */
export const project = Effect.fn("Challenge.project")(function* (challengeId: ChallengeId) {
  const { transact } = yield* Transaction
  // Looked at before the transaction begins, so that nobody who records waits for it: the rules of a published challenge stay.
  const challenge = yield* find(challengeId)
  return yield* transact(carried(challenge, false))
})

/** As `project`, inside a transaction; with `isAnew` nothing of what the boards held is left. */
export const carried = Effect.fnUntraced(function* (challenge: Challenge, isAnew: boolean) {
  const now = yield* Clock.currentTimeMillis
  const outbox = yield* Outbox
  const taken = Option.getOrUndefined(yield* outbox.take(challenge.id, now, batchUsers))
  if (taken === undefined) return undefined
  // Not before: whoever takes comes first, and nobody waits for each other.
  if (isAnew) yield* dropAll(challenge)
  if (!taken.isEverybody) {
    const some = yield* changedAmong(challenge, taken, now)
    const boards = yield* put(challenge, some, taken.version)
    if (boards !== undefined) {
      yield* tallyAll(challenge.id, some.members, taken.news)
      return { boards, isMore: taken.isMore } satisfies Projected
    }
  }
  const everybody = yield* everybodyOf(challenge, taken, now)
  const boards = yield* putAll(challenge, everybody, taken)
  yield* tallyAll(challenge.id, everybody.members, taken.news)
  yield* outbox.refreshAt(challenge.id, refreshDue(challenge, now))
  return { boards, isMore: taken.isMore } satisfies Projected
})

const dropAll = (challenge: Challenge) =>
  StoredBoards.use((boards) => Effect.forEach(liveBoardsOf(challenge), boards.drop, { discard: true }))

const changedAmong = Effect.fnUntraced(function* (
  { id, definition }: Challenge,
  { version, userIds }: TakenChanges,
  now: Instant
) {
  const rules = rulesOf(definition)
  const port = yield* Entries
  const entries = (yield* port.ofUsers(id, userIds)).flatMap((entry) => entry ?? [])
  const members = yield* membersOf(rules, id, entries, now)
  const teams = teamsOf(entries)
  const inTeams = teams.length === 0 ? [] : yield* membersOf(rules, id, yield* port.ofTeams(id, teams), now)
  return { members, teams: teamRows(rules, teams, inTeams, version) } satisfies Changed
})

const everybodyOf = Effect.fnUntraced(function* (
  { id, definition }: Challenge,
  { version }: TakenChanges,
  now: Instant
) {
  const rules = rulesOf(definition)
  const entries = yield* (yield* Entries).all(id)
  const members = yield* membersOf(rules, id, entries, now)
  return { members, teams: teamRows(rules, teamsOf(entries), members, version) } satisfies Changed
})

/** Puts the rows on the boards that they are of; gives those, or nothing where one of them is not kept. */
const put = Effect.fnUntraced(function* (challenge: Challenge, changed: Changed, version: number) {
  const port = yield* StoredBoards
  const written: Array<LiveBoard> = []
  for (const board of liveBoardsOf(challenge)) {
    const rows = rowsOn(rulesOf(challenge.definition), board, changed, version)
    if (rows.length === 0) continue
    const isKept = yield* port.submit(board, { version, rows }).pipe(
      Effect.as(true),
      Effect.catchTag("BoardNotKept", () => Effect.succeed(false))
    )
    if (!isKept) return undefined
    written.push(board)
  }
  return written
})

/**
 * Puts the rows of everybody on the boards as far as they say something new or are of who was named, and builds the boards that are not kept:
 * whoever looks at what a version brought finds all who were named.
 */
const putAll = Effect.fnUntraced(function* (
  challenge: Challenge,
  everybody: Changed,
  { version, userIds }: TakenChanges
) {
  const named = namedAmong(everybody, userIds)
  const port = yield* StoredBoards
  const written: Array<LiveBoard> = []
  for (const board of liveBoardsOf(challenge)) {
    const rows = rowsOn(rulesOf(challenge.definition), board, everybody, version)
    const news = yield* Effect.catchTag(differing(board, rows, named), "BoardNotKept", () => Effect.succeed(undefined))
    if (news === undefined) yield* port.rebuild(board, version, Stream.make(rows))
    else if (news.length > 0) yield* port.submit(board, { version, rows: news })
    if (news?.length !== 0) written.push(board)
  }
  return written
})

const namedAmong = ({ members }: Changed, userIds: ReadonlyArray<UserId>): ReadonlySet<ParticipantId> => {
  const users = new Set(userIds)
  return new Set(members.flatMap(({ entry }) => (users.has(entry.userId) ? [entry.participantId] : [])))
}

/** The rows that say something else than those that are kept, and those that are asked for. */
const differing = Effect.fnUntraced(function* (
  board: LiveBoard,
  rows: ReadonlyArray<BoardRow>,
  asked: ReadonlySet<ParticipantId>
) {
  const compare = byPosition(board.rule)
  const known = new Map<ParticipantId, BoardRow>()
  yield* Stream.runForEach((yield* StoredBoards).since(board, -1), (piece) =>
    Effect.sync(() => {
      for (const row of piece) known.set(row.participantId, row)
    })
  )
  return rows.filter(({ participantId, position }) => {
    if (asked.has(participantId)) return true
    const before = known.get(participantId)
    if (before?.position === undefined || position === undefined) {
      return before === undefined || before.position !== position
    }
    return compare(before.position, position) !== 0
  })
})
