import type { Ports } from "@laurel/core"
import type { Budgets } from "@laurel/core/access"
import type { BoardFollowers, BoardNews, Boards, LiveBoard, StoredBoards } from "@laurel/core/board"
import type { Projector } from "@laurel/core/challenge"
import type { Caches, Transaction } from "@laurel/core/runtime"
import type { Effect, Layer } from "effect"

/** What a Redis server says of itself, and what boards take in it. */
export interface RedisFacts {
  readonly version: string
  /** What it does when its memory is full. */
  readonly policy: string
  /** What the boards that were asked about take. */
  readonly bytes: number
}

/** The boards that are read, and who keeps them current. */
export type BoardPorts = Boards | BoardFollowers | BoardNews | Projector

/** Boards beside those in the store: in the memory of this process, or in Redis. */
export interface FastBoards {
  /** For people, without secrets. */
  readonly name: string
  /** The boards alone: whoever has them fills them. */
  readonly boards: Layer.Layer<Boards>
  /** What is read where boards are followed as they change, and news of them. */
  readonly followed: Layer.Layer<Boards | BoardFollowers | BoardNews, never, StoredBoards | Transaction>
  /** The same for a process that lives long: they are brought up to date right after each commit. */
  readonly live: Layer.Layer<BoardPorts | Transaction, never, Ports>
  /** Budgets of requests that processes share, beside the boards; nothing for boards in this process. */
  readonly budgets?: Layer.Layer<Budgets>
  /** What is kept for a while, where the boards are: shared with other processes there, or in the memory of this one. */
  readonly caches: Layer.Layer<Caches>
  /** Whether what they are in answers, looked at anew. */
  readonly isUp: Effect.Effect<boolean>
  /** Nothing for boards in this process. */
  readonly facts?: (boards: ReadonlyArray<LiveBoard>) => Promise<RedisFacts>
}
