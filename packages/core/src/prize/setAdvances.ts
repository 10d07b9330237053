import { compareIds, type ParticipantId } from "../shared/index.ts"
import type { Award, Prizes } from "./Prizes.ts"

/** Sets what was paid ahead against awards of which nothing is yet, in their order; what is above somebody's total is overpaid. */
export const setAdvances = (
  awards: ReadonlyArray<Award>,
  advances: ReadonlyMap<ParticipantId, bigint> = new Map()
): { readonly awards: ReadonlyArray<Award>; readonly overpaid: Prizes["overpaid"] } => {
  const left = new Map(advances)
  const set = awards.map((award) => {
    const ahead = left.get(award.participantId) ?? 0n
    if (ahead === 0n) return award
    const advance = ahead < award.minorUnits ? ahead : award.minorUnits
    if (advance > 0n) left.set(award.participantId, ahead - advance)
    return { ...award, advance, due: award.minorUnits - advance }
  })
  const overpaid = [...left]
    .filter(([, minorUnits]) => minorUnits > 0n)
    .sort(([a], [b]) => compareIds(a, b))
    .map(([participantId, minorUnits]) => ({ participantId, minorUnits }))
  return { awards: set, overpaid }
}
