import fc from "fast-check"
import { drawSecret, feesPaid, type PlannedPrizes } from "../../simulation/arbitraries/prizePlan.ts"
import type { Contribution, Eligibility, PrizeInput } from "../../src/prize/index.ts"
import type { Standing } from "../../src/ranking/index.ts"
import { Name, ParticipantId } from "../../src/shared/index.ts"

/** A field of any size, in few words: `sizes` of its tie groups, in turn, and what is unusual about it. */
export interface Field {
  readonly entrants: number
  readonly sizes: ReadonlyArray<number>
  /** The best score; each group has one less than the one before, down to 0. */
  readonly highest: number
  /** Every so manieth withdrew, or is ranked but not paid; 0 for nobody. */
  readonly withdrawn: number
  readonly unpaid: number
  readonly sponsor: bigint
  readonly fees: ReadonlyArray<number>
}

/** Fields of up to some thousands: with ties of all sizes, with scores below and above every threshold of generated plans. */
export const fields: fc.Arbitrary<Field> = fc.record({
  entrants: fc.oneof(
    { arbitrary: fc.integer({ min: 0, max: 40 }), weight: 3 },
    { arbitrary: fc.integer({ min: 13, max: 400 }), weight: 2 },
    { arbitrary: fc.integer({ min: 400, max: 3000 }), weight: 1 }
  ),
  sizes: fc.array(fc.constantFrom(1, 1, 2, 3, 50, 9999), { minLength: 1, maxLength: 4 }),
  highest: fc.constantFrom(0, 4, 9999),
  withdrawn: fc.constantFrom(0, 0, 1, 2),
  unpaid: fc.constantFrom(0, 0, 1, 3),
  sponsor: fc.constantFrom(0n, 0n, 1n, 2n, 999n, 10_000n),
  fees: fc.array(fc.nat(2), { minLength: 5, maxLength: 5 })
})

/** Every way in which so many finishers can tie: the compositions of their number. */
export const tieShapes = (finishers: number): ReadonlyArray<ReadonlyArray<number>> =>
  finishers === 0
    ? [[]]
    : Array.from({ length: finishers }, (_, index) => index + 1).flatMap((first) =>
        tieShapes(finishers - first).map((rest) => [first, ...rest])
      )

const isEvery = (manieth: number, index: number): boolean => manieth > 0 && index % manieth === manieth - 1
const divisions = ["junior", "senior", undefined].map((name) => (name === undefined ? undefined : Name.make(name)))
/** Teams take part whose members are the first so many participants. */
const inTeams = 40
const teamCount = 5

/** The field as prizes are computed from it, for a generated plan. */
export const worldOf = ({ plan, ranking }: PlannedPrizes, field: Field): PrizeInput => {
  const { entrants, withdrawn, unpaid, fees, sponsor } = field
  const values = scoresOf(field)
  const standings = values.map((score, index): Standing => {
    const division = divisions[index % divisions.length]
    return {
      participantId: ParticipantId.make(`p${`${index}`.padStart(5, "0")}`),
      status: isEvery(withdrawn, index) ? "Withdrawn" : "Scored",
      score,
      tieBreak: ranking.tieBreaks.map(() => index % 3),
      measures: index % 5 === 4 ? {} : { wins: score, steps: (score * 7) % 5 },
      ...(division === undefined ? {} : { division })
    }
  })
  const ids = standings.map(({ participantId }) => participantId)
  const eligibility = new Map<ParticipantId, Eligibility>()
  for (const [index, id] of ids.entries()) if (isEvery(unpaid, index)) eligibility.set(id, "RankedNotPaid")
  const sponsored: ReadonlyArray<Contribution> = [{ payer: "sponsor", kind: "Sponsor", minorUnits: sponsor }]
  return {
    contributions: [...feesPaid(plan.funding, ids, fees), ...sponsored],
    standings,
    teams: teamsOf(standings.slice(0, inTeams), Math.min(teamCount, entrants)),
    eligibility,
    categories: new Map(ids.slice(0, inTeams).map((id, index) => [id, index % 2 === 0 ? ["youth"] : []])),
    seed: "seed",
    secret: drawSecret
  }
}

/** Falling scores, equal ones within each tie group. */
const scoresOf = ({ entrants, sizes, highest }: Field): ReadonlyArray<number> => {
  const values: Array<number> = []
  for (let group = 0; values.length < entrants; group++) {
    const size = Math.min(sizes[group % sizes.length] ?? 1, entrants - values.length)
    for (let member = 0; member < size; member++) values.push(Math.max(0, highest - group))
  }
  return values
}

const teamsOf = (members: ReadonlyArray<Standing>, count: number): NonNullable<PrizeInput["teams"]> =>
  Array.from({ length: count }, (_, team) => {
    const own = members.filter((_, index) => index % count === team)
    const [first] = own
    const standing = { ...(first ?? members[0]), participantId: ParticipantId.make(`t${team}`) }
    return {
      standing: teamStanding(standing),
      members: own.map(({ participantId, score }) => ({ participantId, score }))
    }
  })

const teamStanding = ({
  participantId,
  score = 0,
  tieBreak = [],
  measures = {}
}: Partial<Standing> & Pick<Standing, "participantId">): Standing => ({
  participantId,
  status: "Scored",
  score,
  tieBreak,
  measures
})
