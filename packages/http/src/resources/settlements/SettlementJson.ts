import {
  type ChangesOfPlan,
  countLines,
  Fact,
  lastStanding,
  type PlanChanges,
  type SettlementState,
  SettlementStore,
  stuck,
  underWay
} from "@laurel/core/settlement"
import { type ChallengeId, formatInstant } from "@laurel/core/shared"
import { Effect, Schema } from "effect"
import { Instant } from "../../wire/text.ts"
import { words } from "../../wire/words.ts"

/** How far the settlement of a challenge is. Amounts are text of minor units. */
export const SettlementJson = Schema.Struct({
  challenge_id: Schema.String,
  /** `none` before there is any. */
  state: Schema.String,
  /** Counts the plans. */
  version: Schema.Int,
  /** The hash of the plan: what is approved and applied. */
  plan_hash: Schema.optionalKey(Schema.String),
  maker: Schema.optionalKey(Schema.String),
  approver: Schema.optionalKey(Schema.String),
  due_minor_units: Schema.optionalKey(Schema.String),
  /** Until when the results can be disputed. */
  dispute_until: Schema.optionalKey(Instant),
  /** Why it was rejected or cancelled. */
  reason: Schema.optionalKey(Schema.String),
  /** How many payouts are in which state. */
  payouts: Schema.Array(Schema.Struct({ state: Schema.String, count: Schema.Int })),
  /** Payouts that will go on by themselves, and those that somebody has to look at. */
  under_way: Schema.Int,
  stuck: Schema.Int
}).annotate({ identifier: "Settlement" })
/** How far the settlement of a challenge is. */
export type SettlementJson = typeof SettlementJson.Type

const Changes = {
  facts: Schema.Array(Fact),
  /** How many get another amount; the first hundred are named. */
  changed: Schema.Int,
  awards: Schema.Array(
    Schema.Struct({ participant_id: Schema.String, was_minor_units: Schema.String, is_minor_units: Schema.String })
  )
}

/** What has changed about the plan that stands. */
export const ChangesJson = Schema.Struct({
  plan_hash: Schema.String,
  /** Against the plan whose place it took, or whose settlement it corrects. */
  since_last: Schema.optionalKey(Schema.Struct({ plan_hash: Schema.String, ...Changes })),
  /** Against how things are now, as long as it is not posted. */
  since_made: Schema.optionalKey(Schema.Struct(Changes))
}).annotate({ identifier: "SettlementChanges" })

const namedAwards = 100

const changes = ({ facts, awards }: PlanChanges) => ({
  facts,
  changed: awards.length,
  awards: awards.slice(0, namedAwards).map(({ participantId, was, is }) => ({
    participant_id: participantId,
    was_minor_units: `${was}`,
    is_minor_units: `${is}`
  }))
})

/** What has changed about a plan, as it is written. */
export const changesJson = ({ planHash, sinceLast, sinceMade }: ChangesOfPlan): typeof ChangesJson.Type => ({
  plan_hash: planHash,
  ...(sinceLast === undefined ? {} : { since_last: { plan_hash: sinceLast.planHash, ...changes(sinceLast) } }),
  ...(sinceMade === undefined ? {} : { since_made: changes(sinceMade) })
})

/** Reads how far the settlement of a challenge is. */
export const settlementJson = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  const store = yield* SettlementStore
  const settlement = lastStanding(yield* store.of(challengeId))
  const counts = settlement === undefined ? countLines([]) : yield* store.countLines(settlement.settlementId)
  const written: SettlementJson = {
    challenge_id: challengeId,
    ...(settlement === undefined ? { state: "none", version: 0 } : stateJson(settlement)),
    payouts: Object.entries(counts).flatMap(([state, count]) => (count === 0 ? [] : [{ state: words(state), count }])),
    under_way: underWay(counts),
    stuck: stuck(counts)
  }
  return written
})

const stateJson = (settlement: SettlementState) => ({
  state: words(settlement._tag),
  version: settlement.version,
  ...("planHash" in settlement
    ? { plan_hash: settlement.planHash, maker: settlement.maker, due_minor_units: `${settlement.dueMinorUnits}` }
    : {}),
  ...("approver" in settlement ? { approver: settlement.approver } : {}),
  ...("disputeUntil" in settlement ? { dispute_until: formatInstant(settlement.disputeUntil) } : {}),
  ...("reason" in settlement ? { reason: settlement.reason } : {})
})
