import type { ActivityLog } from "../src/activity/index.ts"
import type { ChallengeStore, Deposits, Entries, Scores, Snapshots } from "../src/challenge/index.ts"
import type { Ledger } from "../src/ledger/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import type { SettlementStore } from "../src/settlement/index.ts"

/** Every port of which facts are kept, and the transactions over them, by name. */
export interface PortsByName {
  readonly ActivityLog: ActivityLog
  readonly ChallengeStore: ChallengeStore
  readonly Deposits: Deposits
  readonly Entries: Entries
  readonly Ledger: Ledger
  readonly Scores: Scores
  readonly SettlementStore: SettlementStore
  readonly Snapshots: Snapshots
  readonly Transaction: Transaction
}

/** The ports that a complete adapter offers. */
export type Ports = PortsByName[keyof PortsByName]
