import type { Standing } from "../ranking/index.ts"
import type { ParticipantId, Rational } from "../shared/index.ts"
import type { AwardingTag } from "./Awarding.ts"

/** Money paid in, by whom, and for which entry. */
export interface Contribution {
  readonly payer: string
  readonly kind: "EntryFee" | "Sponsor" | "CarryOver"
  readonly participantId?: ParticipantId
  readonly minorUnits: bigint
}

/** A team with its standing among the teams, and its members with their scores. */
export interface TeamStanding {
  readonly standing: Standing
  readonly members: ReadonlyArray<{ readonly participantId: ParticipantId; readonly score: number }>
}

/**
 * Why someone may not be paid: ranked but not paid, excluded from the ranking, or not (yet) verified, which matters only
 * where the plan demands it. A team is paid through its members: it is excluded when all of them are.
 */
export type Eligibility = "RankedNotPaid" | "Excluded" | "Unverified"

/**
 * What prizes are computed from. The same input gives the same prizes, in whatever order its lists are (I13).
 *
 * **Details**
 * - `standings`: of everybody who entered, whatever became of them; they are counted as the entries.
 * - `teams`: at most as many as there are participants.
 * - `advances`: what was paid ahead, by participant; it counts as part of the award and is no longer due.
 * - `seed`: published before entries close; decides who gets odd units. `key` puts another order in its place.
 * - `secret`: the revealed secret of a draw.
 */
export interface PrizeInput {
  readonly contributions: ReadonlyArray<Contribution>
  readonly standings: ReadonlyArray<Standing>
  readonly teams?: ReadonlyArray<TeamStanding>
  readonly eligibility?: ReadonlyMap<ParticipantId, Eligibility>
  readonly categories?: ReadonlyMap<ParticipantId, ReadonlyArray<string>>
  readonly advances?: ReadonlyMap<ParticipantId, bigint>
  readonly seed: string
  readonly secret?: string
  readonly key?: (participantId: string) => string
}

/** Who holds money that is nobody's prize. */
export type Destination = "Platform" | "Sponsor" | "CarryOver" | "Charity"

/** Why money is left over. */
export type ResidualReason =
  /** Shares or amounts do not use the stage up. */
  | "Unassigned"
  /** There were fewer finishers, or fewer eligible, than places. */
  | "UnfilledPlaces"
  /** What whole units could not hold. */
  | "Rounding"
  /** A price was rounded down. */
  | "Breakage"
  /** The place was used up by somebody who is not paid. */
  | "Ineligible"
  /** Tied places whose money the plan gives to the sponsor. */
  | "VoidTie"
  | "NoWinner"
  | "OneEntrant"
  | "AllScoresZero"
  | "CapPerPerson"
  | "MinimumPrize"

/** Which rule gave an award: its index among the stage's awards. `Residual` and `SplitAmongAll` have the index -1. */
export interface RuleReference {
  readonly index: number
  readonly tag: AwardingTag | "Residual" | "SplitAmongAll"
}

/**
 * An amount for one participant with the reason for it.
 *
 * **Details**
 * - `place`: the first place of its group, counted among those who can win; `tied`: how many share it.
 * - `share`: the exact amount before rounding and limits. `roundingUnit`: what rounding added to the floor of the share.
 * - `advance`: the part that was paid ahead; `due`: the part still to be paid. They sum to `minorUnits`.
 * - `team`: the team through which the participant wins.
 */
export interface Award {
  readonly participantId: ParticipantId
  readonly stage: string
  readonly rule: RuleReference
  readonly minorUnits: bigint
  readonly place: number
  readonly tied: number
  readonly share: Rational.Rational
  readonly roundingUnit: bigint
  readonly advance: bigint
  readonly due: bigint
  readonly team?: ParticipantId
}

/** An item for one participant; `place` is the place whose item it is. */
export interface ItemAward {
  readonly participantId: ParticipantId
  readonly stage: string
  readonly rule: RuleReference
  readonly item: string
  readonly place: number
}

/** What was taken off before prizes. */
export interface Deducted {
  readonly kind: "PlatformFee" | "Charity"
  readonly destination: "Platform" | "Charity"
  readonly minorUnits: bigint
}

/** Money that the organiser pays in: to reach the guarantee, to fund prizes past the pool, or places past the table. */
export interface TopUp {
  readonly reason: "Guarantee" | "Shortfall" | "BeyondTable"
  readonly minorUnits: bigint
  readonly stage?: string
}

/** Money that is nobody's prize, where it goes and why. */
export interface ResidualLine {
  readonly destination: Destination
  readonly minorUnits: bigint
  readonly reason: ResidualReason
  readonly stage?: string
}

/** An item that nobody won. */
export interface ItemLeft {
  readonly item: string
  readonly stage: string
  readonly destination: Destination
}

/** What a payer gets back. */
export interface Refund {
  readonly payer: string
  readonly minorUnits: bigint
}

/**
 * How a pool became awards. Gross and top-up are equal to deductions, awards, residual and refunds together, always
 * (I3, I12; `conservation` states it).
 *
 * **Details**: `pool` is what the stages divide, after deductions and the guarantee. `topUp` is the sum of `topUps`.
 * `overpaid` lists advances beyond what was won: a receivable, no part of the sums.
 */
export interface Prizes {
  readonly outcome: "Awarded" | "Refunded"
  readonly gross: bigint
  readonly deductions: ReadonlyArray<Deducted>
  readonly pool: bigint
  readonly topUp: bigint
  readonly topUps: ReadonlyArray<TopUp>
  readonly stages: ReadonlyArray<{ readonly name: string; readonly minorUnits: bigint }>
  readonly awards: ReadonlyArray<Award>
  readonly items: ReadonlyArray<ItemAward>
  readonly itemsLeft: ReadonlyArray<ItemLeft>
  readonly residual: ReadonlyArray<ResidualLine>
  readonly refunds: ReadonlyArray<Refund>
  readonly overpaid: ReadonlyArray<{ readonly participantId: ParticipantId; readonly minorUnits: bigint }>
}
