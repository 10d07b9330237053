import type { ActivityLog } from "@laurel/core/activity"
import type { ChallengeStore, Deposits, Entries, Scores, Snapshots } from "@laurel/core/challenge"
import type { Ledger } from "@laurel/core/ledger"
import type { Transaction } from "@laurel/core/runtime"
import type { PaymentProvider, SettlementStore } from "@laurel/core/settlement"

/** Every port that the use cases need; an adapter that offers them all can carry Laurel. */
export type Ports =
  | ActivityLog
  | ChallengeStore
  | Deposits
  | Entries
  | Ledger
  | PaymentProvider
  | Scores
  | SettlementStore
  | Snapshots
  | Transaction
