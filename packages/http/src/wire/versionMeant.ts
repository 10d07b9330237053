import { Effect } from "effect"
import type { Sent } from "../operation/readRequest.ts"
import { InvalidRequest } from "../problem/errors.ts"

/** The version that a request is meant for, by its `If-Match`; nothing where whatever is there is meant. */
export const versionMeant = (header: Sent["header"]): Effect.Effect<number | undefined, InvalidRequest> => {
  const text = header("if-match")?.trim()
  if (text === undefined || text === "*") return Effect.succeed(undefined)
  const [, version] = /^"(\d{1,15})"$/.exec(text) ?? []
  return version === undefined ? notOurs : Effect.succeed(Number(version))
}

const notOurs = Effect.fail(
  new InvalidRequest({
    part: "headers",
    flaws: [{ path: ["If-Match"], message: "must be the `ETag` of an answer, with its quotes, or `*`" }]
  })
)
