import type { Counted, ListedState, Logged, Outcome } from "@laurel/core/activity"
import type {
  Adjustment,
  BoardView,
  Challenge,
  ChallengeDefinition,
  ChallengeState,
  Charge,
  Entry,
  EntryOutcome,
  Involvement,
  JoinOutcome,
  OutcomeIn,
  TrendCursor,
  TrendPage,
  UserStats
} from "@laurel/core/challenge"
import type { Circle, Invite, Invited, Member, Membership } from "@laurel/core/community"
import type { PayoutLine, SettlementPlan, SettlementState } from "@laurel/core/settlement"
import type { TickReport } from "@laurel/core/work"
import type { ActivityRow } from "./ActivityRow.ts"
import type { AdjustmentQuery, AdjustmentRow } from "./AdjustmentRow.ts"
import type { Amendment } from "./Amendment.ts"
import type { BoardQuery, PageQuery, PageShown, PlacesShown, RevealShown } from "./BoardShown.ts"
import type { ChargeReportRow } from "./ChargeReportRow.ts"
import type { CircleBoardShown, CircleGiven, JoinedQuery } from "./CircleShown.ts"
import type { DepositRow } from "./DepositRow.ts"
import type { EntryRow } from "./EntryRow.ts"
import type { Explained } from "./Explained.ts"
import type { PayoutReport } from "./PayoutReport.ts"
import type { PlanOptions, PreviewOptions } from "./PlanOptions.ts"
import type { Standings } from "./StandingRow.ts"

/** A challenge definition as it is written in JSON; what has a default may be left out. */
export type DefinitionJson = typeof ChallengeDefinition.Encoded

/** A row that could not be read; the problem says why. Nothing was done with it, and the other rows went on. */
export interface Unusable {
  readonly _tag: "Unusable"
  readonly problem: string
}

/** Which challenges to list; all that are not archived unless narrowed. */
export interface ListQuery {
  readonly organiser?: string
  /** Those that this person takes part in or organises; or, with `as`, one of the two alone. */
  readonly involving?: { readonly person: string; readonly as?: ReadonlyArray<Involvement> }
  readonly states?: ReadonlyArray<ChallengeState>
  readonly featured?: boolean
  readonly after?: string
  readonly limit?: number
}

/** Which activities to list: those of a user, or those of everybody in a state, or those of a user in a state. */
export interface ActivityQuery {
  readonly user?: string
  /** `Held` is what is refused, rejected or in quarantine; `Quarantined` what waits for `review`. */
  readonly state?: ListedState
  /** The `place` of the last of the page before. */
  readonly before?: number
  readonly limit?: number
}

/** Which page of what is trending. */
export interface TrendQuery {
  readonly limit?: number
  /** The `next` of the page before. */
  readonly after?: TrendCursor
}

/** How a journal is written. */
export type JournalFormat = "hledger" | "csv" | "jsonl"

/**
 * Laurel behind promises. Every refusal is a rejection with the core's tagged error: an `Error` with `_tag`, its facts as
 * fields, and a message; `docs/reference/errors.md` lists them. No method throws.
 *
 * **Details**: instants go in as ISO 8601 text, milliseconds or `Date`, quantities in the metric's unit, amounts as minor
 * units. What comes out are the values of the core: instants in milliseconds since 1970, quantities as integers at the
 * metric's decimals, amounts as `bigint`; only boards and explanations have their numbers as text. `by` is the organiser
 * of the options unless given. Rows of a batch are answered one by one, in their order, and none blocks another.
 */
