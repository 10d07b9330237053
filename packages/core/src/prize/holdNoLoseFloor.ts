import { Result } from "effect"
import type { Distribution } from "./Distribution.ts"
import { distribute } from "./distribute.ts"
import type { PrizeRefused } from "./errors.ts"
import type { Prizes } from "./Prizes.ts"

type Outcome = Result.Result<Prizes, PrizeRefused>

/**
 * Lets the platform's fee give way, down to zero, until no winner gets less than the own stake.
 *
 * **Details**: the least waiver that helps is searched by halving, starting from the one that proportion suggests, so
 * that most fields take a handful of tries. Where not even the whole fee is enough it is waived whole.
 */
export const holdNoLoseFloor = (basis: Distribution): Outcome => {
  const fee = basis.deducted.reduce((sum, { kind, minorUnits }) => (kind === "PlatformFee" ? sum + minorUnits : sum), 0n)
  const full = distribute(basis, 0n)
  if (fee === 0n || Result.isFailure(full)) return full
  const stakes = stakesOf(basis)
  const guess = shortBy(full.success, stakes)
  if (guess === 0n) return full
  const helps = (outcome: Outcome): boolean => Result.isSuccess(outcome) && shortBy(outcome.success, stakes) === 0n
  const whole = distribute(basis, fee)
  if (!helps(whole)) return whole
  let [tooLittle, enough, best] = [0n, fee, whole]
  let probes = [guess, guess - 1n, guess + 1n]
  while (enough - tooLittle > 1n) {
    const probe = probes.find((one) => one > tooLittle && one < enough) ?? (tooLittle + enough) / 2n
    probes = probes.filter((one) => one !== probe)
    const outcome = distribute(basis, probe)
    if (helps(outcome)) [enough, best] = [probe, outcome]
    else tooLittle = probe
  }
  return best
}

const stakesOf = ({ input }: Distribution): ReadonlyMap<string, bigint> => {
  const stakes = new Map<string, bigint>()
  for (const { kind, participantId, minorUnits } of input.contributions) {
    if (kind !== "EntryFee" || participantId === undefined) continue
    stakes.set(participantId, (stakes.get(participantId) ?? 0n) + minorUnits)
  }
  return stakes
}

/** By how much the pool would have to grow in proportion so that no winner gets less than the stake; 0 when none does. */
const shortBy = ({ awards, pool }: Prizes, stakes: ReadonlyMap<string, bigint>): bigint => {
  const won = new Map<string, bigint>()
  for (const { participantId, minorUnits } of awards) won.set(participantId, (won.get(participantId) ?? 0n) + minorUnits)
  let most = 0n
  for (const [participantId, minorUnits] of won) {
    const stake = stakes.get(participantId) ?? 0n
    if (minorUnits >= stake) continue
    const short = (pool * (stake - minorUnits) + minorUnits - 1n) / minorUnits
    if (short > most) most = short
  }
  return most
}
