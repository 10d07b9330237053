import { entitlements } from "../../src/ledger/index.ts"
import type { SettlementPlan } from "../../src/settlement/index.ts"
import type { Check } from "../Check.ts"
import type { CorrectionObserved } from "../Observation.ts"

/** I30: a correction pays new minus already entitled: afterwards everybody is entitled to what the new plan says. */
export const correctionPaysDifference: Check = {
  invariant: "I30",
  promise: "a correction pays new minus already entitled",
  sees: "Correction",
  find: (observation) => (observation._tag === "Correction" ? flawOf(observation) : undefined)
}

const wonBy = ({ prizes }: SettlementPlan): ReadonlyMap<string, bigint> => {
  const won = new Map<string, bigint>()
  for (const { participantId, minorUnits } of prizes.awards)
    won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
  return won
}

const flawOf = ({ previous, plan, before, after }: CorrectionObserved): string | undefined => {
  const [then, now] = [wonBy(previous), wonBy(plan)]
  const entitled = new Map(entitlements(after, plan.challengeId).map((parts) => [parts.recipient, parts]))
  for (const [recipient, parts] of entitled) {
    const [was, is] = [then.get(recipient) ?? 0n, now.get(recipient) ?? 0n]
    if (parts.entitled !== is) {
      return `${recipient} had won ${was} and now wins ${is}, but is entitled to ${parts.entitled}`
    }
  }
  const missing = [...now.keys()].find((recipient) => !entitled.has(recipient))
  if (missing !== undefined) return `${missing} now wins ${now.get(missing)}, but is entitled to nothing`
  const added = after.slice(before.length).filter(({ kind }) => kind === "Settlement")
  return added.length === 0 ? undefined : `version ${plan.version} was posted in full, not as a difference`
}
