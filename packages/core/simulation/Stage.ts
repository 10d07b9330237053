import { Effect } from "effect"
import { Ledger } from "../src/ledger/index.ts"
import type { VirtualClock } from "../src/runtime/index.ts"
import { PrincipalId } from "../src/shared/index.ts"
import type { History } from "./History.ts"
import type { Spectator } from "./live/Spectator.ts"
import type { LedgerObserved } from "./Observation.ts"
import type { Recorder } from "./Recorder.ts"
import type { Setting } from "./Setting.ts"

/** Who makes the decisions, and who signs. */
export const organiser = PrincipalId.make("organiser")
/** Signs what the organiser made. */
export const approver = PrincipalId.make("approver")

/** All that the parts of a simulated run share. */
export interface Stage {
  readonly setting: Setting
  readonly history: History
  readonly clock: VirtualClock
  readonly recorder: Recorder
  readonly spectator?: Spectator
}

/** Shows the ledger of the challenge to the checks, where there is money. */
export const observeLedger = Effect.fnUntraced(function* (
  { setting: { definition }, recorder }: Stage,
  phase: LedgerObserved["phase"]
) {
  const { id: challengeId, currency } = definition
  if (currency === undefined) return
  const entries = yield* (yield* Ledger).entriesOf(challengeId)
  recorder.note("ledger", phase, ...entries.map(({ id }) => id))
  yield* recorder.observe({ _tag: "Ledger", challengeId, currency, entries, phase })
})
