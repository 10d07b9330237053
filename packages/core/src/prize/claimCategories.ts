import { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import type { PlaceClaims } from "./claimPlaces.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import type { RuleReference } from "./Prizes.ts"
import { groupShares, type TieRules } from "./tieGroups.ts"

interface Prize {
  readonly amount: bigint
  readonly category?: string
}

/** A table of places with category prizes beside it. */
export interface CategoryTable {
  readonly amounts: ReadonlyArray<bigint>
  readonly categories: ReadonlyArray<{ readonly category: string; readonly amount: bigint }>
  readonly factor: Rational.Rational
}

/**
 * The claims on place and category prizes together (US Chess rule 32B): from the top, every group of tied contenders
 * brings in as many of the remaining prizes as it has members, the largest that can be assigned to them one each, and
 * shares the sum equally. `unfilled` is what nobody brought in.
 */
export const claimCategories = (
  rule: RuleReference,
  table: CategoryTable,
  contenders: ReadonlyArray<Contender>,
  categoriesOf: (contender: Contender) => ReadonlyArray<string>,
  rules: TieRules,
  redistribute: boolean
): PlaceClaims => {
  // A place of no worth for everyone makes groups of everyone, also past the last paid place.
  const groups = groupShares(
    contenders,
    contenders.map(() => Rational.zero),
    rules
  )
  const won: Array<{ readonly group: (typeof groups)[number]; readonly sum: bigint }> = []
  const places = table.amounts.map((amount): Prize => ({ amount }))
  const special = table.categories.map((prize): Prize => prize)
  for (const group of groups) {
    if (places.length === 0 && special.length === 0) break
    const taken = largestAssignable([...places.slice(0, group.members.length), ...special], group.members, categoriesOf)
    for (const prize of taken) {
      const pile = prize.category === undefined ? places : special
      pile.splice(pile.indexOf(prize), 1)
    }
    won.push({ group, sum: sumOf(taken) })
  }
  const total = won.reduce((sum, one) => sum + one.sum, 0n)
  const empty = redistribute && contenders.length < table.amounts.length && total > 0n ? sumOf(places) : 0n
  const factor = empty === 0n ? table.factor : Rational.multiply(table.factor, Rational.rational(total + empty, total))
  const claims = won.map(({ group: { members, place, tied }, sum }): GroupClaim => {
    return { rule, members, place, tied, share: Rational.multiply(Rational.rational(sum), factor) }
  })
  const left = sumOf(places) + sumOf(special) - empty
  return { claims, unfilled: Rational.multiply(Rational.rational(left), table.factor) }
}

const sumOf = (prizes: ReadonlyArray<Prize>): bigint => prizes.reduce((sum, { amount }) => sum + amount, 0n)

/**
 * The prizes of the largest sum that can be given to the members, at most one each. Sets of prizes that can be given out
 * form a matroid, so taking the largest that still fits is optimal; a place prize fits everyone.
 */
const largestAssignable = (
  prizes: ReadonlyArray<Prize>,
  members: ReadonlyArray<Contender>,
  categoriesOf: (contender: Contender) => ReadonlyArray<string>
): ReadonlyArray<Prize> => {
  const candidates = prizes.toSorted((a, b) => (a.amount > b.amount ? -1 : a.amount < b.amount ? 1 : 0))
  const holders = new Map<number, string>()
  const eligible = membersByCategory(members, categoriesOf, candidates.length)
  const taken: Array<Prize> = []
  for (const prize of candidates) {
    if (taken.length === members.length) break
    if (prize.category === undefined || assign(prize.category, eligible, holders, new Set())) taken.push(prize)
  }
  return taken
}

/** For each category the members in it; as many as there are prizes are enough to choose from. */
const membersByCategory = (
  members: ReadonlyArray<Contender>,
  categoriesOf: (contender: Contender) => ReadonlyArray<string>,
  enough: number
): ReadonlyMap<string, ReadonlyArray<number>> => {
  const byCategory = new Map<string, Array<number>>()
  for (const [index, member] of members.entries()) {
    if (!member.isEligible) continue
    for (const category of categoriesOf(member)) {
      const known = byCategory.get(category)
      if (known === undefined) byCategory.set(category, [index])
      else if (known.length < enough) known.push(index)
    }
  }
  return byCategory
}

/** Finds a holder for one more prize of the category, moving earlier ones where that makes room. */
const assign = (
  category: string,
  eligible: ReadonlyMap<string, ReadonlyArray<number>>,
  holders: Map<number, string>,
  tried: Set<number>
): boolean => {
  for (const member of eligible.get(category) ?? []) {
    if (tried.has(member)) continue
    tried.add(member)
    const held = holders.get(member)
    if (held === undefined || assign(held, eligible, holders, tried)) {
      holders.set(member, category)
      return true
    }
  }
  return false
}
