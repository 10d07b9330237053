import type { Effect, Layer } from "effect"
import type { BoardFollowers, BoardNews, Boards, LiveEvent, StoredBoards } from "../../src/board/index.ts"
import type { Transaction } from "../../src/runtime/index.ts"
import type { Instant } from "../../src/shared/index.ts"

/** Somebody who watches the board of all participants while a challenge is simulated. */
export interface Spectator {
  /** The boards that are read, and news of them. */
  readonly boards: Layer.Layer<Boards | BoardFollowers | BoardNews, never, StoredBoards | Transaction>
  /** How many seconds of the challenge pass in one of the spectator's. */
  readonly speed: number
  /** Is told what becomes of the board, with the instant of the challenge. */
  readonly see: (event: LiveEvent, at: Instant) => void
  /** So much of the spectator's time passes, up to an instant of the challenge; whoever wants to see it happen waits here. */
  readonly passes: (ms: number, at: Instant) => Effect.Effect<void>
}
