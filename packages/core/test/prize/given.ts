import { Result } from "effect"
import { award, type PrizeInput, type PrizePlan, type PrizeRefused, type Prizes } from "../../src/prize/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { planOf, rankingOf } from "./fixtures/PrizeFixture.ts"

type PlanJson = typeof PrizePlan.Encoded

/** A plan of one stage, with whatever else it says. */
export const stagePlan = (
  awards: PlanJson["stages"][number]["awards"],
  more: Omit<Partial<PlanJson>, "stages"> = {}
): PlanJson => ({ stages: [{ name: "Main", awards }], ...more })

/** The outcome of a plan on a field; odd units go in the order of ids. */
export const outcome = (
  plan: PlanJson,
  input: Omit<PrizeInput, "seed">,
  ranking: typeof RankingRule.Encoded = {}
): Result.Result<Prizes, PrizeRefused> =>
  award(planOf(plan), rankingOf(ranking), { key: (id) => id, ...input, seed: "seed" })

/** The prizes of a plan that is not refused. */
export const prizes = (...args: Parameters<typeof outcome>): Prizes => Result.getOrThrow(outcome(...args))

/** The refusal of a plan that is refused. */
export const refusal = (...args: Parameters<typeof outcome>): PrizeRefused => {
  const result = outcome(...args)
  if (Result.isSuccess(result)) throw new Error("the plan was not refused")
  return result.failure
}

/** The total of each winner. */
export const won = ({ awards }: Pick<Prizes, "awards">): Readonly<Record<string, bigint>> => {
  const sums: Record<string, bigint> = {}
  for (const { participantId, minorUnits } of awards) sums[participantId] = (sums[participantId] ?? 0n) + minorUnits
  return sums
}

/** Residual as text: destination, reason and amount. */
export const left = ({ residual }: Pick<Prizes, "residual">): ReadonlyArray<string> =>
  residual.map(({ destination, reason, minorUnits }) => `${destination} ${reason} ${minorUnits}`)

/** The chain that tests break ties with: the first value of `tieBreak`, the smaller the better. */
export const chain: typeof RankingRule.Encoded = { tieBreaks: [{ _tag: "EarliestReached" }] }
