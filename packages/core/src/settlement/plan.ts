import { Clock, Effect, Option } from "effect"
import { Transaction } from "../runtime/index.ts"
import { type ChallengeId, type PrincipalId, sha256Hex } from "../shared/index.ts"
import { command } from "./command.ts"
import { changedFacts } from "./PlanFacts.ts"
import { planSettlement } from "./planSettlement.ts"
import { publishedChallenge } from "./publishedChallenge.ts"
import { openSettlement, SettlementId, type SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { currentFacts, settlementInput } from "./settlementInput.ts"

/** What a plan may need besides what is stored. */
export interface PlanOptions {
  /** The secret that a draw of the prize plan committed to. */
  readonly secret?: string
}

/** The settlement that waits for a plan; a new one when the challenge has none. */
const openOrNew = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const current = (yield* store.of(challengeId)).at(-1)
  if (current !== undefined) return current
  const opened = openSettlement(settlementIdOf(challengeId, 1), challengeId)
  yield* store.insert(opened)
  return opened
})

/** The id of the n-th settlement of a challenge. */
export const settlementIdOf = (challengeId: ChallengeId, number: number): SettlementId =>
  SettlementId.make(`${number}-${sha256Hex(challengeId).slice(0, 32)}`)

/** The plan that would be made now: the same code as `plan`, without the commit (I28). */
export const preview = Effect.fn("Settlement.preview")(function* (challengeId: ChallengeId, options: PlanOptions = {}) {
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  return yield* planFor(challengeId, settlements.at(-1), options)
})

/** The plan for a settlement as things stand. */
export const planFor = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  settlement: SettlementState | undefined,
  { secret }: PlanOptions
) {
  const input = yield* settlementInput(yield* publishedChallenge(challengeId), secret)
  return yield* Effect.fromResult(
    planSettlement({
      ...input,
      version: (settlement?.version ?? 0) + 1,
      ...(settlement?.supersedes === undefined ? {} : { supersedes: settlement.supersedes })
    })
  )
})

/**
 * Plans the settlement of a final challenge and publishes it as provisional: from now on, for the challenge's dispute
 * hours, it can be disputed. Gives the plan; its hash is what an approval is bound to. Asked again by the same maker while
 * nothing that the plan rests on has changed, it gives the plan that waits.
 */
export const plan = Effect.fn("Settlement.plan")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  options: PlanOptions = {}
) {
  const { transact } = yield* Transaction
  return yield* transact(
    Effect.gen(function* () {
      const settlement = yield* openOrNew(challengeId)
      const waiting = yield* planThatWaits(challengeId, settlement, by)
      if (waiting !== undefined) return waiting
      const made = yield* planFor(challengeId, settlement, options)
      yield* (yield* SettlementStore).keepPlan(made)
      const computed = yield* command(settlement, { _tag: "Compute", by, plan: made })
      yield* publishPlan(challengeId, computed)
      return made
    })
  )
})

/** Publishes a computed plan; disputes are taken for the hours that the challenge declares. */
export const publishPlan = Effect.fnUntraced(function* (challengeId: ChallengeId, computed: SettlementState) {
  const challenge = yield* publishedChallenge(challengeId)
  const disputeUntil = (yield* Clock.currentTimeMillis) + challenge.definition.disputeHours * 3_600_000
  return yield* command(computed, { _tag: "Publish", disputeUntil, current: yield* currentFacts(challenge) })
})

/** The published plan of this maker, as long as the facts are those that it rests on. */
const planThatWaits = Effect.fnUntraced(function* (
  challengeId: ChallengeId,
  settlement: SettlementState,
  by: PrincipalId
) {
  if (settlement._tag !== "Provisional" && settlement._tag !== "AwaitingApproval") return undefined
  const current = yield* currentFacts(yield* publishedChallenge(challengeId))
  if (settlement.maker !== by || changedFacts(settlement.facts, current).length > 0) return undefined
  return Option.getOrUndefined(yield* (yield* SettlementStore).plan(settlement.planHash))
})
