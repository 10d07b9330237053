import { Result } from "effect"
import { Rational } from "../shared/index.ts"
import { takesTheRest } from "./Awarding.ts"
import { awardItems } from "./awardItems.ts"
import { reaches } from "./Contender.ts"
import { claimEqually } from "./claimEach.ts"
import { claimRule, type RuleClaims } from "./claimRule.ts"
import type { Situation } from "./Degenerate.ts"
import { DegenerateUnanswered, ShortfallUnanswered } from "./errors.ts"
import { askedBy, beyondOf, type GroupClaim, isPayable, scaled } from "./GroupClaim.ts"
import { type Leftover, leftoversOf } from "./leftovers.ts"
import type { Payment } from "./Payment.ts"
import type { ItemAward, ResidualReason, TopUp } from "./Prizes.ts"
import { payClaims } from "./payClaims.ts"
import { payable, remember, type StageContext } from "./StageContext.ts"

/** Items of a stage that were won, and those that nobody won. */
export interface StageItems {
  readonly items: ReadonlyArray<ItemAward>
  readonly itemsLeft: ReadonlyArray<string>
}

/** What a stage paid and left over, and what the organiser has to pay in for it. */
export interface PaidStage extends StageItems {
  readonly _tag: "Paid"
  readonly payments: ReadonlyArray<Payment>
  readonly leftovers: ReadonlyArray<Leftover>
  readonly topUps: ReadonlyArray<TopUp>
}

/** What became of a stage: it paid, nobody could win anything, or the field calls for refunding the whole plan. */
export type StageOutcome = PaidStage | ({ readonly _tag: "NoWinner" } & StageItems) | { readonly _tag: "Refund" }

type StageRefused = DegenerateUnanswered | ShortfallUnanswered

const refund: StageOutcome = { _tag: "Refund" }

/** Applies the rules of one stage to its contenders. */
export const awardStage = (context: StageContext): Result.Result<StageOutcome, StageRefused> => {
  const { plan, givesMoney } = context
  if (givesMoney && isAllZero(context)) {
    const answer = plan.degenerate.allScoresZero
    if (answer === undefined) return unanswered(context, "allScoresZero")
    if (answer === "Refund") return Result.succeed(refund)
    if (answer === "SplitAmongAll") return Result.succeed(splitAmongAll(context, itemsOf(context)))
    if (answer === "Residual") return Result.succeed(allLeft(context, "AllScoresZero", itemsOf(context)))
  }
  if (givesMoney && doesEveryoneWin(context)) {
    const answer = plan.degenerate.everyoneWins
    if (answer === undefined) return unanswered(context, "everyoneWins")
    if (answer === "Refund") return Result.succeed(refund)
  }
  return applyRules(context)
}

/** The whole stage divided equally among all who may be paid. */
export const splitAmongAll = (context: StageContext, items: StageItems): StageOutcome => {
  const claims = claimEqually({ index: -1, tag: "SplitAmongAll" }, payable(context), Rational.rational(context.money))
  return claims.length === 0 && context.money > 0n ? { _tag: "NoWinner", ...items } : paid(context, claims, [], items)
}

/** The whole stage left over. */
export const allLeft = ({ money }: StageContext, reason: ResidualReason, items: StageItems): PaidStage => ({
  _tag: "Paid",
  payments: [],
  ...items,
  leftovers: money === 0n ? [] : [{ reason, minorUnits: money }],
  topUps: []
})

const unanswered = ({ stage }: StageContext, situation: Situation) =>
  Result.fail(new DegenerateUnanswered({ situation, stage: stage.name }))

const hasMoneyRules = ({ stage }: StageContext): boolean => stage.awards.some(({ _tag }) => _tag !== "ItemPerPlace")

const isAllZero = (context: StageContext): boolean =>
  hasMoneyRules(context) &&
  context.contenders.length > 0 &&
  context.contenders.every(({ standing }) => standing.score === 0)

/** Whether a threshold that was to select winners selects everybody. */
const doesEveryoneWin = ({ stage, contenders }: StageContext): boolean => {
  const eligible = contenders.filter(({ isEligible }) => isEligible)
  return (
    eligible.length > 0 &&
    stage.awards.some((awarding) => {
      const threshold =
        awarding._tag === "EqualSplit" ? awarding : awarding._tag === "Proportional" ? awarding.among : undefined
      const atLeast = threshold?.atLeast
      return atLeast !== undefined && eligible.every((contender) => reaches(contender, threshold?.measure, atLeast))
    })
  )
}

/** The items of a stage alone, without its money. */
export const itemsOf = (context: StageContext): StageItems => {
  const items: Array<ItemAward> = []
  const itemsLeft: Array<string> = []
  for (const [index, awarding] of context.stage.awards.entries()) {
    if (awarding._tag !== "ItemPerPlace") continue
    const given = awardItems(context, { index, tag: awarding._tag }, awarding.items)
    for (const item of given.items) items.push(item)
    for (const item of given.left) itemsLeft.push(item)
  }
  return { items, itemsLeft }
}

