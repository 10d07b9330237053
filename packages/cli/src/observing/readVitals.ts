import type { Reading } from "@laurel/http"
import { Clock, Effect } from "effect"
import { Vitals, type VitalsShown } from "../store/Vitals.ts"

/** What the store says of itself, as it is shown. */
export const readVitals = Effect.gen(function* () {
  const vitals = yield* yield* Vitals
  return vitals === undefined ? [] : readingsOf(vitals, yield* Clock.currentTimeMillis)
})

const readingsOf = ({ outbox, payouts, connections }: VitalsShown, now: number): ReadonlyArray<Reading> => [
  { name: "laurel_outbox_changes", value: outbox.changes },
  {
    name: "laurel_outbox_oldest_seconds",
    value: outbox.oldest === undefined ? 0 : Math.max(0, now - outbox.oldest) / 1_000
  },
  ...payouts.map(({ state, count }): Reading => ({ name: "laurel_payouts", labels: { state }, value: count })),
  ...Object.entries(connections).map(
    ([state, value]): Reading => ({ name: "laurel_database_connections", labels: { state }, value })
  )
]
