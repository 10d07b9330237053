import { decoderOf } from "@laurel/core/shared"
import { Effect, Result } from "effect"
import type { AnyOperation, SuccessOf } from "../../operation/Operation.ts"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import type { Refused } from "../../problem/problems.ts"
import type { Asked, Visit } from "./Visit.ts"

/** Asks an operation for a page: what comes back is what the operation says that it answers. */
export const asking = <O extends AnyOperation>(operation: O) => {
  const read = decoderOf<SuccessOf<O>>(operation.success)
  return (visit: Visit, asked: Asked = {}): Effect.Effect<SuccessOf<O>, Refused, HttpPorts> =>
    Effect.flatMap(visit.ask(operation, asked), (body) =>
      Result.match(read(body), {
        onSuccess: Effect.succeed,
        onFailure: (flaws) =>
          Effect.die(new Error(`${operation.id} answers what it does not say: ${flaws[0]?.message}`))
      })
    )
}

const hidden: ReadonlySet<string> = new Set(["NotAuthenticated", "AccessDenied", "ScopeMissing", "NotPublished"])

/** What somebody is told, or nothing where it is not for them. */
export const ifAllowed = <A>(
  asked: Effect.Effect<A, Refused, HttpPorts>
): Effect.Effect<A | undefined, Refused, HttpPorts> =>
  Effect.catchIf(
    asked,
    ({ _tag }) => hidden.has(_tag),
    () => Effect.succeed(undefined)
  )
