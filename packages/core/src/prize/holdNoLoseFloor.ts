import { Result } from "effect"
import { Rational } from "../shared/index.ts"
import type { Distribution } from "./Distribution.ts"
import { distribute } from "./distribute.ts"
import type { PrizeRefused } from "./errors.ts"
import { exactSum } from "./exactSum.ts"
import type { Award, Prizes } from "./Prizes.ts"

type Outcome = Result.Result<Prizes, PrizeRefused>

/**
 * Lets the platform's fee give way, down to zero, until no winner gets less than the own stake.
 *
 * **Details**: the least waiver that helps is searched by halving, starting from the one that proportion suggests; where
 * prizes are in proportion to the pool that is the answer. Where not even the whole fee is enough it is waived whole.
 */
export const holdNoLoseFloor = (basis: Distribution): Outcome => {
  const fee = basis.deducted.reduce(
    (sum, { kind, minorUnits }) => (kind === "PlatformFee" ? sum + minorUnits : sum),
    0n
  )
  const full = distribute(basis, 0n)
  if (fee === 0n || Result.isFailure(full)) return full
  const stakes = stakesOf(basis)
  const losses = lossesOf(full.success, stakes)
  if (losses.length === 0) return full
  const helps = (outcome: Outcome): boolean =>
    Result.isSuccess(outcome) && lossesOf(outcome.success, stakes).length === 0
  const guess = waiverFor(full.success, losses)
  // The guess and its neighbours come first: mostly the first helps and the second does not.
  const probes = [guess, guess - 1n, guess + 1n]
  let [tooLittle, enough, best]: [bigint, bigint, Outcome | undefined] = [0n, fee + 1n, undefined]
  while (enough - tooLittle > 1n) {
    const suggested = probes.shift()
    const middle: bigint = best === undefined ? fee : (tooLittle + enough) / 2n
    const isInside = suggested !== undefined && suggested > tooLittle && suggested < enough
    if (suggested !== undefined && !isInside) continue
    const probe: bigint = suggested ?? middle
    const outcome = distribute(basis, probe)
    if (helps(outcome)) [enough, best] = [probe, outcome]
    else if (probe === fee) return outcome
    else tooLittle = probe
  }
  return best ?? distribute(basis, fee)
}

const stakesOf = ({ input }: Distribution): ReadonlyMap<string, bigint> => {
  const stakes = new Map<string, bigint>()
  for (const { kind, participantId, minorUnits } of input.contributions) {
    if (kind !== "EntryFee" || participantId === undefined) continue
    stakes.set(participantId, (stakes.get(participantId) ?? 0n) + minorUnits)
  }
  return stakes
}

/** A winner who gets less than the stake. */
interface Loss {
  readonly stake: bigint
  readonly awards: ReadonlyArray<Award>
}

const lossesOf = ({ awards }: Prizes, stakes: ReadonlyMap<string, bigint>): ReadonlyArray<Loss> => {
  const won = new Map<string, Array<Award>>()
  for (const award of awards) {
    const known = won.get(award.participantId)
    if (known === undefined) won.set(award.participantId, [award])
    else known.push(award)
  }
  return [...won].flatMap(([participantId, own]) => {
    const stake = stakes.get(participantId) ?? 0n
    return own.reduce((sum, { minorUnits }) => sum + minorUnits, 0n) < stake ? [{ stake, awards: own }] : []
  })
}

/** By how much the pool would have to grow, in proportion, so that the exact shares of all reach their stakes. */
const waiverFor = ({ pool }: Prizes, losses: ReadonlyArray<Loss>): bigint => {
  let most = Rational.zero
  for (const { stake, awards } of losses) {
    const share = exactSum(awards.map((award) => award.share))
    if (share.numerator > 0n) most = Rational.max(most, Rational.divide(Rational.rational(stake), share))
  }
  return -Rational.floor(Rational.negate(Rational.multiply(Rational.rational(pool), most))) - pool
}
