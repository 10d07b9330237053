import { planFromJson, type SettlementPlan } from "@laurel/core/settlement"
import { Effect } from "effect"

/** A plan of the text that is kept of it under its hash: all of it but the hash. */
export const readPlan = (hash: string, text: string): Effect.Effect<SettlementPlan> =>
  Effect.orDie(Effect.fromResult(planFromJson(`{"hash":${JSON.stringify(hash)},${text.slice(1)}`)))
