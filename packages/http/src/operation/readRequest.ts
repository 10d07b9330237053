import { decoderOf, type Flaw } from "@laurel/core/shared"
import { Effect, Result, type Schema } from "effect"
import { InvalidRequest } from "../problem/errors.ts"
import { noBody } from "./define.ts"
import { fromText, repeatedIn, type Texts } from "./fromText.ts"
import type { AnyOperation, BodyOf, ParamsOf, QueryOf, Wire } from "./Operation.ts"

/** What came along with a request, unread. */
export interface Sent {
  readonly params: Readonly<Record<string, string>>
  readonly query: Texts
  readonly body: unknown
  readonly header: (name: string) => string | undefined
}

/** Reads the parts of requests; refused with every flaw of a part that has some. */
export interface RequestReader<O extends AnyOperation> {
  readonly params: (sent: Sent) => Effect.Effect<ParamsOf<O>, InvalidRequest>
  readonly query: (sent: Sent) => Effect.Effect<QueryOf<O>, InvalidRequest>
  readonly body: (sent: Sent) => Effect.Effect<BodyOf<O>, InvalidRequest>
}

/** What reads the requests of an operation, by its schemas. */
export const requestReader = <O extends AnyOperation>({ params, query, body }: O): RequestReader<O> => {
  const [paramsFromText, queryFromText] = [fromText(params), fromText(query)]
  const repeatedOf = repeatedIn(query)
  const [ofParams, ofQuery, ofBody] = [reader("path", params), reader("query", query), reader("body", body)]
  const absent = mayBeAbsent(body) ? ofBody({}) : Effect.fail(bodyMissing)
  return {
    params: (sent) => ofParams(paramsFromText(sent.params)),
    query: (sent) => {
      const repeated = repeatedOf(sent.query)
      return repeated.length === 0
        ? ofQuery(queryFromText(sent.query))
        : Effect.fail(
            invalid(
              "query",
              repeated.map((name) => ({ path: [name], message: "is given more than once" }))
            )
          )
    },
    body: (sent) => (sent.body === undefined && body !== noBody ? absent : ofBody(sent.body))
  }
}

/** Whether a body has no field that has to be there: none at all means the same as one without fields. */
export const mayBeAbsent = (body: Wire<unknown>): boolean => Result.isSuccess(decoderOf<unknown>(body)({}))

const bodyMissing = new InvalidRequest({
  part: "body",
  flaws: [{ path: [], message: "is missing; send JSON, with `Content-Type: application/json`" }]
})

const reader = <S extends Schema.Codec<unknown, unknown>>(part: InvalidRequest["part"], schema: S) => {
  const read = decoderOf<S["Type"]>(schema)
  return (given: unknown): Effect.Effect<S["Type"], InvalidRequest> =>
    Result.match(read(given), { onSuccess: Effect.succeed, onFailure: (flaws) => Effect.fail(invalid(part, flaws)) })
}

const invalid = (part: InvalidRequest["part"], flaws: ReadonlyArray<Flaw>): InvalidRequest => {
  const [first = { path: [], message: "cannot be used" }, ...more] = flaws
  return new InvalidRequest({ part, flaws: [first, ...more] })
}
