import { Effect, Result } from "effect"
import { Ledger } from "../src/ledger/index.ts"
import { cancel, contributionsOf, pay } from "../src/settlement/index.ts"
import { observeLedger, organiser, type Stage } from "./Stage.ts"

/** Cancels a challenge, twice, and pays the refunds; also one that the clock or the organiser cancelled before. */
export const callOff = Effect.fnUntraced(function* (stage: Stage) {
  const {
    setting: {
      definition: { id: challengeId, currency }
    },
    recorder
  } = stage
  const contributions = yield* contributionsOf(challengeId)
  for (const time of ["first", "second"]) {
    const answer = yield* Effect.result(cancel(challengeId, organiser, "it does not take place"))
    recorder.note("cancel", time, Result.isSuccess(answer) ? answer.success._tag : answer.failure._tag)
  }
  if (currency === undefined) return
  const entries = yield* (yield* Ledger).entriesOf(challengeId)
  yield* recorder.observe({ _tag: "Cancellation", challengeId, contributions, entries })
  yield* observeLedger(stage, "Cancelled")
  recorder.note("refunded", (yield* pay(challengeId, "worker"))._tag)
  yield* observeLedger(stage, "Cancelled")
})
