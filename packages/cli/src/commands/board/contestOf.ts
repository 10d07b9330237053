import { advance, type BoardView, standings } from "@laurel/core/challenge"
import { SettlementStore, storedPlan } from "@laurel/core/settlement"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import type { Contest } from "../../run/RunResult.ts"

/** The board of a challenge in a store, with the prizes of the plan that stands, where there is one. */
export const contestOf = Effect.fnUntraced(function* (challengeId: ChallengeId, view: BoardView) {
  const { definition } = yield* advance(challengeId)
  const board = yield* standings(challengeId, view)
  const plan = yield* planOf(challengeId)
  const contest: Contest = { definition, board, settled: { journal: [], ...(plan === undefined ? {} : { plan }) } }
  return contest
})

const planOf = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const planned = (yield* store.of(challengeId)).findLast((settlement) => "planHash" in settlement)
  return planned === undefined || !("planHash" in planned)
    ? undefined
    : Option.getOrUndefined(yield* storedPlan(planned.planHash))?.plan
})
