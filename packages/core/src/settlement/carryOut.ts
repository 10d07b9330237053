import { Clock, Effect } from "effect"
import { noteChange } from "../audit/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { tell } from "../webhook/index.ts"
import { decide } from "./decide.ts"
import { NothingPlanned } from "./errors.ts"
import { evolve } from "./evolve.ts"
import { glance } from "./glance.ts"
import { happenedTo } from "./happenedTo.ts"
import { keepDispute } from "./keepDispute.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import type { SettlementCommand } from "./transitions.ts"

/** The settlement that stands: the last one that is not a correction which was cancelled. */
export const lastStanding = (settlements: ReadonlyArray<SettlementState>): SettlementState | undefined =>
  settlements.findLast((state) => state.supersedes === undefined || state._tag !== "Cancelled")

/** The current settlement of a challenge. */
export const currentSettlement = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const current = lastStanding(yield* (yield* SettlementStore).of(challengeId))
  return current ?? (yield* new NothingPlanned({ challengeId }))
})

/** Decides a command on a settlement and stores what follows. A repeated command changes nothing. */
export const carryOut = Effect.fnUntraced(function* (state: SettlementState, command: SettlementCommand) {
  const event = yield* Effect.fromResult(decide(state, command, yield* Clock.currentTimeMillis))
  if (event._tag === "NothingChanged") return state
  const next = evolve(state, event)
  yield* (yield* SettlementStore).save(next, state.revision)
  yield* keepDispute(state, next)
  yield* noteChange(`settlement ${state.settlementId}`, glance(state), glance(next))
  yield* tell(next.challengeId, happenedTo(next))
  return next
})
