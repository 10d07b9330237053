import { Schema } from "effect"
import { Problem } from "../problem/Problem.ts"
import type { AnyOperation, Operation, SuccessOf } from "./Operation.ts"

/** What was refused, as it was answered. */
export class ProblemAnswered extends Error {
  override readonly name = "ProblemAnswered"
  readonly problem: Problem

  constructor(problem: Problem) {
    super(problem.detail)
    this.problem = problem
  }
}

// biome-ignore lint/complexity/noBannedTypes: an operation without parameters asks for nothing.
type Asked<Name extends string, E> = {} extends E ? { readonly [K in Name]?: E } : { readonly [K in Name]: E }
type WithBody<E> = undefined extends E ? unknown : Asked<"body", E>

/** What the client of an operation is given, as it is on the wire. */
export type Request<O extends AnyOperation> = Asked<"params", O["params"]["Encoded"]> &
  Asked<"query", O["query"]["Encoded"]> &
  WithBody<O["body"]["Encoded"]> & {
    readonly idempotencyKey?: string
    /** The version of what was looked at, where the operation takes `If-Match`. */
    readonly ifVersion?: number
    readonly signal?: AbortSignal
  }

/** A method for each operation, by its id; what is refused is a `ProblemAnswered`. */
export type Client<Operations extends Readonly<Record<string, AnyOperation>>> = {
  readonly [Id in keyof Operations]: (request: Request<Operations[Id]>) => Promise<SuccessOf<Operations[Id]>>
}

/** How a client reaches a server. */
export interface ClientOptions {
  /** Where the server is: `https://laurel.example`. */
  readonly url: string
  /** A token or key, or what gives the one that is valid now. */
  readonly token?: string | (() => string | Promise<string>)
  readonly fetch?: typeof globalThis.fetch
}

interface Plain {
  readonly params?: unknown
  readonly query?: unknown
  readonly body?: unknown
  readonly idempotencyKey?: string
  readonly ifVersion?: number
  readonly signal?: AbortSignal
}

/** A client of these operations. */
export function makeClient<Operations extends Readonly<Record<string, AnyOperation>>>(
  operations: Operations,
  options: ClientOptions
): Client<Operations>
export function makeClient(
  operations: Readonly<Record<string, AnyOperation>>,
  options: ClientOptions
): Client<Readonly<Record<string, AnyOperation>>> {
  return Object.fromEntries(
    Object.entries(operations).map(([id, operation]) => [id, (request: Plain) => send(operation, request, options)])
  )
}

const problemIn = Schema.decodeUnknownSync(Problem)

const send = async (operation: Operation, request: Plain, options: ClientOptions): Promise<unknown> => {
  const { url, token, fetch = globalThis.fetch } = options
  const bearer = typeof token === "function" ? await token() : token
  const answer = await fetch(addressOf(url, operation.path, request), {
    method: operation.method,
    headers: {
      accept: "application/json",
      ...(request.body === undefined ? {} : { "content-type": "application/json" }),
      ...(bearer === undefined ? {} : { authorization: `Bearer ${bearer}` }),
      ...(request.ifVersion === undefined ? {} : { "if-match": `"${request.ifVersion}"` }),
      ...(request.idempotencyKey === undefined ? {} : { "idempotency-key": request.idempotencyKey })
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    ...(request.signal === undefined ? {} : { signal: request.signal })
  })
  if (!answer.ok) throw new ProblemAnswered(problemIn(await answer.json()))
  if (answer.status === 204) return undefined
  return operation.contentType === undefined ? answer.json() : answer.text()
}

const fieldsOf = (given: unknown): ReadonlyArray<readonly [string, unknown]> =>
  typeof given === "object" && given !== null ? Object.entries(given) : []

const addressOf = (url: string, path: string, { params, query }: Plain): string => {
  const named = new Map(fieldsOf(params))
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(`${named.get(name)}`))
  const search = new URLSearchParams(
    fieldsOf(query).flatMap(([name, value]) => textsOf(value).map((text): [string, string] => [name, text]))
  )
  return `${url.replace(/\/$/, "")}${filled}${search.size === 0 ? "" : `?${search}`}`
}

/** Lists go one by one where one has a comma in it; what is empty beside it says that it is a list. */
const textsOf = (value: unknown): ReadonlyArray<string> => {
  if (!Array.isArray(value) || !value.some((one) => `${one}`.includes(","))) return [`${value}`]
  return [...value.map((one) => `${one}`), ""]
}
