import type { Counted } from "../src/activity/index.ts"
import type { BoardScope, RankedRow } from "../src/board/index.ts"
import type { AdjustmentWanted, Board, Entry } from "../src/challenge/index.ts"
import type { Entry as LedgerEntry } from "../src/ledger/index.ts"
import type { Contribution, PrizeInput } from "../src/prize/index.ts"
import type { ScoreState } from "../src/scoring/index.ts"
import type { SettlementPlan } from "../src/settlement/index.ts"
import type { ChallengeId, Currency, Instant, UserId } from "../src/shared/index.ts"
import type { Setting } from "./Setting.ts"

/** A board, with everything it is made from: as stored, and as the model of the log has it. */
export interface BoardObserved {
  readonly _tag: "Board"
  readonly setting: Setting
  readonly at: Instant
  readonly board: Board
  readonly entries: ReadonlyArray<Entry>
  /** What counts by the log that is tested. */
  readonly counted: ReadonlyMap<UserId, ReadonlyArray<Counted>>
  /** What counts by the model of the log. */
  readonly expected: ReadonlyMap<string, ReadonlyArray<Counted>>
  readonly states: ReadonlyMap<UserId, ScoreState>
  /** What scores are adjusted by, without what was taken back. */
  readonly adjustments: ReadonlyArray<AdjustmentWanted>
}

/** A board that is kept current, once everything is carried to it, and the standings made from the facts at the same instant. */
export interface KeptBoardObserved {
  readonly _tag: "KeptBoard"
  readonly setting: Setting
  readonly scope: BoardScope
  readonly rows: ReadonlyArray<RankedRow>
  readonly board: Board
}

/** What a spectator was told of the board of all participants until its end, and that board made from the facts. */
export interface ToldBoardObserved {
  readonly _tag: "ToldBoard"
  /** The tiers one after the other. */
  readonly rows: ReadonlyArray<RankedRow>
  readonly board: Board
}

/** The public board while it is to stand still, and as it was then. */
export interface FrozenBoardObserved {
  readonly _tag: "FrozenBoard"
  readonly frozen: Board
  readonly now: Board
}

/** Two boards of the same facts: as they arrived, and in another order, other batches and with duplicates. */
export interface OrderObserved {
  readonly _tag: "Order"
  readonly arrived: Board
  readonly reordered: Board
}

/** All entries of the ledger so far, and what has been done with the pool. */
export interface LedgerObserved {
  readonly _tag: "Ledger"
  readonly challengeId: ChallengeId
  readonly currency: Currency
  readonly entries: ReadonlyArray<LedgerEntry>
  readonly phase: "Open" | "Posted" | "Cancelled"
}

/** A plan, what a preview had shown, and what it was made from, gathered anew. */
export interface PlanObserved {
  readonly _tag: "Plan"
  readonly setting: Setting
  readonly board: Board
  readonly plan: SettlementPlan
  readonly preview: SettlementPlan
  /** The same plan from the same facts in another order, as text. */
  readonly again: string
  readonly input: PrizeInput
}

/** How attempts to approve were answered that must be refused: the tags of the answers. */
export interface ApprovalObserved {
  readonly _tag: "Approval"
  readonly byMaker: string
  readonly ofOtherHash: string
}

/** A correction that was posted: both plans, and the ledger before and after. */
export interface CorrectionObserved {
  readonly _tag: "Correction"
  readonly previous: SettlementPlan
  readonly plan: SettlementPlan
  readonly before: ReadonlyArray<LedgerEntry>
  readonly after: ReadonlyArray<LedgerEntry>
}

/** A cancellation, and what had been paid in. */
export interface CancellationObserved {
  readonly _tag: "Cancellation"
  readonly challengeId: ChallengeId
  readonly contributions: ReadonlyArray<Contribution>
  readonly entries: ReadonlyArray<LedgerEntry>
}

/** What a simulation shows to its checks. */
export type Observation =
  | BoardObserved
  | KeptBoardObserved
  | ToldBoardObserved
  | FrozenBoardObserved
  | OrderObserved
  | LedgerObserved
  | PlanObserved
  | ApprovalObserved
  | CorrectionObserved
  | CancellationObserved
