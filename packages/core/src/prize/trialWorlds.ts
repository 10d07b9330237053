import type { RankingRule, Standing } from "../ranking/index.ts"
import { Name, ParticipantId } from "../shared/index.ts"
import type { Funding } from "./Funding.ts"
import type { PlanField } from "./PlanField.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { Contribution, Eligibility, PrizeInput } from "./Prizes.ts"
import { criticalSizes, enough, feeLimits, limitsOf, smallField, tableLengths } from "./trialSizes.ts"

/** A field to try a plan on, and how to tell people about it. */
export interface World {
  readonly description: string
  readonly input: PrizeInput
}

/** Fields of up to this many finishers are tried with every deviation and around every threshold too. */
const deviatingField = 3
/** The secret of draws in trials. */
export const trialSecret = "trial"

/** How finishers tie and what they have: sizes of tie groups from the top, and a value for each group. */
interface Shape {
  readonly groups: ReadonlyArray<number>
  readonly values: ReadonlyArray<number>
}

interface Variant {
  readonly name: string
  readonly measure?: "same" | "zero" | "none"
  readonly chain?: "distinct" | "equal"
  readonly eligibility?: (index: number) => Eligibility | undefined
  readonly division?: (index: number) => string | undefined
  readonly categories?: (index: number) => boolean
  readonly fee?: "lowest" | "highest"
}

/** Fields around every critical point of a plan: all small tie shapes, each threshold, each table's length, the largest. */
export function* trialWorlds(plan: PrizePlan, ranking: RankingRule, field: PlanField): Generator<World> {
  const { least, most } = limitsOf(field)
  const contributions = new Map<string, ReadonlyArray<Contribution>>()
  const paidBy = (entrants: number, fee: "lowest" | "highest"): ReadonlyArray<Contribution> => {
    const known = contributions.get(`${entrants}:${fee}`)
    if (known !== undefined) return known
    const made = contributionsOf(plan.funding, entrants, fee)
    contributions.set(`${entrants}:${fee}`, made)
    return made
  }
  const variants = variantsOf(plan, ranking, field)
  const base = variants.slice(0, 1)
  const thresholds = thresholdsOf(plan)
  const build = (shape: Shape, entrants: number, variant: Variant): World =>
    worldOf(plan, ranking, field, shape, entrants, variant, paidBy(entrants, variant.fee ?? "lowest"))
  for (let finishers = 0; finishers <= Math.min(smallField, most); finishers++) {
    for (const groups of tieShapes(finishers)) {
      const entrants = Math.max(finishers, least)
      const tried = finishers <= deviatingField ? variants : base
      for (const variant of tried) yield build({ groups, values: falling(groups) }, entrants, variant)
      for (const values of finishers <= deviatingField
        ? criticalValues(plan, groups.length)
        : [topValues(plan, groups.length)]) {
        for (const variant of base) yield build({ groups, values }, entrants, variant)
      }
      if (groups.length === 1) for (const variant of base) yield build({ groups, values: [0] }, entrants, variant)
    }
  }
  for (const finishers of criticalSizes(plan, field).filter((size) => size > smallField)) {
    for (const groups of largeShapes(plan, finishers)) {
      const top = { groups, values: topValues(plan, groups.length) }
      for (const variant of variants.filter(({ fee, name }) => fee !== undefined || name === "")) {
        yield build({ groups, values: falling(groups) }, Math.max(finishers, least), variant)
        if (thresholds.length > 0) yield build(top, Math.max(finishers, least), variant)
      }
    }
  }
}

const falling = (groups: ReadonlyArray<number>): ReadonlyArray<number> =>
  groups.map((_, index) => groups.length - index)

/** Every way in which so many finishers can tie: the compositions of their number. */
export const tieShapes = (finishers: number): ReadonlyArray<ReadonlyArray<number>> =>
  finishers === 0
    ? [[]]
    : Array.from({ length: finishers }, (_, index) => index + 1).flatMap((first) =>
        tieShapes(finishers - first).map((rest) => [first, ...rest])
      )

