import { Clock, Effect, Option } from "effect"
import { audited } from "../audit/index.ts"
import type { FinalChallenge } from "../challenge/index.ts"
import { type ChallengeId, type PrincipalId, sha256Hex } from "../shared/index.ts"
import { carryOut, lastStanding } from "./carryOut.ts"
import { finalChallenge, organisersFinal } from "./finalChallenge.ts"
import { insertSettlement } from "./insertSettlement.ts"
import { keptPlan } from "./keptPlan.ts"
import { changedFacts, factsOf } from "./PlanFacts.ts"
import { type Holds, holdFor } from "./planLines.ts"
import { awardSettlement, holdsDraw, planAwarded } from "./planSettlement.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import { openSettlement, SettlementId, type SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { settlementInput } from "./settlementInput.ts"
import { factsNow, type StoredFacts, storedFacts } from "./storedFacts.ts"
import { storedPlan } from "./storedPlan.ts"

/** What a plan may need besides what is stored. */
export interface PlanOptions {
  /** The secret that a draw of the prize plan committed to; later versions take it from the first. */
  readonly secret?: string
  /** Until when payouts are held back; at once unless said otherwise. */
  readonly holds?: Holds
}

/** The settlement that waits for a plan; a new one when the challenge has none. */
const openOrNew = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const current = lastStanding(yield* store.of(challengeId))
  if (current !== undefined) return current
  const opened = openSettlement(settlementIdOf(challengeId, 1), challengeId)
  yield* insertSettlement(opened)
  return opened
})

/** The id of the n-th settlement of a challenge. */
export const settlementIdOf = (challengeId: ChallengeId, number: number): SettlementId =>
  SettlementId.make(`${number}-${sha256Hex(challengeId).slice(0, 32)}`)

/** The plan that would be made now: the same code as `plan`, without the commit (I28). Anybody may look. */
export const preview = Effect.fn("Settlement.preview")(function* (challengeId: ChallengeId, options: PlanOptions = {}) {
  const challenge = yield* finalChallenge(challengeId)
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  return yield* planFor(challenge, lastStanding(settlements), yield* storedFacts(challenge), options)
})

/** The plan for a settlement as things stand. */
export const planFor = Effect.fnUntraced(function* (
  challenge: FinalChallenge,
  settlement: SettlementState | undefined,
  stored: StoredFacts,
  { secret, holds }: PlanOptions
) {
  const revealed = secret ?? (yield* secretBefore(challenge, settlement))
  // In two steps, so that standings are let go of once they are awarded (ADR 0051).
  const awarded = yield* Effect.flatMap(settlementInput(challenge, stored, revealed), (input) =>
    Effect.fromResult(
      awardSettlement({
        ...input,
        version: (settlement?.version ?? 0) + 1,
        ...(holds === undefined ? {} : { holds }),
        ...(settlement?.supersedes === undefined ? {} : { supersedes: settlement.supersedes })
      })
    )
  )
  return yield* Effect.fromResult(planAwarded(awarded))
})

/** The secret of a draw that an earlier plan revealed: that of this settlement, or of the one that it corrects. */
const secretBefore = Effect.fnUntraced(function* (
  { definition: { prizes } }: FinalChallenge,
  settlement: SettlementState | undefined
) {
  if (settlement === undefined || prizes === undefined || !holdsDraw(prizes)) return undefined
  const planHash = "planHash" in settlement ? settlement.planHash : settlement.supersedes?.planHash
  if (planHash === undefined) return undefined
  // A secret is checked against what the draw committed to, so that it may come from a plan that nobody checked.
  return Option.getOrUndefined(yield* storedPlan(planHash))?.plan.secret
})

/**
 * Plans the settlement of a final challenge and publishes it as provisional: from now on, for the challenge's dispute
 * hours, it can be disputed. Gives the plan; its hash is what an approval is bound to. Only the organiser plans. Asked
 * again while nothing that the plan rests on has changed, it gives the plan that waits or is approved; once something has
 * changed a new version takes the place of the published one, and the dispute hours begin anew.
 */
export const plan = Effect.fn("Settlement.plan")(function* (
  challengeId: ChallengeId,
  by: PrincipalId,
  options: PlanOptions = {}
) {
  return yield* audited(
    { action: "settlement.plan", challengeId, by },
    Effect.gen(function* () {
      const challenge = yield* organisersFinal(challengeId, by)
      const settlement = yield* openOrNew(challengeId)
      const stored = yield* storedFacts(challenge)
      const waiting = yield* planThatWaits(challenge, settlement, stored, by, options)
      if (waiting !== undefined) return waiting
      const made = yield* planFor(challenge, settlement, stored, options)
      yield* (yield* SettlementStore).keepPlan(made)
      yield* publishPlan(
        challenge,
        yield* carryOut(settlement, { _tag: "Compute", by, plan: made, isJustMade: true }),
        made
      )
      return made
    })
  )
})

/**
 * Publishes a plan in the transaction that made it, so that what it rests on is how things are now; disputes are taken
 * for the hours that the challenge declares.
 */
export const publishPlan = Effect.fnUntraced(function* (
  { definition: { disputeHours } }: FinalChallenge,
  computed: SettlementState,
  made: SettlementPlan
) {
  const disputeUntil = (yield* Clock.currentTimeMillis) + disputeHours * 3_600_000
  return yield* carryOut(computed, { _tag: "Publish", disputeUntil, current: factsOf(made) })
})

const waits: ReadonlySet<string> = new Set<SettlementState["_tag"]>(["Provisional", "AwaitingApproval"])

/**
 * The published plan, as long as the facts are those that it rests on and no other dates are asked for; once it is approved
 * only for who made it, who repeats the question.
 */
const planThatWaits = Effect.fnUntraced(function* (
  challenge: FinalChallenge,
  settlement: SettlementState,
  stored: StoredFacts,
  by: PrincipalId,
  { holds = {} }: PlanOptions
) {
  const isAnswer = settlement._tag === "Approved" ? settlement.maker === by : waits.has(settlement._tag)
  if (!isAnswer || !("facts" in settlement)) return undefined
  if (changedFacts(settlement.facts, factsNow(challenge, stored)).length > 0) return undefined
  const waiting = yield* keptPlan(settlement, settlement.planHash)
  return waiting.lines.every(({ recipient, holdUntil }) => holdUntil === holdFor(holds, recipient))
    ? waiting
    : undefined
})
