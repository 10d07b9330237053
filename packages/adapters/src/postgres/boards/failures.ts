import { BoardNotKept, BoardsUnavailable, type LiveBoard, scopeText } from "@laurel/core/board"
import { Effect } from "effect"
import { DbFailed } from "../errors.ts"

/** What the boards answer to a failure of the database at this operation. */
export const boardsUnavailable =
  (operation: string) =>
  ({ cause }: DbFailed): Effect.Effect<never, BoardsUnavailable> =>
    Effect.fail(new BoardsUnavailable({ operation, cause }))

export const notKept = ({ challengeId, scope }: LiveBoard): BoardNotKept =>
  new BoardNotKept({ challengeId, scope: scopeText(scope) })

/** Reads what the database gave; what is no board is as bad as a statement that failed. */
export const reading = <A>(read: () => A): Effect.Effect<A, DbFailed> =>
  Effect.try({ try: read, catch: (cause) => new DbFailed({ cause }) })

/** What the rows say that a statement gave about a board; where it gave none the board is not kept. */
export const answered = <Row, Answer>(
  board: LiveBoard,
  rows: ReadonlyArray<Row>,
  read: (first: Row, rows: ReadonlyArray<Row>) => Answer
): Effect.Effect<Answer, BoardNotKept | DbFailed> => {
  const [first] = rows
  return first === undefined ? Effect.fail(notKept(board)) : reading(() => read(first, rows))
}
