import { BoardNotKept, type BoardRow, type LiveBoard, StoredBoards, scopeText } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { compareIds, type ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Stream } from "effect"
import { KeptBoard } from "./boards/KeptBoard.ts"
import { World } from "./World.ts"

/**
 * One board: what it was told last of each participant, and the listing once somebody has asked for it, which is told along then. What is
 * rolled back is not taken out of it: it is made anew.
 */
interface Kept {
  readonly rule: RankingRule
  version: number
  readonly rows: Map<ParticipantId, BoardRow>
  listing?: KeptBoard
}

const keyOf = ({ challengeId, scope }: LiveBoard): string => `${challengeId}\n${scopeText(scope)}`

const listingOf = ({ rule, version, rows }: Kept): KeptBoard => {
  const listing = new KeptBoard(rule, version)
  listing.take([...rows.values()])
  for (const _ of listing.list());
  return listing
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

    /** Looks at the listing, which is made when it is first asked for. */
    const look = <A>(board: LiveBoard, answer: (listing: KeptBoard) => A) =>
      ofKept(board, (kept) => {
        kept.listing ??= listingOf(kept)
        return answer(kept.listing)
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
          kept.listing?.submit({ version, rows })
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
      state: (board) => look(board, ({ state }) => state),
      ranks: (board, ids) => look(board, (listing) => ({ ...listing.state, rows: ids.map((id) => listing.rowOf(id)) })),
      page: (board, limit, cursor) => look(board, (listing) => listing.page(limit, cursor)),
      around: (board, id, n) => look(board, (listing) => ({ ...listing.state, rows: listing.around(id, n) })),
      all: (board) => look(board, (listing) => ({ ...listing.state, rows: listing.rows(0, listing.state.count) })),
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
