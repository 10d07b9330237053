import { compareIds, Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { AcrossLastPlace, TiePolicy } from "./TiePolicy.ts"

/** How ties are treated when places become money. */
export interface TieRules {
  readonly ties: TiePolicy
  readonly acrossLastPlace: AcrossLastPlace
  readonly key: (id: string) => string
}

/** What a group of tied contenders gets for its places: a total, and unequal parts where the chain decides some of it. */
export interface GroupShare {
  readonly members: ReadonlyArray<Contender>
  /** The first of the group's places, from 1, and how many contenders share it. */
  readonly place: number
  readonly tied: number
  readonly weight: Rational.Rational
  readonly parts?: ReadonlyArray<Rational.Rational>
  readonly isVoid: boolean
}

const half = Rational.rational(1n, 2n)

/**
 * Pools places into groups: each group of tied contenders gets the sum of the weights of the places it occupies, divided
 * as the tie policy says. Contenders are listed in the order of the board; places past the table weigh nothing.
 */
export const groupShares = (
  contenders: ReadonlyArray<Contender>,
  weights: ReadonlyArray<Rational.Rational>,
  rules: TieRules
): ReadonlyArray<GroupShare> => {
  const groups: Array<GroupShare> = []
  for (let start = 0; start < contenders.length && start < weights.length; ) {
    const end = endOfTie(contenders, start, rules.ties)
    const tied = contenders.slice(start, end)
    const isAcross = end > weights.length
    const members = isAcross && rules.acrossLastPlace === "Break" ? bestOf(tied, weights.length - start, rules) : tied
    const unpaid = isAcross && rules.acrossLastPlace === "Enlarge" ? weights[weights.length - 1] : Rational.zero
    const places = members.map((_, index) => weights[start + index] ?? unpaid ?? Rational.zero)
    for (const group of shared(members, places, start + 1, rules)) groups.push(group)
    start = end
  }
  return groups
}

/** Where those who tie with the contender at `start` end: equal score, under `Chain` also equal by the chain. */
const endOfTie = (contenders: ReadonlyArray<Contender>, start: number, ties: TiePolicy): number => {
  const first = contenders[start]
  let end = start + 1
  while (end < contenders.length && isTied(first, contenders[end], ties)) end++
  return end
}

const isTied = (a: Contender | undefined, b: Contender | undefined, ties: TiePolicy): boolean =>
  ties === "Chain" ? a?.level === b?.level : a?.standing.score === b?.standing.score

/** The first `count` of tied contenders by the chain and then by key. */
const bestOf = (tied: ReadonlyArray<Contender>, count: number, { key }: TieRules): ReadonlyArray<Contender> => {
  const cut = tied[count - 1]?.level ?? 0
  const keyed = tied
    .filter(({ level }) => level === cut)
    .map((contender) => ({ contender, key: key(contender.id) }))
    .sort((a, b) => compareIds(a.key, b.key))
    .map(({ contender }) => contender)
  return [...tied.filter(({ level }) => level < cut), ...keyed].slice(0, count)
}

const shared = (
  members: ReadonlyArray<Contender>,
  places: ReadonlyArray<Rational.Rational>,
  place: number,
  { ties }: TieRules
): ReadonlyArray<GroupShare> => {
  const tied = members.length
  const weight = Rational.sum(places)
  if (ties === "InFull") {
    const full = places[0] ?? Rational.zero
    return members.map((member) => ({ members: [member], place, tied, weight: full, isVoid: false }))
  }
  if (ties === "Void") return [{ members, place, tied, weight, isVoid: tied > 1 }]
  if (ties === "Hort" && tied > 1)
    return [{ members, place, tied, weight, parts: hortParts(members, places), isVoid: false }]
  return [{ members, place, tied, weight, isVoid: false }]
}

/** Half by place under the chain (pooled where the chain leaves a tie), half pooled among all. */
const hortParts = (
  members: ReadonlyArray<Contender>,
  places: ReadonlyArray<Rational.Rational>
): ReadonlyArray<Rational.Rational> => {
  const pooled = average(places)
  const parts: Array<Rational.Rational> = []
  for (let start = 0; start < members.length; ) {
    const end = endOfTie(members, start, "Chain")
    const own = average(places.slice(start, end))
    const part = Rational.multiply(half, Rational.add(own, pooled))
    for (let index = start; index < end; index++) parts.push(part)
    start = end
  }
  return parts
}

const average = (weights: ReadonlyArray<Rational.Rational>): Rational.Rational =>
  Rational.divide(Rational.sum(weights), Rational.rational(BigInt(weights.length)))