/** What the rules claim: fixed amounts and shares first, in the declared order, then the rule that divides the rest. */
const applyRules = (context: StageContext): Result.Result<StageOutcome, StageRefused> => {
  const { plan, stage, givesMoney } = context
  const items: Array<ItemAward> = []
  const itemsLeft: Array<string> = []
  const made: Array<RuleClaims> = []
  const fixed: Array<GroupClaim> = []
  for (const [index, awarding] of stage.awards.entries()) {
    if (awarding._tag === "ItemPerPlace") {
      const given = awardItems(context, { index, tag: awarding._tag }, awarding.items)
      for (const item of given.items) items.push(item)
      for (const item of given.left) itemsLeft.push(item)
    } else if (givesMoney && !takesTheRest(awarding)) {
      const claimed = claimRule(context, index, awarding, Rational.zero)
      made.push(claimed)
      for (const claim of claimed.claims) fixed.push(claim)
      remember(context, winnersOf(claimed.claims))
    }
  }
  const money = Rational.rational(context.money)
  const asked = askedBy(fixed)
  const covered = cover(context, fixed, asked, money)
  if (Result.isFailure(covered)) return Result.fail(covered.failure)
  const claims: Array<GroupClaim> = [...covered.success]
  const rest = Rational.max(Rational.subtract(money, asked), Rational.zero)
  for (const [index, awarding] of stage.awards.entries()) {
    if (!givesMoney || !takesTheRest(awarding)) continue
    const claimed = claimRule(context, index, awarding, rest)
    const within = cover(context, claimed.claims, askedBy(claimed.claims), rest)
    if (Result.isFailure(within)) return Result.fail(within.failure)
    made.push(claimed)
    for (const claim of within.success) claims.push(claim)
    remember(context, winnersOf(claimed.claims))
  }
  const isWon = claims.some(isPayable)
  if (givesMoney && hasMoneyRules(context) && !isWon) {
    // Nobody pays in for prizes that nobody can win.
    return Result.succeed(
      context.money > 0n ? { _tag: "NoWinner", items, itemsLeft } : paid(context, [], made, { items, itemsLeft })
    )
  }
  if (isWon && made.some(({ hasEmptyPlaces }) => hasEmptyPlaces === true)) {
    const answer = plan.degenerate.fewerFinishersThanPlaces
    if (answer === undefined) return unanswered(context, "fewerFinishersThanPlaces")
    if (answer === "Refund") return Result.succeed(refund)
  }
  return Result.succeed(paid(context, claims, made, { items, itemsLeft }))
}

const winnersOf = (claims: ReadonlyArray<GroupClaim>) =>
  claims.flatMap(({ share, isVoid, members }) => (share.numerator > 0n && isVoid !== true ? members : []))

/** The claims as they can be paid: those that ask for more than there is need an answer. */
const cover = (
  { plan, stage }: StageContext,
  claims: ReadonlyArray<GroupClaim>,
  asked: Rational.Rational,
  money: Rational.Rational
): Result.Result<ReadonlyArray<GroupClaim>, ShortfallUnanswered> => {
  if (Rational.floor(asked) <= Rational.floor(money)) return Result.succeed(claims)
  if (plan.shortfall === "Organiser") return Result.succeed(claims)
  if (plan.shortfall === undefined) {
    const [askedMinorUnits, availableMinorUnits] = [Rational.floor(asked), Rational.floor(money)]
    return Result.fail(new ShortfallUnanswered({ stage: stage.name, askedMinorUnits, availableMinorUnits }))
  }
  const factor = Rational.divide(money, asked)
  return Result.succeed(claims.map((claim) => scaled(claim, factor)))
}

/** Rounds the claims, and says who pays in and what is left. */
const paid = (
  context: StageContext,
  claims: ReadonlyArray<GroupClaim>,
  made: ReadonlyArray<RuleClaims>,
  { items, itemsLeft }: StageItems
): PaidStage => {
  const { plan, stage, rules, money } = context
  const payments = payClaims(claims, plan.unit, rules.key)
  const total = payments.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
  const beyond = beyondOf(claims)
  const inTable = beyond.numerator === 0n ? total : inUnits(askedBy(claims), plan.unit)
  const short = inTable > money ? inTable - money : 0n
  const topUps: Array<TopUp> = []
  if (short > 0n) topUps.push({ reason: "Shortfall", minorUnits: short, stage: stage.name })
  if (total > inTable) topUps.push({ reason: "BeyondTable", minorUnits: total - inTable, stage: stage.name })
  const leftovers = leftoversOf(context, claims, made, money + short - inTable)
  return { _tag: "Paid", payments, items, itemsLeft, leftovers, topUps }
}

const inUnits = (exact: Rational.Rational, unit: bigint): bigint =>
  Rational.floor(Rational.divide(exact, Rational.rational(unit))) * unit
