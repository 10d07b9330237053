import { type Budgets, BudgetsUnavailable, type Take, type Taken } from "@laurel/core/access"
import { Clock, Effect } from "effect"
import { makeLocalBudgets } from "./localBudgets.ts"

/** Nobody waits longer for budgets that processes share. It is longer than a process that is busy lets an answer lie. */
const patienceMs = 2_000
/** For so long they are left alone after they did not answer. */
const restMs = 1_000

type TakeFrom = (
  takes: ReadonlyArray<Take>,
  /** Whether it has to be counted with those of all processes. */
  isStrict: boolean
) => Effect.Effect<ReadonlyArray<Taken>, BudgetsUnavailable>

/**
 * Takes from budgets that processes share, or where there are none from those of this process.
 *
 * **Details**: while the shared ones do not answer, what has to be counted with them fails, and all else is counted in this process. After
 * a rest one who takes tries whether they answer again; the others do not wait for that.
 */
export const makeTakeFrom = (shared: Budgets["Service"] | undefined): TakeFrom => {
  const local = makeLocalBudgets()
  if (shared === undefined) return local.take
  let restUntil: number | undefined
  const failed = Effect.map(Clock.currentTimeMillis, (now) => {
    restUntil = now + restMs
  })
  const answered = (takes: ReadonlyArray<Take>) =>
    Effect.flatMap(Clock.currentTimeMillis, (now) => {
      if (restUntil !== undefined) {
        if (now < restUntil) return Effect.fail(new BudgetsUnavailable({ cause: "they did not answer a moment ago" }))
        restUntil = now + patienceMs
      }
      return shared.take(takes).pipe(
        Effect.timeout(patienceMs),
        Effect.catchTag("TimeoutError", (cause) => Effect.fail(new BudgetsUnavailable({ cause }))),
        Effect.tapError(() => failed),
        Effect.tap(() =>
          Effect.sync(() => {
            restUntil = undefined
          })
        )
      )
    })
  return (takes, isStrict) => (isStrict ? answered(takes) : Effect.catch(answered(takes), () => local.take(takes)))
}
