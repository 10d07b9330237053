import { Result } from "effect"
import { award, type PrizeInput, type PrizePlan } from "../../src/prize/index.ts"
import type { Check } from "../Check.ts"
import type { PlanObserved } from "../Observation.ts"

/** I14: who may not be paid gets nothing, and those behind move up or not, as declared. */
export const ineligibleGetNothing: Check = {
  invariant: "I14",
  promise: "an ineligible participant gets nothing and follows the declared place policy",
  sees: "Plan",
  find: (observation) => {
    const plan = observation._tag === "Plan" ? observation.setting.definition.prizes : undefined
    if (observation._tag !== "Plan" || plan === undefined) return undefined
    const unpaid = unpaidOf(plan, observation.input)
    const { awards, items } = observation.plan.prizes
    const paid = [...awards, ...items].find(({ participantId }) => unpaid.has(participantId))
    if (paid !== undefined) return `${paid.participantId} may not be paid, but wins in ${paid.stage}`
    return (
      exclusionFlaw(observation, plan) ??
      (plan.ineligible.place === "MovesUp" ? movesUpFlaw(observation, plan, unpaid) : undefined)
    )
  }
}

const unpaidOf = ({ mustBeVerified }: PrizePlan, { eligibility, standings }: PrizeInput): ReadonlySet<string> =>
  new Set([
    ...standings.filter(({ status }) => status !== "Scored").map(({ participantId }) => participantId),
    ...[...(eligibility ?? [])].filter(([, status]) => status !== "Unverified" || mustBeVerified).map(([id]) => id)
  ])

/** The excluded leave no trace: prizes are what they would be had they been disqualified. */
const exclusionFlaw = (
  { plan, input, setting: { definition } }: PlanObserved,
  prizePlan: PrizePlan
): string | undefined => {
  const isExcluded = ({ participantId }: PrizeInput["standings"][number]) =>
    input.eligibility?.get(participantId) === "Excluded"
  if (!input.standings.some(isExcluded)) return undefined
  const standings = input.standings.map((standing) =>
    isExcluded(standing) ? { ...standing, status: "Disqualified" as const } : standing
  )
  return differenceTo(award(prizePlan, definition.ranking, { ...input, standings }), plan, "without the excluded")
}

/** Where others move up, prizes are what they would be had the unpaid not been ranked at all. */
const movesUpFlaw = (
  { plan, input, setting: { definition } }: PlanObserved,
  prizePlan: PrizePlan,
  unpaid: ReadonlySet<string>
): string | undefined => {
  const excluded = new Map(
    [...(input.eligibility ?? [])].map(([id, status]) => [id, unpaid.has(id) ? ("Excluded" as const) : status])
  )
  const without = award(prizePlan, definition.ranking, { ...input, eligibility: excluded })
  return differenceTo(without, plan, "without the unpaid")
}

type Listed = { readonly participantId: string; readonly stage: string; readonly minorUnits: bigint }

const linesOf = (awards: ReadonlyArray<Listed>): ReadonlyArray<string> =>
  awards.map(({ participantId, stage, minorUnits }) => `${participantId} ${minorUnits} in ${stage}`).sort()

const differenceTo = (
  other: ReturnType<typeof award>,
  plan: PlanObserved["plan"],
  when: string
): string | undefined => {
  if (Result.isFailure(other)) return undefined
  const [is, ought] = [linesOf(plan.prizes.awards), linesOf(other.success.awards)]
  const at = is.findIndex((line, index) => line !== ought[index])
  return at < 0 && is.length === ought.length
    ? undefined
    : `${when} it would be ${ought[at] ?? "fewer or more awards"}, not ${is[at] ?? "so many awards"}`
}
