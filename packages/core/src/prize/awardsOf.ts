import type { ParticipantId } from "../shared/index.ts"
import { Rational } from "../shared/index.ts"
import type { Contender } from "./Contender.ts"
import { divideShare } from "./divideClaim.ts"
import type { Payment } from "./Payment.ts"
import type { Award, RuleReference } from "./Prizes.ts"
import type { Stage } from "./Stage.ts"

/** The awards of a payment, nothing of them paid ahead: one for a participant, or one for each member of a team. */
export const awardsOf = (
  { claim, contender, share, minorUnits }: Payment,
  stage: Stage,
  unit: bigint,
  key: (id: string) => string
): ReadonlyArray<Award> => {
  const place = claim.place ?? contender.place
  const tied = claim.tied ?? contender.tied
  const make = awardMaker(stage.name, claim.rule, place, tied, unit)
  const members = contender.members
  if (members === undefined) return make(contender.id, share, minorUnits)
  const parts = partsOf(stage, members)
  const { amounts, shares } = divideShare(share, minorUnits, parts, unit, (index) =>
    key(members[index]?.participantId ?? "")
  )
  return members.flatMap(({ participantId }, index) =>
    make(participantId, shares[index] ?? Rational.zero, amounts[index] ?? 0n, contender.id)
  )
}

const awardMaker =
  (stage: string, rule: RuleReference, place: number, tied: number, unit: bigint) =>
  (
    participantId: ParticipantId,
    share: Rational.Rational,
    minorUnits: bigint,
    team?: ParticipantId
  ): ReadonlyArray<Award> => {
    if (minorUnits === 0n) return []
    const floor = (share.numerator / (share.denominator * unit)) * unit
    const roundingUnit = minorUnits === floor ? 0n : minorUnits - floor
    const [advance, due] = [0n, minorUnits]
    const award = { participantId, stage, rule, minorUnits, place, tied, share, roundingUnit, advance, due }
    return [team === undefined ? award : { ...award, team }]
  }

/** How a team's members share: equally, or by their scores where any is above zero. */
const partsOf = ({ board }: Stage, members: NonNullable<Contender["members"]>): ReadonlyArray<bigint> => {
  const scores = members.map(({ score }) => BigInt(Math.max(0, score)))
  const isByScore = board._tag === "Teams" && board.split === "ByScore" && scores.some((score) => score > 0n)
  return isByScore ? scores : members.map(() => 1n)
}
