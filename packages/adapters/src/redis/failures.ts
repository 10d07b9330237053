import { BoardNotKept, BoardsUnavailable, type LiveBoard, scopeText } from "@laurel/core/board"
import { Effect } from "effect"

const notKept = ({ challengeId, scope }: LiveBoard): BoardNotKept =>
  new BoardNotKept({ challengeId, scope: scopeText(scope) })

/** Whatever goes wrong between here and Redis. */
export const attempt = <A>(operation: string, ask: () => Promise<A>): Effect.Effect<A, BoardsUnavailable> =>
  Effect.tryPromise({ try: ask, catch: (cause) => new BoardsUnavailable({ operation, cause }) })

/** The answer about a board that has to be kept: nothing is the answer where it is not. */
export const ofKept = <A>(
  operation: string,
  board: LiveBoard,
  ask: () => Promise<A | undefined>
): Effect.Effect<A, BoardsUnavailable | BoardNotKept> =>
  Effect.flatMap(attempt(operation, ask), (answer) =>
    answer === undefined ? Effect.fail(notKept(board)) : Effect.succeed(answer)
  )
