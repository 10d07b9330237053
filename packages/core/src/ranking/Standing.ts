import type { Name, ParticipantId } from "../shared/index.ts"

/**
 * Where a participant stands before ranking.
 *
 * **Details**: `Scored` takes part in the ranking. `Missing` has no score (its place follows the rule's missing-score
 * policy), `Unqualified` is below the minimum to qualify, `Withdrawn` and `Disqualified` are out; none of these four
 * has a rank, except that `Missing` ranks last, all alike, under the policy `Last`.
 */
export type StandingStatus = "Scored" | "Missing" | "Unqualified" | "Withdrawn" | "Disqualified"

/** A participant's score, tie-break values and status in one challenge. */
export interface Standing {
  readonly participantId: ParticipantId
  readonly status: StandingStatus
  /** An integer at the rule's decimals; 0 where there is none. */
  readonly score: number
  /** One integer for each link of the tie-break chain, turned so that the smaller is better. */
  readonly tieBreak: ReadonlyArray<number>
  /** Further scores by name, for prizes and tie-breaks: integers at the decimals of their rule. */
  readonly measures: Readonly<Record<string, number>>
  readonly division?: Name
  /** The team that the participant belongs to. */
  readonly team?: ParticipantId
}

/** A standing with its rank. */
export interface Ranked {
  readonly standing: Standing
  /** The rank under the rank policy; with policy `fractional` it may end in .5. */
  readonly rank: number
  /** Its position in the listing, counted from 1; ties are listed by participant id. */
  readonly place: number
}

/** Standings in order, with ranks. `unranked` holds those without a rank, by participant id. */
export interface Ranking {
  readonly ranked: ReadonlyArray<Ranked>
  readonly unranked: ReadonlyArray<Standing>
}
