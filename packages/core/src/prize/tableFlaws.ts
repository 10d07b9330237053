import { Rational } from "../shared/index.ts"
import type { Awarding } from "./Awarding.ts"
import { flaw, type PlanFlaw } from "./PlanFlaw.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { Stage } from "./Stage.ts"

/** What is wrong with a plan's tables: they grow downwards, hold nothing, or give away more than there is. */
export const tableFlaws = ({ stages }: PrizePlan): ReadonlyArray<PlanFlaw> =>
  stages.flatMap((stage, index) => [
    ...overWhole(stage, ["stages", index, "awards"]),
    ...stage.awards.flatMap((awarding, at) => flawsOf(awarding, ["stages", index, "awards", at]))
  ])

/** Shares of one base in one stage that sum to more than all of it. */
const overWhole = ({ awards }: Stage, path: PlanFlaw["path"]): ReadonlyArray<PlanFlaw> =>
  (["pool", "gross"] as const).flatMap((base) => {
    const rules = awards.flatMap((awarding, at) =>
      awarding._tag === "SharePerPlace" && awarding.of === base ? [{ at, sum: Rational.sum(awarding.shares) }] : []
    )
    const sum = Rational.sum(rules.map((rule) => rule.sum))
    const last = rules.at(-1)
    if (last === undefined || Rational.compare(sum, Rational.one) <= 0) return []
    const percent = Rational.formatRational(Rational.multiply(sum, Rational.rational(100n)))
    return [
      flaw(
        "SharesOverWhole",
        [...path, last.at, "shares"],
        `Shares of the ${base} sum to ${percent}%; lower them to 100% or less`
      )
    ]
  })

const flawsOf = (awarding: Awarding, path: PlanFlaw["path"]): ReadonlyArray<PlanFlaw> => {
  switch (awarding._tag) {
    case "AmountPerPlace":
      return tableIn(
        awarding.amounts.map((amount) => Rational.rational(amount)),
        awarding.ascending,
        [...path, "amounts"]
      )
    case "SharePerPlace":
      return [
        ...tableIn(awarding.shares, awarding.ascending, [...path, "shares"]),
        ...beyondIn(awarding, [...path, "beyond"])
      ]
    case "Tier":
      return tiersIn(awarding, [...path, "tiers"])
    case "TopFraction":
      return awarding.fraction.numerator > 0n
        ? []
        : [flaw("NothingToWin", [...path, "fraction"], "The best 0% are nobody; make the fraction larger")]
    default:
      return []
  }
}

const tableIn = (
  table: ReadonlyArray<Rational.Rational>,
  ascending: boolean,
  path: PlanFlaw["path"]
): ReadonlyArray<PlanFlaw> => {
  if (table.every(({ numerator }) => numerator === 0n)) {
    return [flaw("NothingToWin", path, "The table gives nothing to any place; give the first place something")]
  }
  const at = ascending
    ? -1
    : table.findIndex((one, index) => index > 0 && Rational.compare(one, table[index - 1] ?? one) > 0)
  if (at === -1) return []
  const message = `Place ${at + 1} gets more than place ${at}; put the table in order, or say ascending: true`
  return [flaw("TableGrows", [...path, at], message)]
}

const beyondIn = (
  { shares, beyond, ascending }: Extract<Awarding, { readonly _tag: "SharePerPlace" }>,
  path: PlanFlaw["path"]
): ReadonlyArray<PlanFlaw> => {
  if (beyond === undefined || ascending) return []
  const last = shares.at(-1) ?? Rational.zero
  if (Rational.compare(beyond.first, last) > 0) {
    return [
      flaw(
        "TableGrows",
        [...path, "first"],
        `Place ${shares.length + 1} gets more than place ${shares.length}; lower \`first\``
      )
    ]
  }
  return beyond.step.numerator > 0n
    ? [
        flaw(
          "TableGrows",
          [...path, "step"],
          "Each further place gets more than the one before; make the step negative or 0"
        )
      ]
    : []
}

/** A higher tier never pays less than a lower one. */
const tiersIn = (
  { tiers }: Extract<Awarding, { readonly _tag: "Tier" }>,
  path: PlanFlaw["path"]
): ReadonlyArray<PlanFlaw> => {
  const rising = tiers.map((tier, index) => ({ ...tier, index })).sort((a, b) => a.atLeast - b.atLeast)
  return rising.flatMap((tier, place) => {
    const below = rising[place - 1]
    if (below === undefined) return []
    if (below.atLeast === tier.atLeast) {
      return [flaw("TierTwice", [...path, tier.index], `There are two tiers from ${tier.atLeast}; keep one`)]
    }
    return tier.amount < below.amount
      ? [
          flaw(
            "TableGrows",
            [...path, tier.index],
            `The tier from ${tier.atLeast} pays less than the one from ${below.atLeast}; put them in order`
          )
        ]
      : []
  })
}
