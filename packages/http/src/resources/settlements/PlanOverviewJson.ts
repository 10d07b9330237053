import { describeAward, type PlanOverview } from "@laurel/core/settlement"
import { Schema } from "effect"
import { words } from "../../wire/words.ts"

/** What a plan comes to, and the first of its awards. Amounts are text of minor units of its currency. */
export const PlanOverviewJson = Schema.Struct({
  plan_hash: Schema.String,
  version: Schema.Int,
  currency: Schema.String,
  /** The version of the plan whose settlement it corrects. */
  corrects_version: Schema.optionalKey(Schema.Int),
  /** `refunded` where everybody is paid back. */
  outcome: Schema.String,
  /** How many are to be paid something, and how much in all. */
  recipients: Schema.Int,
  due_minor_units: Schema.String,
  award_count: Schema.Int,
  /** How many awards were rounded up: those with the largest fractions. */
  rounded_up: Schema.Int,
  /** The first two hundred awards in the order of the plan, each with the reason for its amount in words. */
  awards: Schema.Array(
    Schema.Struct({ participant_id: Schema.String, minor_units: Schema.String, reason: Schema.String })
  ),
  item_count: Schema.Int,
  /** The first two hundred things that cannot be divided. */
  items: Schema.Array(
    Schema.Struct({ participant_id: Schema.String, item: Schema.String, place: Schema.Int, stage: Schema.String })
  ),
  /** Where the money comes from and where it goes: sources and uses have the same sum. */
  pool: Schema.Array(
    Schema.Struct({
      name: Schema.String,
      label: Schema.String,
      side: Schema.Literals(["source", "use"]),
      minor_units: Schema.String
    })
  ),
  /** What no rule gives to anybody, and where it goes. */
  residual: Schema.Array(
    Schema.Struct({ destination: Schema.String, minor_units: Schema.String, reason: Schema.String })
  )
}).annotate({ identifier: "PlanOverview" })
/** What a plan comes to. */
export type PlanOverviewJson = typeof PlanOverviewJson.Type

/** What a plan comes to, as it is written. */
export const planOverviewJson = (overview: PlanOverview): PlanOverviewJson => {
  const { hash, version, currency, supersedes, outcome, recipients, dueMinorUnits } = overview
  return {
    plan_hash: hash,
    version,
    currency,
    ...(supersedes === undefined ? {} : { corrects_version: supersedes.version }),
    outcome: words(outcome),
    recipients,
    due_minor_units: `${dueMinorUnits}`,
    award_count: overview.awardCount,
    rounded_up: overview.roundedUp,
    awards: overview.awards.map((award) => ({
      participant_id: award.participantId,
      minor_units: `${award.minorUnits}`,
      reason: describeAward(award, currency)
    })),
    item_count: overview.itemCount,
    items: overview.items.map(({ participantId, item, place, stage }) => ({
      participant_id: participantId,
      item,
      place,
      stage
    })),
    pool: overview.pool.map(({ name, label, side, minorUnits }) => ({
      name,
      label,
      side,
      minor_units: `${minorUnits}`
    })),
    residual: overview.residual.map(({ destination, minorUnits, reason }) => ({
      destination,
      minor_units: `${minorUnits}`,
      reason
    }))
  }
}
