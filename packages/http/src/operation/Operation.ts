import type { Rule, StreamPurpose } from "@laurel/core/access"
import type { Schema } from "effect"
import type { Code } from "../problem/problems.ts"

/** How an operation is asked for. */
export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE"

/** A schema whose values are read from JSON. */
export type Wire<A, I = unknown> = Schema.Codec<A, I>

type AnyWire = Wire<unknown>

/** Which budget of requests an operation is taken from. */
export type Policy =
  | "read"
  | "expensive-read"
  | "activity-write"
  | "activity-sync"
  | "definition-write"
  | "entry"
  | "settlement"
  | "auth"

/**
 * One thing that the API can do, said once: the routes, the document, the client, the limits and the tests of who may do what are all
 * made of it.
 *
 * **Details**
 * - `path` has its parameters in braces: `/v1/challenges/{challenge_id}`. A parameter `challenge_id` names the challenge that it is about,
 *   and `user_id` the person; `rule` is asked about them before anything else is done.
 * - `params`, `query` and `body` read what was sent. Path and query come as text and are turned into the numbers, truth values and lists
 *   that their schema is written in.
 * - `success` is what is answered, as it is on the wire; nothing is encoded.
 * - `refusals` are all the problems that it may answer beyond those that every operation may.
 * - `idempotency`: whether the header `Idempotency-Key` may or must come along. What changes nothing takes none.
 */
export interface Operation<
  Params extends AnyWire = AnyWire,
  Query extends AnyWire = AnyWire,
  Body extends AnyWire = AnyWire,
  Success extends AnyWire = AnyWire,
  Refusal extends Code = Code
> {
  readonly id: string
  readonly method: Method
  readonly path: `/${string}`
  /** What it belongs to, for people: `Challenges`. */
  readonly resource: string
  /** A sentence without a full stop. */
  readonly summary: string
  readonly description?: string
  readonly rule: Rule
  readonly policy: Policy
  readonly params: Params
  readonly query: Query
  readonly body: Body
  /** What the document says of the body, where it is read less strictly: rows that cannot be read have an outcome of their own. */
  readonly describedBody?: AnyWire
  readonly status: 101 | 200 | 201 | 202 | 204
  /** What else it is answered with, in the same form, where not everything that it does is done alike. */
  readonly alsoStatuses?: ReadonlyArray<200 | 202>
  /** What its answers of these statuses say, where it is more than what they say of any operation. */
  readonly answers?: Readonly<Partial<Record<200 | 201 | 202, string>>>
  /** Where what was made is from then on, in the words of the path and of the answer: `/v1/challenges/{id}`. */
  readonly location?: `/v1/${string}`
  /** Whether its answer has an `ETag`: whoever has that state already is told so with 304. */
  readonly isVersioned?: boolean
  /** Whether it may be meant for the state alone that `If-Match` names, the `ETag` of what whoever asks has looked at. */
  readonly isGuarded?: boolean
  readonly success: Success
  /** What else than JSON is answered, such as `text/csv`. */
  readonly contentType?: string
  readonly refusals: ReadonlyArray<Refusal>
  readonly idempotency?: "optional" | "required"
  /**
   * Whether it takes several transactions, because others are asked meanwhile: it is safe to be carried out again by itself. Where that depends
   * on what is sent, by the body as it came.
   */
  readonly isInSteps?: boolean | ((body: unknown) => boolean)
  /** For what a token in the query (`stream_token`) has to be, where one is taken. */
  readonly streamPurpose?: StreamPurpose
  /** Whether answers may be kept by others on the way, and for how many seconds. */
  readonly sharedForSeconds?: number
}

/** Any operation. */
export type AnyOperation = Operation

/** What an operation has as its path parameters, read. */
export type ParamsOf<O extends AnyOperation> = O["params"]["Type"]
/** What an operation has as its query, read. */
export type QueryOf<O extends AnyOperation> = O["query"]["Type"]
/** What an operation has as its body, read. */
export type BodyOf<O extends AnyOperation> = O["body"]["Type"]
/** What an operation answers. */
export type SuccessOf<O extends AnyOperation> = O["success"]["Type"]
/** What an operation may refuse with. */
export type RefusalOf<O extends AnyOperation> = O["refusals"][number]
