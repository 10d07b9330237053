import { Stream } from "effect"
import fc from "fast-check"
import { type BoardCursor, type BoardRow, Boards, type LiveBoard, scopeText } from "../../src/board/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { ChallengeId, type ParticipantId } from "../../src/shared/index.ts"
import { boardParticipants, liveBoards, placedUnder, rowsUnder } from "../arbitraries/liveBoard.ts"
import type { Command } from "../Command.ts"
import { all, around, type BoardsModel, drop, page, ranks, rebuild, state, submit } from "../model/boards.model.ts"

type BoardsCommand = Command<BoardsModel, Boards>

const textOf = (name: string, { challengeId, scope }: LiveBoard, ...more: ReadonlyArray<unknown>): string =>
  `${name}(${[`${challengeId}/${scopeText(scope)}`, ...more.map((one) => fc.stringify(one))].join(", ")})`

/** Rows in pieces, as they come from a store. */
const inPieces = (rows: ReadonlyArray<BoardRow>): ReadonlyArray<ReadonlyArray<BoardRow>> => [
  rows.slice(0, 2),
  rows.slice(2)
]

const rebuilding = (board: LiveBoard, version: number, rows: ReadonlyArray<BoardRow>): BoardsCommand => ({
  text: () => textOf("rebuild", board, version, rows),
  predict: (model) => rebuild(model, board, { version, rows }),
  perform: Boards.use((port) => port.rebuild(board, version, Stream.fromIterable(inPieces(rows))))
})

const submitting = (board: LiveBoard, version: number, rows: ReadonlyArray<BoardRow>): BoardsCommand => ({
  text: () => textOf("submit", board, version, rows),
  predict: (model) => submit(model, board, { version, rows }),
  perform: Boards.use((port) => port.submit(board, { version, rows }))
})

const dropping = (board: LiveBoard): BoardsCommand => ({
  text: () => textOf("drop", board),
  predict: (model) => drop(model, board),
  perform: Boards.use((port) => port.drop(board))
})

const lookingAtState = (board: LiveBoard): BoardsCommand => ({
  text: () => textOf("state", board),
  predict: (model) => [state(model, board), model],
  perform: Boards.use((port) => port.state(board))
})

const readingAll = (board: LiveBoard): BoardsCommand => ({
  text: () => textOf("all", board),
  predict: (model) => [all(model, board), model],
  perform: Boards.use((port) => port.all(board))
})

const ranking = (board: LiveBoard, ids: ReadonlyArray<ParticipantId>): BoardsCommand => ({
  text: () => textOf("ranks", board, ids),
  predict: (model) => [ranks(model, board, ids), model],
  perform: Boards.use((port) => port.ranks(board, ids))
})

const paging = (board: LiveBoard, limit: number, cursor?: BoardCursor): BoardsCommand => ({
  text: () => textOf("page", board, limit, cursor),
  predict: (model) => [page(model, board, limit, cursor), model],
  perform: Boards.use((port) => port.page(board, limit, cursor))
})

const lookingAround = (board: LiveBoard, id: ParticipantId, n: number): BoardsCommand => ({
  text: () => textOf("around", board, id, n),
  predict: (model) => [around(model, board, id, n), model],
  perform: Boards.use((port) => port.around(board, id, n))
})

const versions = fc.integer({ min: 0, max: 9 })

/** Calls of the port on boards under one rule. */
export const boardsCommands = (rule: RankingRule): fc.Arbitrary<BoardsCommand> => {
  const boards = liveBoards.map((board): LiveBoard => ({ ...board, rule }))
  const rows = fc.array(rowsUnder(rule), { maxLength: 6, size: "max" })
  const cursors = fc.record({ version: versions, after: placedUnder(rule) }, { noNullPrototype: true })
  const limits = fc.integer({ min: 1, max: 4 })
  return fc.oneof(
    { weight: 3, arbitrary: fc.tuple(boards, versions, rows).map((given) => rebuilding(...given)) },
    { weight: 8, arbitrary: fc.tuple(boards, versions, rows).map((given) => submitting(...given)) },
    { weight: 1, arbitrary: boards.map(dropping) },
    { weight: 1, arbitrary: boards.map(lookingAtState) },
    { weight: 2, arbitrary: boards.map(readingAll) },
    {
      weight: 2,
      arbitrary: fc.tuple(boards, fc.array(boardParticipants, { maxLength: 4 })).map((given) => ranking(...given))
    },
    {
      weight: 3,
      arbitrary: fc
        .tuple(boards, limits, fc.option(cursors, { nil: undefined }))
        .map(([board, limit, cursor]) => paging(board, limit, cursor))
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(boards, boardParticipants, fc.integer({ min: 0, max: 2 }))
        .map((given) => lookingAround(...given))
    }
  )
}

/** Everything that the boards of one challenge say. */
export const boardsObservations = (rule: RankingRule): ReadonlyArray<BoardsCommand> =>
  ["spring", "spring-2"].flatMap((id) => {
    const board: LiveBoard = { challengeId: ChallengeId.make(id), scope: { _tag: "Overall" }, rule }
    return [lookingAtState(board), readingAll(board)]
  })
