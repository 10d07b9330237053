import { Effect } from "effect"
import { DueDates, DueKind } from "../runtime/index.ts"
import type { SettlementState } from "./SettlementState.ts"

/** The due date of the end of a dispute window. */
export const disputeDue = DueKind.make("settlement.dispute")

/** Keeps the end of the dispute window in the transaction that opens or ends it. */
export const keepDispute = Effect.fnUntraced(function* (before: SettlementState, after: SettlementState) {
  const key = { kind: disputeDue, subject: after.challengeId }
  if (after._tag === "Provisional") yield* (yield* DueDates).set([{ ...key, due: after.disputeUntil }])
  else if (before._tag === "Provisional") yield* (yield* DueDates).clear([key])
})
