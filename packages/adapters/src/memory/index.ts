import type { Ports } from "@laurel/core"
import { Layer } from "effect"
import { layerActivityLog } from "./ActivityLog.ts"
import { layerAdjustments } from "./Adjustments.ts"
import { layerApiKeys } from "./ApiKeys.ts"
import { layerAudit } from "./Audit.ts"
import { layerChallengeStore } from "./ChallengeStore.ts"
import { layerCharges } from "./Charges.ts"
import { layerCircles } from "./Circles.ts"
import { layerDeposits } from "./Deposits.ts"
import { layerDueDates } from "./DueDates.ts"
import { layerEntries } from "./Entries.ts"
import { layerInvites } from "./Invites.ts"
import { layerJobs } from "./Jobs.ts"
import { layerKeptAnswers } from "./KeptAnswers.ts"
import { layerLedger } from "./Ledger.ts"
import { layerOutbox } from "./Outbox.ts"
import { layerWallet } from "./PaymentProvider.ts"
import { layerScores } from "./Scores.ts"
import { layerSettlementStore } from "./SettlementStore.ts"
import { layerSnapshots } from "./Snapshots.ts"
import { layerStoredBoards } from "./StoredBoards.ts"
import { layerStreamTokens } from "./StreamTokens.ts"
import { layerTallies } from "./Tallies.ts"
import { layerTransaction } from "./Transaction.ts"
import { layerWebhookStore } from "./WebhookStore.ts"
import { layerWorld } from "./World.ts"

export type { Ports } from "@laurel/core"
export { layerBoardNews } from "./BoardNews.ts"
export { layerBoards } from "./Boards.ts"
export { layerCaches } from "./Caches.ts"

const challengeStore = Layer.provide(layerChallengeStore, layerEntries)

/**
 * All ports in the process's memory, over one world: the reference implementation. Everything is gone with the process.
 * Use `Layer.fresh` for a world of one's own.
 */
export const layer: Layer.Layer<Ports> = Layer.mergeAll(
  layerActivityLog,
  layerAdjustments,
  layerApiKeys,
  layerAudit,
  challengeStore,
  layerCharges,
  layerCircles,
  layerDeposits,
  layerDueDates,
  layerEntries,
  layerInvites,
  layerJobs,
  layerKeptAnswers,
  layerLedger,
  layerOutbox,
  layerScores,
  layerSettlementStore,
  layerSnapshots,
  layerStoredBoards,
  layerStreamTokens,
  layerTallies,
  layerTransaction,
  layerWallet,
  Layer.provide(layerWebhookStore, challengeStore)
).pipe(Layer.provide(layerWorld))
