import { Effect } from "effect"
import { noteChange } from "../audit/index.ts"
import { glance } from "./glance.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** Adds a settlement, and says so in the audit entry of the running use case. */
export const insertSettlement = Effect.fnUntraced(function* (settlement: SettlementState) {
  yield* (yield* SettlementStore).insert(settlement)
  yield* noteChange(`settlement ${settlement.settlementId}`, null, glance(settlement))
})
