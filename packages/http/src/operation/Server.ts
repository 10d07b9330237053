import type { Principal, StreamPurpose } from "@laurel/core/access"
import type { Effect, Exit, Fiber } from "effect"
import type { Context } from "hono"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import type { Refused } from "../problem/problems.ts"
import type { AnyOperation } from "./Operation.ts"
import type { Room } from "./Room.ts"
import type { Watch } from "./Watch.ts"

/** Where a request came from, and what it is called. */
export interface Caller {
  readonly requestId: string
  /** The network address, as far as it can be trusted. */
  readonly address?: string
  readonly agent?: string
  /** The header of that name. */
  readonly header: (name: string) => string | undefined
}

/** Whether a server is to be asked: the store can be reached, or it cannot, or the server is about to end and still answers. */
export type Readiness = "ready" | "not ready" | "draining"

/** What a server is made of. */
export interface Server {
  /** Runs an effect over all ports; the fiber can be interrupted, which rolls back what it was about to do. */
  readonly fork: <A, E>(effect: Effect.Effect<A, E, HttpPorts>) => Fiber.Fiber<A, E>
  /** Who asks, by what they sent along. */
  readonly authenticate: (caller: Caller) => Effect.Effect<Principal, Refused, HttpPorts>
  /** Who opens a stream, by the token in its address. */
  readonly redeem: (
    token: string,
    challengeId: string | undefined,
    purpose: StreamPurpose,
    caller: Caller
  ) => Effect.Effect<Principal, Refused, HttpPorts>
  /** Whether they may ask once more, and the headers that tell how much is left. */
  readonly admit: (
    operation: AnyOperation,
    principal: Principal,
    caller: Caller
  ) => Effect.Effect<Readonly<Record<string, string>>, Refused, HttpPorts>
  /** The network address of whoever asks, as far as it can be trusted. */
  readonly addressOf: (context: Context) => string | undefined
  /** Whether whoever asks is connected in a way that nobody can listen in on, as far as it can be trusted. */
  readonly isSecure: (context: Context) => boolean
  /** What is told of a defect, which nobody outside is. */
  readonly report: (exit: Exit.Failure<unknown, unknown>, caller: Caller) => void
  /** Whether it is to be asked. */
  readonly readiness: Effect.Effect<Readiness, never, HttpPorts>
  /** Of which origins pages may ask from browsers: of none unless said otherwise. */
  readonly allowedOrigins?: ReadonlyArray<string>
  /** On pages of which origins boards may stand in frames: on any unless said otherwise. */
  readonly allowedFrames?: ReadonlyArray<string>
  /** Has room for so many requests at a time: for any number unless said otherwise. */
  readonly room?: Room
  /** Sees requests: nobody does unless said otherwise. */
  readonly watch?: Watch
  /** For how long an operation may take, in milliseconds. */
  readonly deadlineMs: number
  /** How large a body may be. */
  readonly bodyLimitBytes: number
}
