import type { ApiKeys, KeptAnswers, StreamTokens } from "./access/index.ts"
import type { ActivityLog } from "./activity/index.ts"
import type { Audit } from "./audit/index.ts"
import type { StoredBoards } from "./board/index.ts"
import type {
  Adjustments,
  ChallengeStore,
  Charges,
  Deposits,
  Entries,
  Outbox,
  Scores,
  Snapshots,
  Tallies
} from "./challenge/index.ts"
import type { Circles, Invites } from "./community/index.ts"
import type { Ledger } from "./ledger/index.ts"
import type { PaymentProvider } from "./payment/index.ts"
import type { DueDates, Jobs, Transaction } from "./runtime/index.ts"
import type { SettlementStore } from "./settlement/index.ts"
import type { WebhookStore } from "./webhook/index.ts"

/** Every port of which facts are kept, and the transactions over them, by name. */
export interface PortsByName {
  readonly ActivityLog: ActivityLog
  readonly Adjustments: Adjustments
  readonly ApiKeys: ApiKeys
  readonly Audit: Audit
  readonly ChallengeStore: ChallengeStore
  readonly Charges: Charges
  readonly Circles: Circles
  readonly Deposits: Deposits
  readonly DueDates: DueDates
  readonly Entries: Entries
  readonly Invites: Invites
  readonly Jobs: Jobs
  readonly KeptAnswers: KeptAnswers
  readonly Ledger: Ledger
  readonly Outbox: Outbox
  readonly Scores: Scores
  readonly SettlementStore: SettlementStore
  readonly Snapshots: Snapshots
  readonly StoredBoards: StoredBoards
  readonly StreamTokens: StreamTokens
  readonly Tallies: Tallies
  readonly Transaction: Transaction
  readonly WebhookStore: WebhookStore
}

/** The ports that a store offers. */
export type StorePorts = PortsByName[keyof PortsByName]

/** Every port that the use cases need: those of a store, and somebody who pays. */
export type Ports = StorePorts | PaymentProvider
