import { unknownKey } from "@laurel/core/shared"
import { Schema } from "effect"
import type { Code } from "../problem/problems.ts"
import type { Operation, Wire } from "./Operation.ts"

/** An object without keys: a struct without fields alone would take anything, and silently leave out what it does not know. */
const nothing = Schema.Struct({}).check(
  Schema.makeFilter((given: unknown) =>
    typeof given === "object" && !Array.isArray(given)
      ? Object.keys(given ?? {}).map((key) => ({ path: [key], issue: unknownKey }))
      : "must be left out, or an object without keys"
  )
)
type Nothing = typeof nothing

/** No body, or an empty one: some clients send one with every request. */
export const noBody = Schema.Union([Schema.Undefined, nothing])

type Parts = "params" | "query" | "body" | "status"

/** What has a default may be left out. */
type Given<
  P extends Wire<unknown>,
  Q extends Wire<unknown>,
  B extends Wire<unknown>,
  S extends Wire<unknown>,
  R extends Code
> = Omit<Operation<P, Q, B, S, R>, Parts> & Partial<Pick<Operation<P, Q, B, S, R>, Parts>>

/** Defines an operation: without parameters, query and body unless it has some, and answered with 200. */
export function define<
  S extends Wire<unknown>,
  const R extends Code = never,
  P extends Wire<unknown> = Nothing,
  Q extends Wire<unknown> = Nothing,
  B extends Wire<unknown> = typeof noBody
>(given: Given<P, Q, B, S, R>): Operation<P, Q, B, S, R>
export function define(given: Given<Wire<unknown>, Wire<unknown>, Wire<unknown>, Wire<unknown>, Code>): Operation {
  return { status: 200, params: nothing, query: nothing, body: noBody, ...given }
}
