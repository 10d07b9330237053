import { type RankingRule, rank, type Standing } from "../ranking/index.ts"
import { compareIds, type ParticipantId } from "../shared/index.ts"
import type { PrizePlan } from "./PrizePlan.ts"
import type { PrizeInput, TeamStanding } from "./Prizes.ts"
import type { Stage } from "./Stage.ts"

/**
 * One who competes for the prizes of a stage: a participant or a team. Contenders are listed in the order of the board.
 *
 * - `level` is equal for those whom even the tie-break chain leaves tied.
 * - `place` and `tied`: the first place of those of equal score, and how many they are.
 * - `members`: those of a team who may be paid.
 */
export interface Contender {
  readonly id: ParticipantId
  readonly standing: Standing
  readonly level: number
  readonly place: number
  readonly tied: number
  readonly isEligible: boolean
  readonly members?: TeamStanding["members"]
}

/** The contenders of a stage: its board, without the excluded and, where others move up, without the unpaid (I14). */
export const contendersOf = (
  plan: PrizePlan,
  ranking: RankingRule,
  stage: Stage,
  input: PrizeInput
): ReadonlyArray<Contender> => {
  const isPaid = paidUnder(plan, input)
  const membersOf = new Map<string, TeamStanding["members"]>()
  if (stage.board._tag === "Teams") {
    for (const team of input.teams ?? []) membersOf.set(team.standing.participantId, membersPaid(team, isPaid))
  }
  const listed = rankedOn(ranking, stage, input)
  const contenders: Array<Unplaced> = []
  for (const { standing, rank: level } of listed) {
    const id = standing.participantId
    const members = membersOf.get(id)
    // A team is paid through its members: its own id is no participant's.
    const isEligible = members === undefined ? isPaid(id) : members.length > 0
    if (!isEligible && plan.ineligible.place === "MovesUp") continue
    contenders.push({ id, standing, level, isEligible, members })
  }
  return placed(contenders)
}

/** In one order, so that the order in which members are given changes nothing (I13). */
const membersPaid = ({ members }: TeamStanding, isPaid: (id: ParticipantId) => boolean): TeamStanding["members"] =>
  members
    .filter(({ participantId }) => isPaid(participantId))
    .sort((a, b) => compareIds(a.participantId, b.participantId))

interface Unplaced extends Pick<Contender, "id" | "standing" | "level" | "isEligible"> {
  readonly members: Contender["members"] | undefined
}

const paidUnder = (plan: PrizePlan, input: PrizeInput): ((id: ParticipantId) => boolean) => {
  const eligibility = input.eligibility ?? new Map()
  return (id) => {
    const status = eligibility.get(id)
    return status === undefined || (status === "Unverified" && !plan.mustBeVerified)
  }
}

/** The stage's board. Dense ranks number the groups that the whole chain leaves tied. */
const rankedOn = (ranking: RankingRule, stage: Stage, input: PrizeInput) => {
  const rule = { ...ranking, ranks: "dense" as const, direction: stage.by?.direction ?? ranking.direction }
  const measure = stage.by?.measure
  const standings = standingsOn(stage, input)
  if (measure === undefined) return rank(rule, standings).ranked
  const remeasured = standings.flatMap((standing): ReadonlyArray<Standing> => {
    const score = measured(standing, measure)
    return score === undefined ? [] : [{ ...standing, score }]
  })
  return rank(rule, remeasured).ranked
}

/** The standings of a board but for the excluded: participants, and teams of which every member is. */
const standingsOn = ({ board }: Stage, { standings, teams = [], eligibility }: PrizeInput): ReadonlyArray<Standing> => {
  const isIn = ({ participantId }: { readonly participantId: ParticipantId }): boolean =>
    eligibility?.get(participantId) !== "Excluded"
  if (board._tag === "Teams") {
    return teams.filter(({ members }) => members.length === 0 || members.some(isIn)).map(({ standing }) => standing)
  }
  const included = standings.filter(isIn)
  return board._tag === "Overall" ? included : included.filter(({ division }) => division === board.division)
}

/** Numbers the places: those of equal score share the first of theirs. */
const placed = (contenders: ReadonlyArray<Unplaced>): ReadonlyArray<Contender> => {
  const all: Array<Contender> = []
  for (let start = 0; start < contenders.length; ) {
    const score = contenders[start]?.standing.score
    let end = start + 1
    while (end < contenders.length && contenders[end]?.standing.score === score) end++
    const [place, tied] = [start + 1, end - start]
    for (const { id, standing, level, isEligible, members } of contenders.slice(start, end)) {
      const contender = { id, standing, level, place, tied, isEligible }
      all.push(members === undefined ? contender : { ...contender, members })
    }
    start = end
  }
  return all
}

/** The score, or the measure when one is named; nothing where the participant has no such measure. */
export const valueOf = ({ standing }: Contender, measure: string | undefined): number | undefined =>
  measure === undefined ? standing.score : measured(standing, measure)

/** A measure may be called anything, `constructor` too. */
const measured = ({ measures }: Standing, name: string): number | undefined =>
  Object.hasOwn(measures, name) ? measures[name] : undefined

/** Whether the score or measure is at least the threshold. */
export const reaches = (contender: Contender, measure: string | undefined, atLeast: number): boolean => {
  const value = valueOf(contender, measure)
  return value !== undefined && value >= atLeast
}
