import { Result } from "effect"
import { award, type PrizeInput, type PrizePlan, type PrizeRefused, type Prizes } from "../prize/index.ts"
import { type RankingRule, type RankOptions, rank } from "../ranking/index.ts"
import { eligibilityOf } from "./PlanFacts.ts"
import { type PlanHeading, type PlanRefused, plannedStandings, planOf } from "./planOf.ts"
import type { PlannedStanding, SettlementPlan } from "./SettlementPlan.ts"

/** Everything that decides a settlement: frozen rules, frozen standings, the pool, and the seed. */
export interface SettlementInput
  extends Omit<PlanHeading, "seed" | "secret" | "eligibility" | "contributions">,
    RankOptions {
  readonly prizes: PrizePlan
  readonly ranking: RankingRule
  readonly input: PrizeInput
}

/** Why a settlement cannot be planned, in the order in which it is checked. */
export type PlanSettlementRefused = PrizeRefused | PlanRefused

/**
 * Plans a settlement. Pure: the same frozen facts give the same plan, byte for byte (I13), so a preview and the real run
 * are one code path and differ in the commit alone (I28).
 */
export const planSettlement = (input: SettlementInput): Result.Result<SettlementPlan, PlanSettlementRefused> =>
  Result.flatMap(awardSettlement(input), planAwarded)

/** A settlement that is awarded and not planned yet: what it was awarded from is no longer needed. */
export interface AwardedSettlement {
  readonly heading: PlanHeading
  readonly standings: ReadonlyArray<PlannedStanding>
  readonly prizes: Prizes
}

/** The first half of `planSettlement`: who stands where, and who gets what. */
export const awardSettlement = ({
  prizes: prizePlan,
  ranking: rule,
  input,
  missing,
  ...heading
}: SettlementInput): Result.Result<AwardedSettlement, PrizeRefused> =>
  Result.map(award(prizePlan, rule, input), (prizes) => ({
    heading: {
      ...heading,
      seed: input.seed,
      ...(input.secret === undefined || !holdsDraw(prizePlan) ? {} : { secret: input.secret }),
      eligibility: eligibilityOf(input),
      contributions: input.contributions
    },
    standings: plannedStandings(rank(rule, input.standings, missing === undefined ? {} : { missing })),
    prizes
  }))

/** The second half of `planSettlement`: the plan of what was awarded. */
export const planAwarded = ({
  heading,
  standings,
  prizes
}: AwardedSettlement): Result.Result<SettlementPlan, PlanSettlementRefused> => planOf(heading, standings, prizes)

/** Whether a prize plan draws lots, so that its awards can only be made again with the secret. */
export const holdsDraw = ({ stages }: PrizePlan): boolean =>
  stages.some(({ awards }) => awards.some(({ _tag }) => _tag === "Draw"))
