import type { ActivityLog } from "@laurel/core/activity"
import type { ChallengeStore, Deposits, Entries, Scores, Snapshots } from "@laurel/core/challenge"
import type { Ledger } from "@laurel/core/ledger"
import type { Transaction } from "@laurel/core/runtime"
import type { PaymentProvider, SettlementStore } from "@laurel/core/settlement"
import { Layer } from "effect"
import { layerActivityLog } from "./ActivityLog.ts"
import { layerChallengeStore } from "./ChallengeStore.ts"
import { layerDeposits } from "./Deposits.ts"
import { layerEntries } from "./Entries.ts"
import { layerLedger } from "./Ledger.ts"
import { layerWallet } from "./PaymentProvider.ts"
import { layerScores } from "./Scores.ts"
import { layerSettlementStore } from "./SettlementStore.ts"
import { layerSnapshots } from "./Snapshots.ts"
import { layerTransaction } from "./Transaction.ts"
import { layerWorld } from "./World.ts"

/** Every port that an adapter offers. */
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

/**
 * All ports in the process's memory, over one world: the reference implementation. Everything is gone with the process.
 * Use `Layer.fresh` for a world of one's own.
 */
export const layer: Layer.Layer<Ports> = Layer.mergeAll(
  layerActivityLog,
  layerChallengeStore,
  layerDeposits,
  layerEntries,
  layerLedger,
  layerScores,
  layerSettlementStore,
  layerSnapshots,
  layerTransaction,
  layerWallet
).pipe(Layer.provide(layerWorld))
