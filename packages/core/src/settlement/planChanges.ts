import { Effect } from "effect"
import { type ChallengeId, ParticipantId } from "../shared/index.ts"
import { lastStanding } from "./carryOut.ts"
import { type Compared, changesBetween, comparedOf, noChanges, type PlanChanges } from "./changesBetween.ts"
import { currentFacts } from "./currentFacts.ts"
import { NothingPlanned, SettlementsUnavailable } from "./errors.ts"
import { finalChallenge } from "./finalChallenge.ts"
import { changedFacts, factsOf } from "./PlanFacts.ts"
import { PlanText } from "./PlanText.ts"
import { preview } from "./plan.ts"
import { amountOf, eachRow, textOf } from "./planRow.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"

/** What has changed about the plan that stands. */
export interface ChangesOfPlan {
  readonly planHash: string
  /** Against the plan whose place it took, or whose settlement it corrects; absent for the first. */
  readonly sinceLast?: PlanChanges & { readonly planHash: string }
  /** Against how things are now; absent once it is posted, when nothing changes it any more. */
  readonly sinceMade?: PlanChanges
}

const unposted: ReadonlySet<SettlementState["_tag"]> = new Set([
  "Computed",
  "Provisional",
  "AwaitingApproval",
  "Approved",
  "Rejected"
])

/** What is different in the plan that stands from the one before it, and in how things are now from the plan. */
export const planChanges = Effect.fn("Settlement.planChanges")(function* (challengeId: ChallengeId) {
  const settlement = lastStanding(yield* (yield* SettlementStore).of(challengeId))
  if (settlement === undefined || !("planHash" in settlement)) return yield* new NothingPlanned({ challengeId })
  const { planHash, facts, replaces = settlement.supersedes?.planHash } = settlement
  const plan = keptUnder(planHash, challengeId)
  const sinceLast =
    replaces === undefined
      ? undefined
      : { ...changesBetween(yield* keptUnder(replaces, challengeId), yield* plan), planHash: replaces }
  const sinceMade = Effect.gen(function* () {
    const now = yield* currentFacts(yield* finalChallenge(challengeId))
    // From the same facts the same plan follows (I13): it need not be made to be compared.
    if (changedFacts(facts, now).length === 0) return noChanges
    return changesBetween(yield* plan, comparedOf(yield* preview(challengeId)))
  })
  const changes: ChangesOfPlan = {
    planHash,
    ...(sinceLast === undefined ? {} : { sinceLast }),
    ...(unposted.has(settlement._tag) ? { sinceMade: yield* sinceMade } : {})
  }
  return changes
})

/** What of a kept plan is compared. */
const keptUnder = Effect.fnUntraced(function* (hash: string, challengeId: ChallengeId) {
  const won = new Map<ParticipantId, bigint>()
  const text = new PlanText({
    awards: (json) =>
      eachRow(json, (row) => {
        const participantId = ParticipantId.make(textOf(row, "participantId"))
        won.set(participantId, (won.get(participantId) ?? 0n) + amountOf(row, "minorUnits"))
      })
  })
  const isKept = yield* (yield* SettlementStore).planText(hash, (part) => text.take(part))
  if (!isKept) return yield* new NothingPlanned({ challengeId })
  const head = yield* Effect.try({
    try: () => text.head(hash),
    catch: (cause) => new SettlementsUnavailable({ operation: "planText", cause })
  })
  const compared: Compared = { facts: factsOf(head), won }
  return compared
})
