import type { ActivityLog } from "../src/activity/index.ts"
import type { ChallengeStore, Deposits, Entries, Scores, Snapshots } from "../src/challenge/index.ts"
import type { Ledger } from "../src/ledger/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { PaymentProvider, SettlementStore } from "../src/settlement/index.ts"

/** The ports that a simulated challenge needs. */
export type SimulationPorts =
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
