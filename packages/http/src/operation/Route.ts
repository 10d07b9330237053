import type { KnownChallenge, Principal } from "@laurel/core/access"
import type { Effect } from "effect"
import type { HttpPorts } from "../ports/HttpPorts.ts"
import type { Implied, Refused } from "../problem/problems.ts"
import type { AnyOperation, BodyOf, ParamsOf, QueryOf, RefusalOf, SuccessOf } from "./Operation.ts"
import type { Sent } from "./readRequest.ts"

/** A request that has been read, from somebody who may make it. */
export interface Call<O extends AnyOperation> {
  readonly principal: Principal
  readonly params: ParamsOf<O>
  readonly query: QueryOf<O>
  readonly body: BodyOf<O>
  /** The header of that name. */
  readonly header: Sent["header"]
}

/** What is answered. */
export interface Reply<A> {
  readonly body: A
  /** Instead of the status that the operation is usually answered with. */
  readonly status?: 200 | 201 | 202 | 204
  readonly headers?: Readonly<Record<string, string>>
  /** What the answer is a state of: who has that state already is told so, and nothing else. */
  readonly version?: string
  /** Whether it is the same for everybody, so that others on the way may keep it for as long as the operation says. */
  readonly isShared?: boolean
  /** What is sent instead of the body, as it comes. */
  readonly stream?: ReadableStream<Uint8Array>
  /** What is sent over the socket that the request becomes. */
  readonly messages?: ReadableStream<string>
}

/** The refusals of an operation, and those that need not be named. */
type MayRefuse<O extends AnyOperation> = Extract<Refused, { readonly _tag: RefusalOf<O> | Implied }>

/** What carries an operation out, once it is asked by somebody who may. */
export type Handler<O extends AnyOperation> = (
  call: Call<O>
) => Effect.Effect<Reply<SuccessOf<O>>, MayRefuse<O>, HttpPorts>

/** As `Handler`, where the operation is about the challenge of its path: given with what never changes about it. */
export type ChallengeHandler<O extends AnyOperation> = (
  call: Call<O>,
  challenge: KnownChallenge
) => Effect.Effect<Reply<SuccessOf<O>>, MayRefuse<O>, HttpPorts>

/** An operation and what carries its requests out. */
export interface Route {
  readonly operation: AnyOperation
  /** Refuses whoever may not ask for this; gives what is then to be carried out: it reads what was sent, and does what is asked. */
  readonly admitted: (
    principal: Principal,
    sent: Sent
  ) => Effect.Effect<Effect.Effect<Reply<unknown>, Refused, HttpPorts>, Refused, HttpPorts>
}

/** An answer without more to it. */
export const reply = <A>(body: A): Reply<A> => ({ body })
