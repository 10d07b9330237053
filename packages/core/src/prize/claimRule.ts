import { Rational } from "../shared/index.ts"
import type { Awarding } from "./Awarding.ts"
import { type Contender, reaches, valueOf } from "./Contender.ts"
import { claimCategories } from "./claimCategories.ts"
import { claimEach, claimEqually } from "./claimEach.ts"
import { claimPlaces } from "./claimPlaces.ts"
import { claimProportional } from "./claimProportional.ts"
import { drawOrder } from "./draw.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import type { PlaceTable } from "./PlaceTable.ts"
import type { RuleReference } from "./Prizes.ts"
import { payable, type StageContext, stillIn } from "./StageContext.ts"

/** What one rule asks for. */
export interface RuleClaims {
  readonly claims: ReadonlyArray<GroupClaim>
  /** Money of places that nobody fills. */
  readonly unfilled?: Rational.Rational
  /** Money left over by a price that was rounded down. */
  readonly breakage?: Rational.Rational
  /** Whether the table had more places than there were contenders. */
  readonly hasEmptyPlaces?: boolean
}

/** The claims of one money rule; `rest` is what the stage still holds, for rules that divide the rest. */
export const claimRule = (
  context: StageContext,
  index: number,
  awarding: Awarding,
  rest: Rational.Rational
): RuleClaims => {
  const rule = { index, tag: awarding._tag }
  const { scale } = context
  switch (awarding._tag) {
    case "AmountPerPlace":
      return awarding.categories.length === 0
        ? claimTable(
            context,
            rule,
            tableOf(
              awarding.amounts.map((amount) => Rational.rational(amount)),
              scale
            )
          )
        : claimWithCategories(context, rule, awarding)
    case "SharePerPlace": {
      const base = awarding.of === "gross" ? context.gross : Rational.rational(context.money)
      const table = tableOf(awarding.shares, base)
      return claimTable(context, rule, awarding.beyond === undefined ? table : { ...table, beyond: awarding.beyond })
    }
    case "TopFraction":
      return claimTable(context, rule, restTable(equalWeights(placesOf(awarding, stillIn(context).length)), rest))
    case "LinearByRank":
      return claimTable(context, rule, restTable(linearWeights(awarding.places ?? stillIn(context).length), rest))
    case "WinnerTakesAll":
      return claimTable(context, rule, restTable(equalWeights(1), rest))
    case "Tier":
      return { claims: claimEach(rule, payable(context), scale, (contender) => tierAmount(awarding, contender)) }
    case "Bonus": {
      const amountFor = (contender: Contender) =>
        reaches(contender, awarding.measure, awarding.atLeast) ? awarding.amount : 0n
      return { claims: claimEach(rule, payable(context), scale, amountFor) }
    }
    case "AmountPerEvent": {
      const amountFor = (contender: Contender) => awarding.amount * BigInt(valueOf(contender, awarding.measure) ?? 0)
      return { claims: claimEach(rule, payable(context), scale, amountFor) }
    }
    case "EqualSplit":
      return { claims: claimEqually(rule, winnersOf(awarding, payable(context)), rest) }
    case "Proportional":
      return claimProportional(rule, awarding, payable(context), rest)
    case "Draw":
      return { claims: claimDraw(context, rule, awarding, rest) }
    case "ItemPerPlace":
      return { claims: [] }
  }
}

const tableOf = (weights: ReadonlyArray<Rational.Rational>, factor: Rational.Rational): PlaceTable => ({
  weights,
  factor,
  isRest: false
})

const restTable = (weights: ReadonlyArray<Rational.Rational>, rest: Rational.Rational): PlaceTable => ({
  weights,
  factor: rest,
  isRest: true
})

const claimTable = (context: StageContext, rule: RuleReference, table: PlaceTable): RuleClaims => {
  const contenders = stillIn(context)
  const redistribute = context.plan.degenerate.fewerFinishersThanPlaces === "Redistribute"
  const { claims, unfilled } = claimPlaces(rule, table, contenders, context.rules, redistribute)
  return { claims, unfilled, hasEmptyPlaces: contenders.length < table.weights.length }
}

const claimWithCategories = (
  context: StageContext,
  rule: RuleReference,
  { amounts, categories }: Extract<Awarding, { readonly _tag: "AmountPerPlace" }>
): RuleClaims => {
  const contenders = stillIn(context)
  const redistribute = context.plan.degenerate.fewerFinishersThanPlaces === "Redistribute"
  const table = { amounts, categories, factor: context.scale }
  const categoriesOf = ({ id }: Contender) => context.input.categories?.get(id) ?? []
  const claimed = claimCategories(rule, table, contenders, categoriesOf, context.rules, redistribute)
  return { ...claimed, hasEmptyPlaces: contenders.length < amounts.length }
}

const equalWeights = (places: number): ReadonlyArray<Rational.Rational> =>
  new Array<Rational.Rational>(places).fill(Rational.one)

const linearWeights = (places: number): ReadonlyArray<Rational.Rational> =>
  Array.from({ length: places }, (_, index) => Rational.rational(BigInt(places - index)))

/** How many of those ranked are the best fraction, rounded as declared. */
const placesOf = (
  { fraction, rounding }: Extract<Awarding, { readonly _tag: "TopFraction" }>,
  ranked: number
): number => {
  const exact = Rational.multiply(fraction, Rational.rational(BigInt(ranked)))
  return Number(rounding === "down" ? Rational.floor(exact) : -Rational.floor(Rational.negate(exact)))
}

const tierAmount = ({ tiers, measure }: Extract<Awarding, { readonly _tag: "Tier" }>, contender: Contender): bigint => {
  const value = valueOf(contender, measure)
  if (value === undefined) return 0n
  let [amount, highest] = [0n, Number.NEGATIVE_INFINITY]
  for (const tier of tiers)
    if (value >= tier.atLeast && tier.atLeast > highest) [amount, highest] = [tier.amount, tier.atLeast]
  return amount
}

const winnersOf = (
  { measure, atLeast }: Extract<Awarding, { readonly _tag: "EqualSplit" }>,
  contenders: ReadonlyArray<Contender>
): ReadonlyArray<Contender> =>
  atLeast === undefined ? contenders : contenders.filter((contender) => reaches(contender, measure, atLeast))

const claimDraw = (
  context: StageContext,
  rule: RuleReference,
  { among, amount, winners }: Extract<Awarding, { readonly _tag: "Draw" }>,
  rest: Rational.Rational
): ReadonlyArray<GroupClaim> => {
  const candidates = payable(context).filter(
    (contender) => among === undefined || reaches(contender, among.measure, among.atLeast)
  )
  const drawn = drawOrder(context.input.secret ?? "", candidates).slice(0, winners)
  return amount === undefined ? claimEqually(rule, drawn, rest) : claimEach(rule, drawn, context.scale, () => amount)
}
