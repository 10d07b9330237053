import { describeAward, poolLines, type SettlementPlan } from "@laurel/core/settlement"
import { formatAmount, formatInstant } from "@laurel/core/shared"
import type { Differences } from "./differences.ts"

/** A plan for programs: what is in it, and what people see of it. */
export const planJson = (plan: SettlementPlan, differences?: Differences) => ({
  challenge: plan.challengeId,
  version: plan.version,
  hash: plan.hash,
  currency: plan.currency,
  ...(plan.supersedes === undefined ? {} : { supersedes: plan.supersedes }),
  facts: {
    rulesHash: plan.rulesHash,
    standingsHash: plan.standingsHash,
    eligibilityHash: plan.eligibilityHash,
    poolHash: plan.poolHash
  },
  pool: Object.fromEntries(poolLines(plan).map(({ name, minorUnits }) => [name, `${minorUnits}`])),
  awards: plan.prizes.awards.map((award) => ({
    participant: award.participantId,
    amount: formatAmount(award.minorUnits, plan.currency),
    minorUnits: award.minorUnits,
    stage: award.stage,
    place: award.place,
    tied: award.tied,
    reason: describeAward(award, plan.currency)
  })),
  items: plan.prizes.items.map(({ participantId, stage, place, item }) => ({
    participant: participantId,
    stage,
    place,
    item
  })),
  lines: plan.lines.map(({ key, claim, recipient, due, holdUntil }) => ({
    key,
    claim,
    recipient,
    minorUnits: due,
    ...(holdUntil === undefined ? {} : { holdUntil: formatInstant(holdUntil) })
  })),
  ...(differences === undefined
    ? {}
    : {
        differences: differences.map(({ participantId, was, is }) => ({
          participant: participantId,
          wasMinorUnits: was,
          isMinorUnits: is
        }))
      })
})
