import { Clock, Effect } from "effect"
import { find, type PassedOver, recur, step } from "../challenge/index.ts"
import { DueDates, type DueKind, type KeptDueDate, Transaction } from "../runtime/index.ts"
import { disputeDue, submit } from "../settlement/index.ts"
import { ChallengeId } from "../shared/index.ts"
import { recurDue, stepDue } from "./dueDatesOf.ts"
import { restoreOf } from "./restoreDates.ts"
import { everything, nextWeekly, restoreAll, weeklyDue } from "./weekly.ts"

/** What a due date came to: whether it was ours to carry out, and the occurrences that were passed over. */
export interface Carried {
  readonly isOurs: boolean
  readonly passedOver: ReadonlyArray<PassedOver>
}

const nothing: ReadonlyArray<PassedOver> = []
const another: Carried = { isOurs: false, passedOver: nothing }

/** What is done when a date of this kind is due. */
const actFor = (kind: DueKind) => {
  switch (kind) {
    case stepDue:
      return (id: ChallengeId) => Effect.as(step(id), nothing)
    case recurDue:
      return (id: ChallengeId) => Effect.map(recur(id), ({ passedOver }) => passedOver)
    case disputeDue:
      return (id: ChallengeId) => Effect.as(submit(id), nothing)
    default:
      return () => Effect.die(new Error(`nothing is known of ${kind}: a newer Laurel left it`))
  }
}

/**
 * Carries out what is due in one transaction with taking its date: exactly once, by whoever takes it. The dates that follow are
 * kept as the facts are then, so that none is lost where nothing was to be done yet.
 */
export const carryOutDue = Effect.fnUntraced(function* (date: KeptDueDate) {
  const { transact } = yield* Transaction
  const dates = yield* DueDates
  if (date.kind === weeklyDue) {
    // Whoever restores what is restored already changes nothing: the round need not be in the transaction.
    yield* restoreAll()
    const due = nextWeekly(yield* Clock.currentTimeMillis)
    const next = dates.set([{ kind: weeklyDue, subject: everything, due }])
    const isOurs = yield* transact(
      Effect.flatMap(dates.take(date), (taken) => Effect.as(taken ? next : Effect.void, taken))
    )
    return { isOurs, passedOver: nothing }
  }
  const act = actFor(date.kind)
  const id = ChallengeId.make(date.subject)
  return yield* transact(
    Effect.gen(function* () {
      // The lock of the challenge comes first, as in every use case: who took them the other way round would wait for ever.
      yield* find(id)
      if (!(yield* dates.take(date))) return another
      const passedOver = yield* act(id)
      yield* restoreOf(id)
      return { isOurs: true, passedOver }
    })
  )
})