export interface Laurel {
  /** Creates a challenge as a draft, from its definition or the JSON text of one; refused with every mistake in it. */
  readonly define: (definition: DefinitionJson | string, by?: string) => Promise<Challenge>
  /**
   * Puts another definition in place of a draft's, the one with the same id; refused with every mistake in it, and with `atVersion`
   * as `ChallengeChanged` once somebody has changed the draft since.
   */
  readonly revise: (definition: DefinitionJson | string, by?: string, atVersion?: number) => Promise<Challenge>
  /** Freezes the rules with their hash and opens the challenge for entries; `atVersion` as with `revise`. */
  readonly publish: (challengeId: string, by?: string, atVersion?: number) => Promise<Challenge>
  /** The challenge, brought up to the clock. */
  readonly challenge: (challengeId: string) => Promise<Challenge>
  /** Enters users, by their name or with all that an entry can have. */
  readonly join: (
    challengeId: string,
    entries: ReadonlyArray<string | EntryRow>
  ) => Promise<ReadonlyArray<EntryOutcome | Unusable>>
  /**
   * Enters one user whose fee the payment provider charges: `fee` says who pays and how much, which has to be what the challenge
   * asks now. The same again is answered the same; while nobody knows whether the charge is paid that is `ChargePending`.
   */
  readonly joinWithFee: (challengeId: string, entry: string | EntryRow, worker?: string) => Promise<JoinOutcome>
  /** The charges of entry fees, whatever became of them, by participant id. */
  readonly charges: (challengeId: string) => Promise<ReadonlyArray<Charge>>
  /** Asks the provider about every charge that is under way and that nobody works on; gives those as they are after that. */
  readonly reconcileCharges: (challengeId: string) => Promise<ReadonlyArray<Charge>>
  /** Records what the provider's message, or the organiser with a note, says about a charge; twice changes nothing. */
  readonly reportCharge: (challengeId: string, report: ChargeReportRow, by?: string) => Promise<Charge>
  /** Every entry, by participant id. */
  readonly entries: (challengeId: string) => Promise<ReadonlyArray<Entry>>
  /** Changes status, eligibility, handicap or categories of an entry, until the standings are final. */
  readonly amend: (challengeId: string, amendment: Amendment, by?: string) => Promise<void>
  /** Books money of a sponsor, or carried over, into the pool; `false` when this deposit was booked before. */
  readonly deposit: (challengeId: string, deposit: DepositRow) => Promise<boolean>
  /** Records activities and brings the scores up to date; more than 5 000 rows go in several transactions. */
  readonly record: (
    challengeId: string,
    activities: ReadonlyArray<ActivityRow>
  ) => Promise<ReadonlyArray<Outcome | Unusable>>
  /**
   * Records what a user did, each activity in every challenge that the user takes part in, that has begun and is not over, and that measures its metric;
   * gives for each, in the order given, what became of it in each of those.
   */
  readonly sync: (
    user: string,
    activities: ReadonlyArray<Omit<ActivityRow, "user">>
  ) => Promise<ReadonlyArray<ReadonlyArray<OutcomeIn> | Unusable>>
  /**
   * A page of activities, each with what it is now, the newest first: earlier revisions and what was refused too; 20 unless `limit` says
   * otherwise. What arrives after a page is in none of those that follow it.
   */
  readonly activities: (challengeId: string, query: ActivityQuery) => Promise<ReadonlyArray<Logged>>
  /** Activities that counted when they came and that the plausible limit of their day withholds until `review`. */
  readonly withheld: (challengeId: string) => Promise<ReadonlyArray<Counted>>
  /** Decides about an activity, in quarantine or not; `false` when no activity, a void or a refused one holds the key. */
  readonly review: (
    challengeId: string,
    activity: { readonly source?: string; readonly key: string },
    verdict: "Released" | "Rejected",
    by?: string
  ) => Promise<boolean>
  /** Adds to the score of a participant, or takes from it, until the standings are final; `false` when this adjustment was made before. */
  readonly adjust: (challengeId: string, adjustment: AdjustmentRow, by?: string) => Promise<boolean>
  /** Takes an adjustment back: it stays to be read, and adds nothing any more; `false` when it was taken back before. */
  readonly reverseAdjustment: (challengeId: string, adjustment: string, reason: string, by?: string) => Promise<boolean>
  /** A page of adjustments, the oldest first, those that were taken back too, amounts at the decimals of the score: 20 unless `limit` says otherwise. */
  readonly adjustments: (challengeId: string, query?: AdjustmentQuery) => Promise<ReadonlyArray<Adjustment>>
  /** The board: the public's, which may stand still, or the organisers'. */
  readonly standings: (challengeId: string, view?: BoardView) => Promise<Standings>
  /**
   * A page of a board that is kept current: the public's, which may stand still, or the organisers'. It has everything in it that was
   * written through this Laurel before. `InvalidCursor` where `after` is none; `NoSuchBoard` where the challenge has no such division.
   */
  readonly board: (challengeId: string, query?: PageQuery) => Promise<PageShown>
  /** A participant, or team, with up to so many neighbours (5 unless said otherwise) before and after; none where it is not ranked. */
  readonly around: (
    challengeId: string,
    participant: string,
    neighbours?: number,
    query?: BoardQuery
  ) => Promise<PlacesShown>
  /** The rows of these participants on a board, in the order given, without those who are not ranked. */
  readonly ranks: (challengeId: string, participants: ReadonlyArray<string>, query?: BoardQuery) => Promise<PlacesShown>
  /** The board of a circle: these participants ranked among themselves. */
  readonly circle: (
    challengeId: string,
    participants: ReadonlyArray<string>,
    query?: BoardQuery
  ) => Promise<PlacesShown>
  /**
   * How the board that stands still for the public has moved on since, place by place from the bottom, through the first so many places (10
   * unless said otherwise): to be shown before `unfreeze`. `BoardNotFrozen` where it moves.
   */
  readonly reveal: (challengeId: string, places?: number, query?: Omit<BoardQuery, "view">) => Promise<RevealShown>
  /** Where a participant's score comes from: every activity, what it gave, what limits changed, what was left out. */
  readonly explain: (challengeId: string, participant: string) => Promise<Explained>
  /** Lets the public board stand still as it is now. */
  readonly freeze: (challengeId: string, by?: string) => Promise<Challenge>
  /** Lets the public board move on. */
  readonly unfreeze: (challengeId: string, by?: string) => Promise<Challenge>
  /** Freezes the final standings with their hash, once the grace period is over. */
  readonly finish: (challengeId: string) => Promise<Standings>

