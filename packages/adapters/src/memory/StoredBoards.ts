import {
  BoardNotKept,
  type BoardPage,
  type BoardRow,
  byPlace,
  type LiveBoard,
  type Placed,
  type RankedRow,
  rankRows,
  StoredBoards,
  scopeText
} from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { compareIds, type ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Stream } from "effect"
import { World } from "./World.ts"

/** One board: what it was told last of each participant, and the listing once somebody has asked for it. */
interface Kept {
  readonly rule: RankingRule
  version: number
  readonly rows: Map<ParticipantId, BoardRow>
  listing?: ReadonlyArray<RankedRow>
}

const keyOf = ({ challengeId, scope }: LiveBoard): string => `${challengeId}\n${scopeText(scope)}`

const listingOf = (kept: Kept): ReadonlyArray<RankedRow> => {
  const placed: Array<Placed> = []
  for (const { participantId, position } of kept.rows.values()) {
    if (position !== undefined) placed.push({ participantId, ...position })
  }
  return rankRows(kept.rule, placed)
}

/** Puts rows that are newer than what is known; gives what undoes it. */
const putAll = (kept: Kept, rows: ReadonlyArray<BoardRow>): (() => void) => {
  const before: Array<readonly [ParticipantId, BoardRow | undefined]> = []
  for (const row of rows) {
    const known = kept.rows.get(row.participantId)
    if (known !== undefined && known.revision >= row.revision) continue
    before.push([row.participantId, known])
    kept.rows.set(row.participantId, row)
  }
  return () => {
    for (const [participantId, row] of before.toReversed()) {
      if (row === undefined) kept.rows.delete(participantId)
      else kept.rows.set(participantId, row)
    }
  }
}

/** The page after a row that need not be there any more. */
const pageOf = (kept: Kept, rows: ReadonlyArray<RankedRow>, limit: number, after?: Placed) => {
  const compare = byPlace(kept.rule)
  const found = after === undefined ? 0 : rows.findIndex((row) => compare(row, after) > 0)
  const start = found < 0 ? rows.length : found
  const page = rows.slice(start, start + limit)
  const last = page.at(-1)
  return start + limit < rows.length && last !== undefined
    ? { rows: page, next: { version: kept.version, after: placeOf(last) } }
    : { rows: page }
}

const placeOf = ({ participantId, status, score, tieBreak }: Placed): Placed => ({
  participantId,
  status,
  score,
  tieBreak
})

/** The boards of the store in the process's memory: part of its transactions. Fast ones follow them. */
export const layerStoredBoards: Layer.Layer<StoredBoards, never, World> = Layer.effect(
  StoredBoards,
  Effect.gen(function* () {
    const world = yield* World
    const boards = new Map<string, Kept>()

    const put = (key: string, kept: Kept | undefined): void => {
      if (kept === undefined) boards.delete(key)
      else boards.set(key, kept)
    }

    /** Does something with a board that is kept. */
    const ofKept = <A>(board: LiveBoard, act: (kept: Kept, onRollback: (undo: () => void) => void) => A) =>
      Effect.flatMap(
        world.act((onRollback) => {
          const kept = boards.get(keyOf(board))
          return kept === undefined ? undefined : { answer: act(kept, onRollback) }
        }),
        (found) =>
          found === undefined
            ? Effect.fail(new BoardNotKept({ challengeId: board.challengeId, scope: scopeText(board.scope) }))
            : Effect.succeed(found.answer)
      )

    /** Looks at the listing, which is made when it is first asked for after a change. */
    const look = <A>(board: LiveBoard, answer: (rows: ReadonlyArray<RankedRow>, kept: Kept) => A) =>
      ofKept(board, (kept) => {
        kept.listing ??= listingOf(kept)
        return { version: kept.version, count: kept.listing.length, ...answer(kept.listing, kept) }
      })

    return StoredBoards.of({
      rebuild: (board, version, rows) =>
        Effect.flatMap(Stream.runCollect(rows), (pieces) =>
          world.act((onRollback) => {
            const key = keyOf(board)
            const before = boards.get(key)
            const kept: Kept = { rule: board.rule, version, rows: new Map() }
            for (const piece of pieces) putAll(kept, piece)
            put(key, kept)
            onRollback(() => put(key, before))
          })
        ),
      submit: (board, { version, rows }) =>
        ofKept(board, (kept, onRollback) => {
          const before = kept.version
          const undo = putAll(kept, rows)
          kept.version = Math.max(before, version)
          delete kept.listing
          onRollback(() => {
            undo()
            kept.version = before
            delete kept.listing
          })
          return kept.version
        }),
      drop: (board) =>
        world.act((onRollback) => {
          const key = keyOf(board)
          const before = boards.get(key)
          put(key, undefined)
          onRollback(() => put(key, before))
        }),
      state: (board) => look(board, () => ({})),
      ranks: (board, ids) =>
        look(board, (rows) => {
          const byId = new Map(rows.map((row) => [row.participantId, row]))
          return { rows: ids.map((id) => byId.get(id)) }
        }),
      page: (board, limit, cursor) =>
        look(
          board,
          (rows, kept): Omit<BoardPage, "version" | "count"> => ({
            ...pageOf(kept, rows, limit, cursor?.after),
            hasMoved: cursor !== undefined && cursor.version !== kept.version
          })
        ),
      around: (board, id, n) =>
        look(board, (rows) => {
          const at = rows.findIndex(({ participantId }) => participantId === id)
          return { rows: at < 0 ? [] : rows.slice(Math.max(0, at - n), at + n + 1) }
        }),
      all: (board) => look(board, (rows) => ({ rows })),
      since: (board, revision) =>
        Stream.fromEffect(
          ofKept(board, (kept) =>
            [...kept.rows.values()]
              .filter((row) => row.revision > revision)
              .sort((a, b) => a.revision - b.revision || compareIds(a.participantId, b.participantId))
          )
        )
    })
  })
)
