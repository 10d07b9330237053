import { BoardNotKept, BoardsUnavailable, type LiveBoard, scopeText } from "@laurel/core/board"
import { Effect } from "effect"

const notKept = ({ challengeId, scope }: LiveBoard): BoardNotKept =>
  new BoardNotKept({ challengeId, scope: scopeText(scope) })

/** What the port answers to whatever goes wrong between here and Redis. */
export const unavailable =
  (operation: string) =>
  (cause: unknown): BoardsUnavailable =>
    new BoardsUnavailable({ operation, cause })

/** Asks Redis. */
export const attempt = <A>(operation: string, ask: () => Promise<A>): Effect.Effect<A, BoardsUnavailable> =>
  Effect.tryPromise({ try: ask, catch: unavailable(operation) })

/** The answer about a board that has to be kept: nothing is the answer where it is not. */
export const ofKept = <A>(
  board: LiveBoard,
  asked: Effect.Effect<A | undefined, BoardsUnavailable>
): Effect.Effect<A, BoardsUnavailable | BoardNotKept> =>
  Effect.flatMap(asked, (answer) => (answer === undefined ? Effect.fail(notKept(board)) : Effect.succeed(answer)))