  /** The plan that would be made now; nothing is stored. */
  readonly preview: (challengeId: string, options?: PreviewOptions) => Promise<SettlementPlan>
  /** Plans the settlement of a final challenge and publishes it as provisional. */
  readonly plan: (challengeId: string, options?: PlanOptions) => Promise<SettlementPlan>
  /** Approves the plan with this hash, once its dispute window is over; never by who made it. */
  readonly approve: (challengeId: string, planHash: string, by: string) => Promise<SettlementState>
  /** Rejects the plan with this hash; another can be made then. */
  readonly reject: (challengeId: string, planHash: string, by: string, reason: string) => Promise<SettlementState>
  /** Posts the approved plan to the ledger and makes its payouts payable. */
  readonly post: (challengeId: string) => Promise<SettlementState>
  /** Pays every line that is payable; `worker` tells several payers apart. */
  readonly pay: (challengeId: string, worker?: string) => Promise<SettlementState>
  /** Asks the provider about every payout whose outcome is unknown. */
  readonly reconcile: (challengeId: string) => Promise<SettlementState>
  /** Makes a refused or returned payout line payable again; `false` when there is no such line. */
  readonly retry: (challengeId: string, line: string) => Promise<boolean>
  /** Records what the provider's message, or the organiser with a note, says about an attempt; twice changes nothing. */
  readonly report: (challengeId: string, report: PayoutReport, by?: string) => Promise<SettlementState>
  /** Stops trying to pay a returned line: the amount waits for its recipient, and no longer holds the settlement up. */
  readonly giveUp: (challengeId: string, line: string, by?: string) => Promise<SettlementState>
  /** Makes payable again what nobody had claimed. */
  readonly reclaim: (challengeId: string, line: string, by?: string) => Promise<SettlementState>
  /** Ends the wait for the recipient of what nobody claimed: it becomes the platform's, for good. */
  readonly forfeit: (challengeId: string, line: string, by?: string) => Promise<SettlementState>
  /** Amends entries of a settled challenge and plans the next version, which posts the differences only. */
  readonly correct: (
    challengeId: string,
    amendments: ReadonlyArray<Amendment>,
    options?: PlanOptions
  ) => Promise<SettlementPlan>
  /** Upholds a dispute of provisional results: amends entries and publishes the plan that follows. */
  readonly upholdDispute: (
    challengeId: string,
    amendments: ReadonlyArray<Amendment>,
    reason: string,
    options?: PlanOptions
  ) => Promise<SettlementPlan>
  /** Owes the payers of a cancelled challenge their money; anybody may ask, as the clock cancels too. */
  readonly refund: (challengeId: string, reason: string, by?: string) => Promise<SettlementState>
  /** Cancels a challenge, or its settlement before it is posted, and owes every payer exactly what was paid. */
  readonly cancel: (challengeId: string, reason: string, by?: string) => Promise<SettlementState>
  /** The settlements of a challenge, as they were begun: the last stands, unless it is a correction that was cancelled. */
  readonly settlements: (challengeId: string) => Promise<ReadonlyArray<SettlementState>>
  /** Every payout line, those of earlier settlements first: a line is owed on after its settlement was superseded. */
  readonly payouts: (challengeId: string) => Promise<ReadonlyArray<PayoutLine>>
  /** Everything the ledger holds about the challenge, as text: a plain-text journal for hledger, CSV, or JSON Lines. */
  readonly journal: (challengeId: string, format?: JournalFormat) => Promise<string>

