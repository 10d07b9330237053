import { Rational } from "../shared/index.ts"
import type { Awarding } from "./Awarding.ts"
import { type Contender, reaches, valueOf } from "./Contender.ts"
import type { GroupClaim } from "./GroupClaim.ts"
import type { RuleReference } from "./Prizes.ts"

interface Weighed {
  readonly contender: Contender
  readonly weight: number
}

/** The claims of a proportional rule; `breakage` is what rounding the price down leaves over. */
export interface ProportionalClaims {
  readonly claims: ReadonlyArray<GroupClaim>
  readonly breakage: Rational.Rational
}

/** Divides the rest in proportion to what each contender has; see the rule's docstring. */
export const claimProportional = (
  rule: RuleReference,
  awarding: Extract<Awarding, { readonly _tag: "Proportional" }>,
  contenders: ReadonlyArray<Contender>,
  rest: Rational.Rational
): ProportionalClaims => {
  const weighed = aboveMinimum(weigh(awarding, contenders), awarding.minimumShare)
  const total = weighed.reduce((sum, { weight }) => sum + BigInt(weight), 0n)
  if (total === 0n || rest.numerator === 0n) return { claims: [], breakage: Rational.zero }
  const share = awarding.price === undefined ? rest : priced(awarding.price, rest, total)
  const claim = {
    rule,
    members: weighed.map(({ contender }) => contender),
    share,
    parts: weighed.map(({ weight }) => BigInt(weight))
  }
  return { claims: [claim], breakage: Rational.max(Rational.subtract(rest, share), Rational.zero) }
}

const weigh = (
  { among, measure }: Extract<Awarding, { readonly _tag: "Proportional" }>,
  contenders: ReadonlyArray<Contender>
): ReadonlyArray<Weighed> =>
  contenders.flatMap((contender) => {
    const weight = valueOf(contender, measure) ?? 0
    const takesPart = weight > 0 && (among === undefined || reaches(contender, among.measure, among.atLeast))
    return takesPart ? [{ contender, weight }] : []
  })

/** Those left when, from the bottom, all that would get less than the minimum are struck off, equal ones together. */
const aboveMinimum = (
  weighed: ReadonlyArray<Weighed>,
  minimum: Rational.Rational | undefined
): ReadonlyArray<Weighed> => {
  if (minimum === undefined) return weighed
  const rising = weighed.map(({ weight }) => weight).sort((a, b) => a - b)
  let total = rising.reduce((sum, weight) => sum + BigInt(weight), 0n)
  let passes = 0
  while (passes < rising.length) {
    const weight = rising[passes] ?? 0
    if (BigInt(weight) * minimum.denominator >= minimum.numerator * total) break
    while (rising[passes] === weight) {
      total -= BigInt(weight)
      passes++
    }
  }
  const least = rising[passes] ?? Number.POSITIVE_INFINITY
  return weighed.filter(({ weight }) => weight >= least)
}

/** What the price per unit, rounded down or raised to the minimum, makes of the whole. */
const priced = (
  price: NonNullable<Extract<Awarding, { readonly _tag: "Proportional" }>["price"]>,
  rest: Rational.Rational,
  total: bigint
): Rational.Rational => {
  const units = Rational.rational(total)
  const exact = Rational.divide(rest, units)
  const steps = Rational.rational(Rational.floor(Rational.divide(exact, price.step)))
  const minimum = price.minimum
  const isLow = minimum !== undefined && Rational.compare(exact, minimum.below) < 0
  return Rational.multiply(isLow ? minimum.price : Rational.multiply(steps, price.step), units)
}
