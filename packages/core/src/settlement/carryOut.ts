import { Clock, Effect } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import { decide } from "./decide.ts"
import { NothingPlanned } from "./errors.ts"
import { evolve } from "./evolve.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import type { SettlementCommand } from "./transitions.ts"

/** The current settlement of a challenge. */
export const currentSettlement = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const current = (yield* (yield* SettlementStore).of(challengeId)).at(-1)
  return current ?? (yield* new NothingPlanned({ challengeId }))
})

/** Decides a command on a settlement and stores what follows. A repeated command changes nothing. */
export const carryOut = Effect.fnUntraced(function* (state: SettlementState, command: SettlementCommand) {
  const event = yield* Effect.fromResult(decide(state, command, yield* Clock.currentTimeMillis))
  if (event._tag === "NothingChanged") return state
  const next = evolve(state, event)
  yield* (yield* SettlementStore).save(next, state.revision)
  return next
})
