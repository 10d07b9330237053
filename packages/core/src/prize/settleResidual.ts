import { Result } from "effect"
import { Rational } from "../shared/index.ts"
import { awardsOf } from "./awardsOf.ts"
import type { Contender } from "./Contender.ts"
import type { Distribution, PlanOutcome } from "./Distribution.ts"
import { ResidualUnanswered } from "./errors.ts"
import type { Loose } from "./Loose.ts"
import type { Award, Destination, ItemAward, ItemLeft, ResidualLine } from "./Prizes.ts"
import { payClaims } from "./payClaims.ts"
import type { StageContext } from "./StageContext.ts"

/** Where everything went that was nobody's prize. */
export interface SettledResidual {
  readonly residual: ReadonlyArray<ResidualLine>
  readonly awards: ReadonlyArray<Award>
  readonly items: ReadonlyArray<ItemAward>
  readonly itemsLeft: ReadonlyArray<ItemLeft>
}

interface LooseItem {
  readonly item: string
  readonly context: StageContext
}

/** Gives all loose money and items the destination that the plan declares, or refuses: there is no silent default (I12). */
export const settleResidual = (
  basis: Distribution,
  outcome: PlanOutcome,
  loose: ReadonlyArray<Loose>
): Result.Result<SettledResidual, ResidualUnanswered> => {
  const declared = basis.plan.residual
  const voided = loose
    .filter(({ reason }) => reason === "VoidTie")
    .map((one): ResidualLine => ({ ...one, destination: "Sponsor" }))
  const money = loose.filter(({ reason }) => reason !== "VoidTie")
  const items = outcome.stages.flatMap(({ context, outcome: { itemsLeft } }) =>
    itemsLeft.map((item): LooseItem => ({ item, context }))
  )
  const first = declared === "FirstPlace" ? firstPlaceOf(outcome) : undefined
  if (money.length + items.length === 0)
    return Result.succeed({ residual: voided, awards: [], items: [], itemsLeft: [] })
  if (declared === undefined || (declared === "FirstPlace" && first === undefined)) {
    return Result.fail(unanswered(basis.gross, money, items))
  }
  if (declared === "FirstPlace") {
    return Result.succeed({ ...toFirstPlace(basis, outcome, money, items), residual: voided, itemsLeft: [] })
  }
  return Result.succeed({ ...toDestination(declared, money, items, voided), awards: [], items: [] })
}

const toDestination = (
  destination: Destination,
  money: ReadonlyArray<Loose>,
  items: ReadonlyArray<LooseItem>,
  voided: ReadonlyArray<ResidualLine>
) => ({
  residual: [...voided, ...money.map((one): ResidualLine => ({ ...one, destination }))],
  itemsLeft: items.map(({ item, context }): ItemLeft => ({ item, stage: context.stage.name, destination }))
})

const unanswered = (
  grossMinorUnits: bigint,
  money: ReadonlyArray<Loose>,
  items: ReadonlyArray<LooseItem>
): ResidualUnanswered => {
  const minorUnits = money.reduce((sum, one) => sum + one.minorUnits, 0n)
  const reasons = [
    ...money.map(({ reason, stage }) => (stage === undefined ? reason : `${reason} in ${stage}`)),
    ...items.map(({ item, context }) => `item ${item} in ${context.stage.name}`)
  ]
  return new ResidualUnanswered({
    minorUnits,
    grossMinorUnits,
    percentOfGross: percentOf(minorUnits, grossMinorUnits),
    reasons
  })
}

/** A part of a whole as percent, to two decimals rounded half to even; `0` where there is no whole. */
const percentOf = (part: bigint, whole: bigint): string => {
  if (whole === 0n) return "0"
  const hundredths = Rational.roundHalfEven(Rational.rational(part * 10_000n, whole))
  return `${hundredths / 100n}${hundredths % 100n === 0n ? "" : `.${`${hundredths % 100n}`.padStart(2, "0")}`}`
}

const residualRule = { index: -1, tag: "Residual" } as const

/** Where money of no stage goes, and of stages where nobody may be paid: the first board that has somebody. */
const firstPlaceOf = ({ stages }: PlanOutcome): StageContext | undefined =>
  stages.find(({ context }) => firstOf(context).length > 0)?.context

/** Those at the first place of a board who may be paid. */
const firstOf = ({ contenders, rules }: StageContext): ReadonlyArray<Contender> => {
  const first = contenders.find(({ isEligible }) => isEligible)
  if (first === undefined) return []
  return contenders.filter(
    ({ isEligible, level, standing }) =>
      isEligible && (rules.ties === "Chain" ? level === first.level : standing.score === first.standing.score)
  )
}

/** All loose money in equal parts to the first places, stage by stage, and each loose item to the first of them. */
const toFirstPlace = (
  { key }: Distribution,
  { stages, left }: PlanOutcome,
  money: ReadonlyArray<Loose>,
  items: ReadonlyArray<LooseItem>
) => {
  const fallback = firstPlaceOf({ stages, left })
  const homeOf = (context: StageContext | undefined) =>
    context !== undefined && firstOf(context).length > 0 ? context : fallback
  const byHome = new Map<StageContext, bigint>()
  for (const { minorUnits, stage } of money) {
    const home = homeOf(stages.find(({ context }) => context.stage.name === stage)?.context)
    if (home !== undefined) byHome.set(home, (byHome.get(home) ?? 0n) + minorUnits)
  }
  const awards = [...byHome].flatMap(([{ stage, ...context }, minorUnits]) => {
    const claim = { rule: residualRule, members: firstOf({ stage, ...context }), share: Rational.rational(minorUnits) }
    return payClaims([claim], 1n, key).flatMap((payment) => awardsOf(payment, stage, 1n, key))
  })
  const given = items.flatMap(({ item, context }): ReadonlyArray<ItemAward> => {
    const winner = firstOf(homeOf(context) ?? context)[0]
    if (winner === undefined) return []
    return [{ participantId: winner.id, stage: context.stage.name, rule: residualRule, item, place: winner.place }]
  })
  return { awards, items: given }
}