const thresholdsOf = ({ stages }: PrizePlan): ReadonlyArray<number> => {
  const all = stages.flatMap(({ awards }) =>
    awards.flatMap((rule): ReadonlyArray<number | undefined> => {
      if (rule._tag === "Tier") return rule.tiers.map(({ atLeast }) => atLeast)
      if (rule._tag === "Bonus" || rule._tag === "EqualSplit") return [rule.atLeast]
      return rule._tag === "Proportional" || rule._tag === "Draw" ? [rule.among?.atLeast] : []
    })
  )
  return [...new Set(all.filter((one) => one !== undefined))].sort((a, b) => b - a)
}

/** For each threshold the values that put none, some and all of the groups at or above it, the last of them exactly. */
const criticalValues = (plan: PrizePlan, groups: number): ReadonlyArray<ReadonlyArray<number>> =>
  thresholdsOf(plan)
    .slice(0, enough)
    .flatMap((threshold) =>
      Array.from({ length: groups + 1 }, (_, above) =>
        Array.from({ length: groups }, (_, index) => threshold + above - 1 - index)
      )
    )

/** Everybody above every threshold. */
const topValues = (plan: PrizePlan, groups: number): ReadonlyArray<number> => {
  const top = Math.max(0, thresholdsOf(plan)[0] ?? 0)
  return Array.from({ length: groups }, (_, index) => top + groups - index)
}

/** All distinct, all tied, and a tie across the last place of each table. */
const largeShapes = (plan: PrizePlan, finishers: number): ReadonlyArray<ReadonlyArray<number>> => {
  const distinct = new Array<number>(finishers).fill(1)
  const across = tableLengths(plan)
    .filter((places) => places < finishers)
    .map((places) => [
      ...new Array<number>(places - 1).fill(1),
      2,
      ...new Array<number>(finishers - places - 1).fill(1)
    ])
  return [distinct, [finishers], ...across]
}

/** The ordinary field, then one deviation at a time, of the kinds that the plan can notice. */
const variantsOf = (plan: PrizePlan, ranking: RankingRule, field: PlanField): ReadonlyArray<Variant> => {
  const rules = plan.stages.flatMap(({ awards }) => awards)
  const usesMeasures =
    plan.stages.some(({ by }) => by !== undefined) ||
    rules.some((rule) => ("measure" in rule && rule.measure !== undefined) || "among" in rule)
  const usesDivisions = plan.stages.some(({ board }) => board._tag === "Division")
  const usesCategories = rules.some((rule) => categoriesIn(rule).length > 0)
  const unpaid = { name: "all ranked but not paid", eligibility: () => "RankedNotPaid" as const }
  return [
    { name: "" },
    { name: "the first ranked but not paid", eligibility: (index) => (index === 0 ? "RankedNotPaid" : undefined) },
    plan.mustBeVerified ? { name: "all unverified", eligibility: () => "Unverified" } : unpaid,
    ...when(ranking.tieBreaks.length > 0, { name: "tied by the chain too", chain: "equal" }),
    ...when(usesMeasures, { name: "all measures 0", measure: "zero" }, { name: "without measures", measure: "none" }),
    ...(usesDivisions ? field.divisions.slice(0, enough) : []).map((division) => ({
      name: `all in ${division}`,
      division: () => division
    })),
    ...when(usesDivisions, {
      name: "divisions in turn",
      division: (index) => field.divisions[index % field.divisions.length]
    }),
    ...when(
      usesCategories,
      { name: "all in every category", categories: () => true },
      { name: "every other one in every category", categories: (index) => index % 2 === 0 }
    ),
    ...when(Array.isArray(plan.funding.entryFee), { name: "everybody at the highest fee", fee: "highest" })
  ]
}

const when = (applies: boolean, ...variants: ReadonlyArray<Variant>): ReadonlyArray<Variant> =>
  applies ? variants : []

