import type { PrizePlan } from "@laurel/core/prize"
import { exactText, formatAmount, formatInstant, Rational } from "@laurel/core/shared"

type Stage = PrizePlan["stages"][number]
type Awarding = Stage["awards"][number]
type Deduction = PrizePlan["deductions"][number]
type Say = (minorUnits: bigint) => string
type SayValue = (value: number, measure: string | undefined) => string
type Line = readonly [label: string, text: string]

const percent = (share: Rational.Rational): string =>
  `${exactText(Rational.multiply(share, Rational.rational(100n)))} %`

/** At most this many places of a table are written out. */
const listedPlaces = 8

const list = (texts: ReadonlyArray<string>): string =>
  texts.length <= listedPlaces
    ? texts.join(" / ")
    : `${texts.slice(0, listedPlaces).join(" / ")} / … (${texts.length} places)`

const funding = (
  { funding: { entryFee, sponsor, guaranteed, carryOver, scaling } }: PrizePlan,
  say: Say
): ReadonlyArray<string> => [
  ...(entryFee === undefined
    ? []
    : [
        typeof entryFee === "bigint"
          ? `an entry costs ${say(entryFee)}`
          : `an entry costs ${entryFee.map(({ until, amount }) => `${say(amount)} until ${formatInstant(until)}`).join(", ")}`
      ]),
  ...(sponsor === undefined ? [] : [`a sponsor gives ${say(sponsor)}`]),
  ...(carryOver === undefined ? [] : [`${say(carryOver)} are carried over`]),
  ...(guaranteed === undefined ? [] : [`the organiser tops the pool up to ${say(guaranteed)}`]),
  ...(scaling === undefined ? [] : [`fixed amounts are meant for ${scaling.basis} entries and shrink with fewer`])
]

const deduction = (one: Deduction, say: Say): string => {
  const size =
    one.percent !== undefined
      ? percent(one.percent)
      : one.perEntry !== undefined
        ? `${say(one.perEntry)} an entry`
        : say(one.fixed ?? 0n)
  const bounds = [
    ...(one.min === undefined ? [] : [`at least ${say(one.min)}`]),
    ...(one.max === undefined ? [] : [`at most ${say(one.max)}`])
  ]
  return `${size}${bounds.length === 0 ? "" : ` (${bounds.join(", ")})`} to ${one._tag === "Charity" ? "charity" : "the platform"}`
}

const measureOf = (measure: string | undefined): string => measure ?? "the score"

const awarding = (one: Awarding, say: Say, value: SayValue): string => {
  switch (one._tag) {
    case "AmountPerPlace":
      return `by place ${list(one.amounts.map(say))}${one.categories.map(({ category, amount }) => `, best of ${category} ${say(amount)}`).join("")}`
    case "SharePerPlace":
      return `by place ${list(one.shares.map(percent))} of the ${one.of === "gross" ? "money paid in" : "pool"}${one.beyond === undefined ? "" : ", and smaller shares beyond, from the organiser"}`
    case "Tier":
      return `in full by ${measureOf(one.measure)}: ${list(one.tiers.map(({ atLeast, amount }) => `${say(amount)} from ${value(atLeast, one.measure)}`))}`
    case "EqualSplit":
      return one.atLeast === undefined
        ? "the rest in equal parts to everyone"
        : `the rest in equal parts to everyone whose ${measureOf(one.measure).replace("the ", "")} is at least ${value(one.atLeast, one.measure)}`
    case "TopFraction":
      return `the rest in equal parts to the best ${percent(one.fraction)}, rounded ${one.rounding}`
    case "Proportional":
      return `the rest in proportion to ${measureOf(one.measure)}`
    case "LinearByRank":
      return `the rest by rank, falling evenly${one.places === undefined ? "" : ` over ${one.places} places`}`
    case "AmountPerEvent":
      return `${say(one.amount)} for each unit of ${measureOf(one.measure)}`
    case "Bonus":
      return `${say(one.amount)} to everyone whose ${measureOf(one.measure).replace("the ", "")} is at least ${value(one.atLeast, one.measure)}`
    case "WinnerTakesAll":
      return "the rest to the first place"
    case "Draw":
      return `a draw of ${one.winners}, ${one.amount === undefined ? "who share the rest" : `each of whom gets ${say(one.amount)}`}`
    case "ItemPerPlace":
      return `items by place: ${list(one.items)}`
  }
}

const boardOf = ({ board, by }: Stage): string => {
  const whose = board._tag === "Division" ? `division ${board.division}` : board._tag === "Teams" ? "teams" : "everyone"
  return by === undefined ? whose : `${whose} by ${by.measure}`
}

const ties: Readonly<Record<NonNullable<PrizePlan["ties"]>, string>> = {
  Pool: "equal scores share the prizes of their places equally",
  Hort: "of tied places one half goes by the tie-break chain, the other is shared",
  InFull: "everyone tied gets the full amount of the shared place",
  Chain: "the tie-break chain decides about prizes",
  Void: "prizes of tied places go to the sponsor"
}

/** What a prize plan means, in words, one line for each part. */
export const describePlan = (plan: PrizePlan, currency: string, value: SayValue): ReadonlyArray<Line> => {
  const say: Say = (minorUnits) => `${formatAmount(minorUnits, currency)} ${currency}`
  const money = funding(plan, say)
  const fees = plan.deductions.map((one) => deduction(one, say)).join("; ")
  const floor = plan.noLoseFloor ? "; the fee gives way until no winner gets less than the own stake" : ""
  return [
    ["money", money.length === 0 ? "none is paid in by the plan" : money.join("; ")],
    ...(plan.deductions.length === 0 ? [] : [["deductions", `${fees}${floor}`] as const]),
    ...plan.stages.map((stage): Line => ["prizes", stageText(stage, plan.stages.length > 1, say, value)]),
    ["ties", ties[plan.ties ?? "Pool"]],
    ...(plan.unit === 1n ? [] : [["rounding", `every award is a multiple of ${say(plan.unit)}`] as const]),
    ...(plan.residual === undefined ? [] : [["what is left", `goes to ${residuals[plan.residual]}`] as const])
  ]
}

const stageText = (stage: Stage, isOneOfSeveral: boolean, say: Say, value: SayValue): string => {
  const awards = stage.awards.map((one) => awarding(one, say, value)).join("; then ")
  const which = isOneOfSeveral ? `${stage.name} (weight ${exactText(stage.weight)}), ` : ""
  return `${which}for ${boardOf(stage)}: ${awards}`
}

const residuals: Readonly<Record<NonNullable<PrizePlan["residual"]>, string>> = {
  Platform: "the platform",
  Sponsor: "the sponsor",
  CarryOver: "the next challenge",
  FirstPlace: "the first place",
  Charity: "charity"
}
