import { Clock, Effect, Option, Stream } from "effect"
import { type BoardRow, byPosition, type LiveBoard, StoredBoards } from "../board/index.ts"
import type { Standing } from "../ranking/index.ts"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, Instant, ParticipantId } from "../shared/index.ts"
import { find } from "./advance.ts"
import { boardRow, standingsIn } from "./boardRows.ts"
import type { Challenge } from "./Challenge.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { liveBoardsOf } from "./liveBoardsOf.ts"
import { membersOf } from "./membersOf.ts"
import { Outbox, type TakenChanges } from "./Outbox.ts"
import { type Rules, rulesOf } from "./Rules.ts"
import { refreshDue } from "./refreshDue.ts"
import { type Member, teamStandings } from "./teamStandings.ts"

/** Users whose standings are carried in one transaction. */
const batchUsers = 5_000

/**
 * Carries what waits of a challenge to its boards in the store, in one transaction; gives the boards that were written, or nothing when
 * nothing waits. More may wait afterwards. Whoever projects the same challenge at the same time waits.
 *
 * **Details**: standings are taken as they are now, which may be newer than what was put into the outbox: what comes after that is
 * carried once more and changes nothing. A board that is not kept yet is built from everybody.
 */
export const project = Effect.fn("Challenge.project")(function* (challengeId: ChallengeId) {
  const { transact, snapshot } = yield* Transaction
  // Looked at before the transaction begins, so that nobody who records waits for it: the rules of a published challenge stay.
  const challenge = yield* snapshot(find(challengeId))
  return yield* transact(carried(challenge))
})

const carried = Effect.fnUntraced(function* (challenge: Challenge) {
  const now = yield* Clock.currentTimeMillis
  const outbox = yield* Outbox
  const taken = yield* outbox.take(challenge.id, now, batchUsers)
  if (Option.isNone(taken)) return undefined
  const boards = yield* Effect.forEach(liveBoardsOf(challenge), (board) =>
    Effect.map(isKept(board), (kept) => ({ board, kept }))
  )
  const isEverybody = taken.value.isEverybody || boards.some(({ kept }) => !kept)
  const { standings, teams } = yield* standingsOf(challenge, taken.value, isEverybody, now)
  const changed: Array<LiveBoard> = []
  for (const { board, kept } of boards) {
    const rows = rowsOf(rulesOf(challenge.definition), board, standings, teams, taken.value.version)
    if (yield* put(board, kept, rows, taken.value.version, isEverybody)) changed.push(board)
  }
  if (isEverybody) yield* outbox.refreshAt(challenge.id, refreshDue(challenge, now))
  return changed
})

const isKept = (board: LiveBoard) =>
  StoredBoards.use((boards) => boards.state(board)).pipe(
    Effect.as(true),
    Effect.catchTag("BoardNotKept", () => Effect.succeed(false))
  )

const rowsOf = (
  rules: Rules,
  { scope }: LiveBoard,
  standings: ReadonlyArray<Standing>,
  teams: ReadonlyArray<BoardRow>,
  version: number
): ReadonlyArray<BoardRow> =>
  scope._tag === "Teams" ? teams : standingsIn(scope, standings).map((standing) => boardRow(rules, standing, version))

/** The standings of those who have changed, or of everybody, and the rows of the teams that they are in. */
const standingsOf = Effect.fnUntraced(function* (
  challenge: Challenge,
  { version, userIds }: TakenChanges,
  isEverybody: boolean,
  now: Instant
) {
  const { id, definition } = challenge
  const rules = rulesOf(definition)
  const port = yield* Entries
  const entries = isEverybody ? yield* port.all(id) : present(yield* port.ofUsers(id, userIds))
  const members = yield* membersOf(rules, id, entries, now)
  const teams = definition.teams === undefined ? [] : [...new Set(entries.flatMap(({ team }) => team ?? []))]
  const inTeams =
    isEverybody || teams.length === 0 ? members : yield* membersOf(rules, id, yield* port.ofTeams(id, teams), now)
  return { standings: members.map(({ standing }) => standing), teams: teamRows(rules, teams, inTeams, version) }
})

const present = (entries: ReadonlyArray<Entry | undefined>): ReadonlyArray<Entry> =>
  entries.flatMap((entry) => entry ?? [])

/** A team that nobody is left in stands nowhere. */
const teamRows = (
  rules: Rules,
  teams: ReadonlyArray<ParticipantId>,
  members: ReadonlyArray<Member>,
  revision: number
): ReadonlyArray<BoardRow> => {
  const standings = new Map(
    teamStandings(rules, members).map(({ standing }) => [standing.participantId, standing] as const)
  )
  return teams.map((participantId) => {
    const standing = standings.get(participantId)
    return standing === undefined ? { participantId, revision } : boardRow(rules, standing, revision)
  })
}

/** Puts the rows on a board, and builds it where it is not kept; says whether anything has changed. */
const put = Effect.fnUntraced(function* (
  board: LiveBoard,
  kept: boolean,
  rows: ReadonlyArray<BoardRow>,
  version: number,
  isEverybody: boolean
) {
  const boards = yield* StoredBoards
  if (!kept) {
    yield* boards.rebuild(board, version, Stream.make(rows))
    return true
  }
  const changed = isEverybody ? yield* differing(board, rows) : rows
  if (changed.length > 0) yield* boards.submit(board, { version, rows: changed })
  return changed.length > 0
})

/** The rows that say something else than those that are kept. */
const differing = Effect.fnUntraced(function* (board: LiveBoard, rows: ReadonlyArray<BoardRow>) {
  const compare = byPosition(board.rule)
  const known = new Map<ParticipantId, BoardRow>()
  yield* Stream.runForEach((yield* StoredBoards).since(board, -1), (piece) =>
    Effect.sync(() => {
      for (const row of piece) known.set(row.participantId, row)
    })
  )
  return rows.filter(({ participantId, position }) => {
    const before = known.get(participantId)
    if (before?.position === undefined || position === undefined) {
      return before === undefined || before.position !== position
    }
    return compare(before.position, position) !== 0
  })
})