const contributionsOf = (
  funding: Funding,
  entrants: number,
  which: "lowest" | "highest"
): ReadonlyArray<Contribution> => {
  const { sponsor, carryOver } = funding
  const limits = feeLimits(funding)
  const fee = which === "lowest" ? limits[0] : limits.at(-1)
  const entries = Array.from({ length: fee === undefined ? 0 : entrants }, (_, index): Contribution => {
    const participantId = idOf(index)
    return { payer: participantId, kind: "EntryFee", participantId, minorUnits: fee ?? 0n }
  })
  return [
    ...entries,
    ...(sponsor === undefined ? [] : [{ payer: "sponsor", kind: "Sponsor" as const, minorUnits: sponsor }]),
    ...(carryOver === undefined ? [] : [{ payer: "carry", kind: "CarryOver" as const, minorUnits: carryOver }])
  ]
}

const idOf = (index: number): ParticipantId => ParticipantId.make(`p${`${index}`.padStart(4, "0")}`)

const worldOf = (
  plan: PrizePlan,
  ranking: RankingRule,
  field: PlanField,
  shape: Shape,
  entrants: number,
  variant: Variant,
  contributions: ReadonlyArray<Contribution>
): World => {
  const standings = standingsOf(shape, entrants, ranking, field, variant)
  const participants = standings.map(({ participantId }) => participantId)
  const names = [...new Set(plan.stages.flatMap(({ awards }) => awards.flatMap(categoriesIn)))]
  const eligibility = new Map<ParticipantId, Eligibility>()
  const categories = new Map<ParticipantId, ReadonlyArray<string>>()
  for (const [index, participantId] of participants.entries()) {
    const status = variant.eligibility?.(index)
    if (status !== undefined) eligibility.set(participantId, status)
    if (names.length > 0 && variant.categories?.(index) === true) categories.set(participantId, names)
  }
  const teams = field.teams ? { teams: standings.map((standing) => ({ standing, members: membersOf(standing) })) } : {}
  const input = {
    contributions,
    standings,
    eligibility,
    categories,
    seed: "trial",
    secret: trialSecret,
    key: listed,
    ...teams
  }
  return { description: describe(shape, entrants, variant), input }
}

const listed = (id: string): string => id

const membersOf = ({ participantId, score }: Standing) => [
  { participantId, score },
  { participantId: ParticipantId.make(`${participantId}-mate`), score: 0 }
]

const categoriesIn = (rule: PrizePlan["stages"][number]["awards"][number]): ReadonlyArray<string> =>
  rule._tag === "AmountPerPlace" ? rule.categories.map(({ category }) => category) : []

/** Finishers group by group with equal values, then those who entered and withdrew. */
const standingsOf = (
  { groups, values }: Shape,
  entrants: number,
  ranking: RankingRule,
  { measures }: PlanField,
  variant: Variant
): ReadonlyArray<Standing> => {
  const standings: Array<Standing> = []
  const add = (status: Standing["status"], score: number): void => {
    const index = standings.length
    const division = variant.division?.(index)
    const value = variant.measure === "zero" ? 0 : score
    const link = variant.chain === "equal" ? 0 : index
    standings.push({
      participantId: idOf(index),
      status,
      score,
      tieBreak: ranking.tieBreaks.map(() => link),
      measures: variant.measure === "none" ? {} : Object.fromEntries(measures.map((name) => [name, value])),
      ...(division === undefined ? {} : { division: Name.make(division) })
    })
  }
  for (const [group, size] of groups.entries()) {
    for (let member = 0; member < size; member++) add("Scored", values[group] ?? 0)
  }
  while (standings.length < entrants) add("Withdrawn", 0)
  return standings
}

const describe = ({ groups, values }: Shape, entrants: number, { name }: Variant): string => {
  const finishers = groups.reduce((sum, size) => sum + size, 0)
  const ties = groups.every((size) => size === 1) ? "no ties" : `ties of ${groups.slice(0, 8).join(", ")}`
  const scores = values.length === 0 ? "" : `, scores from ${values[0]} to ${values.at(-1)}`
  return `${entrants} entrants, ${finishers} finishers, ${finishers === 0 ? "nobody ranked" : ties}${scores}${name === "" ? "" : `, ${name}`}`
}