  /** Creates a circle: a group of users that sees a board of its own. Whoever creates it owns it and is its first member. */
  readonly createCircle: (circle: CircleGiven, by: string) => Promise<Circle>
  /** Changes what the owner of a circle decides; what is left out stays. */
  readonly amendCircle: (circleId: string, amendment: Partial<CircleGiven>, by: string) => Promise<Circle>
  /** Takes a circle away; for its owner. */
  readonly deleteCircle: (circleId: string, by: string) => Promise<void>
  /** Takes somebody into a circle that they may see; `CircleFull` where there is no room. */
  readonly joinCircle: (circleId: string, user: string) => Promise<Circle>
  /**
   * Takes somebody out of a circle, who leaves it unless its owner (`by`) takes them out. When its owner leaves, whoever has been in it for
   * longest owns it; when the last leaves, it is gone.
   */
  readonly leaveCircle: (circleId: string, user: string, by?: string) => Promise<void>
  /** The circle, private or not: to whom it is shown is for you to decide. */
  readonly circleOf: (circleId: string) => Promise<Circle>
  /** A page of the circles that somebody is in, in the order in which they joined. */
  readonly circles: (user: string, query?: JoinedQuery) => Promise<ReadonlyArray<Membership>>
  /** A page of who is in a circle, in the order in which they joined. */
  readonly circleMembers: (circleId: string, query?: JoinedQuery) => Promise<ReadonlyArray<Member>>
  /** The members of a circle who take part, ranked among themselves, each with the rank on the whole board. */
  readonly circleBoard: (challengeId: string, circleId: string, query?: BoardQuery) => Promise<CircleBoardShown>

  /** Invites users to a circle, at most 500; for its owner. Each is answered for in the order given. */
  readonly inviteToCircle: (
    circleId: string,
    users: ReadonlyArray<string>,
    by: string
  ) => Promise<ReadonlyArray<Invited>>
  /** Invites users to a challenge, at most 500; for its organiser. */
  readonly inviteToChallenge: (
    challengeId: string,
    users: ReadonlyArray<string>,
    by?: string
  ) => Promise<ReadonlyArray<Invited>>
  /** The invitations that somebody can answer, the earliest first: 500 at most. */
  readonly invites: (user: string) => Promise<ReadonlyArray<Invite>>
  /** Accepts an invitation of a user: to a circle, which they are in then, or to a challenge. */
  readonly acceptInvite: (inviteId: string, user: string) => Promise<Invite>
  /** Declines an invitation of a user. */
  readonly declineInvite: (inviteId: string, user: string) => Promise<Invite>
  /** Takes an invitation back; for whoever owns the circle, or organises the challenge. */
  readonly revokeInvite: (inviteId: string, by: string) => Promise<void>

  /** A page of challenges by id, of those that are all that is asked for: 20 unless `limit` says otherwise, after the id `after`. */
  readonly list: (query?: ListQuery) => Promise<ReadonlyArray<Challenge>>
  /** What a user has come to over all challenges: places in final standings, active days, and what settlements give. */
  readonly userStats: (user: string) => Promise<UserStats>
  /** A page of the public challenges in which most went on in the last two days, with their scores: 20 unless `limit` says otherwise. */
  readonly trending: (query?: TrendQuery) => Promise<TrendPage>
  /**
   * Drafts a challenge with the rules and prizes of another, never with its participants or money; with a new `start`, a date or
   * an instant, all its dates move along by the calendar.
   */
  readonly duplicate: (challengeId: string, newId: string, start?: string, by?: string) => Promise<Challenge>
  /** Ends the series of a challenge that recurs: those that are there go on. */
  readonly endSeries: (challengeId: string, by?: string) => Promise<Challenge>
  /**
   * Carries out what the clock has brought about, at most so many things (500 unless said otherwise): openings, freezes, boards of
   * days, closings, final standings, ends of dispute windows, occurrences. Call it every few seconds, from as many processes as you like.
   */
  readonly tick: (limit?: number) => Promise<TickReport>

  /**
   * Ends what is under way and gives back what the store holds: connections, and with the memory store everything.
   * Afterwards every method is refused with `Closed`.
   */
  readonly close: () => Promise<void>
  /** As `close`, for `await using`. */
  readonly [Symbol.asyncDispose]: () => Promise<void>
}
