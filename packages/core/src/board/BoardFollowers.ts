import { Context, type Effect } from "effect"
import type { LiveBoard } from "./LiveBoard.ts"

/**
 * The boards that follow those in the store: in the memory of a process, or in Redis.
 *
 * - `catchUp` brings them up to the board in the store as it is when it is called, before it ends. It never fails: a board that could not
 *   be brought up is caught up later, and until then whoever reads it is answered from the store.
 */
export class BoardFollowers extends Context.Service<
  BoardFollowers,
  { readonly catchUp: (board: LiveBoard) => Effect.Effect<void> }
>()("@laurel/core/board/BoardFollowers") {}
