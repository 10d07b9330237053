import type { Instant } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import type { Unusable } from "./Laurel.ts"
import { list } from "./reader.ts"

/** Rows of one transaction: large enough that a batch costs little, small enough that others get their turn. */
const batchRows = 5_000

/**
 * Reads rows and hands those that can be read to a use case, in batches; one answer for each row, in the order given.
 * A row that cannot be read is `Unusable` and blocks no other; what is no list at all is an `InvalidArgument`.
 */
export const inBatches = Effect.fnUntraced(function* <Row, A, Outcome, E, R>(
  name: string,
  given: ReadonlyArray<Row>,
  read: (row: Row, now: Instant) => Result.Result<A, string>,
  useCase: (batch: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<Outcome>, E, R>
) {
  const rows = yield* list(name, given)
  const now = yield* Clock.currentTimeMillis
  const answers: Array<Outcome | Unusable> = []
  for (let start = 0; start < rows.length; start += batchRows) {
    const batch = Array.from(rows.slice(start, start + batchRows), (row) => read(row, now))
    const outcomes = (yield* useCase(batch.flatMap((one) => (Result.isSuccess(one) ? [one.success] : [])))).values()
    for (const one of batch) {
      const outcome = Result.isSuccess(one) ? outcomes.next().value : unusable(one.failure)
      if (outcome !== undefined) answers.push(outcome)
    }
  }
  return answers
})

const unusable = (problem: string): Unusable => ({ _tag: "Unusable", problem })
