import type { Layer } from "effect"
import { activityLogContract } from "./activityLog.contract.ts"
import { adjustmentsContract } from "./adjustments.contract.ts"
import { apiKeysContract } from "./apiKeys.contract.ts"
import { auditContract } from "./audit.contract.ts"
import type { Contract, Divergence } from "./Contract.ts"
import { challengeStoreContract } from "./challengeStore.contract.ts"
import { chargesContract } from "./charges.contract.ts"
import { circlesContract } from "./circles.contract.ts"
import { depositsContract } from "./deposits.contract.ts"
import { dueDatesContract } from "./dueDates.contract.ts"
import { entriesContract } from "./entries.contract.ts"
import { invitesContract } from "./invites.contract.ts"
import { jobsContract } from "./jobs.contract.ts"
import { keptAnswersContract } from "./keptAnswers.contract.ts"
import { ledgerContract } from "./ledger.contract.ts"
import { outboxContract } from "./outbox.contract.ts"
import type { Ports, PortsByName } from "./Ports.ts"
import { scoresContract } from "./scores.contract.ts"
import { settlementStoreContract } from "./settlementStore.contract.ts"
import { snapshotsContract } from "./snapshots.contract.ts"
import { storedBoardsContract } from "./storedBoards.contract.ts"
import { streamTokensContract } from "./streamTokens.contract.ts"
import { talliesContract } from "./tallies.contract.ts"
import { transactionContract } from "./transaction.contract.ts"
import { webhookStoreContract } from "./webhookStore.contract.ts"

/** How an adapter's contracts run: as `ContractOptions`, with the signed exceptions of each port. */
export interface AllContractsOptions {
  readonly diverges?: { readonly [Port in keyof PortsByName]?: ReadonlyArray<Divergence> }
  readonly runs?: number
  readonly sequences?: number
}

/** Named, so that a port without its contract does not compile. */
const contracts: Readonly<Record<keyof PortsByName, Contract<Ports>>> = {
  ActivityLog: activityLogContract,
  Adjustments: adjustmentsContract,
  ApiKeys: apiKeysContract,
  Audit: auditContract,
  ChallengeStore: challengeStoreContract,
  Charges: chargesContract,
  Circles: circlesContract,
  Deposits: depositsContract,
  DueDates: dueDatesContract,
  Entries: entriesContract,
  Invites: invitesContract,
  Jobs: jobsContract,
  KeptAnswers: keptAnswersContract,
  Ledger: ledgerContract,
  Outbox: outboxContract,
  Scores: scoresContract,
  SettlementStore: settlementStoreContract,
  Snapshots: snapshotsContract,
  StoredBoards: storedBoardsContract,
  StreamTokens: streamTokensContract,
  Tallies: talliesContract,
  Transaction: transactionContract,
  WebhookStore: webhookStoreContract
}

/**
 * Declares the contract of every port for one adapter: an adapter that passes gives the answers of all others.
 *
 * **Example**: `allContracts("memory", Memory.layer)` in a test file.
 */
export const allContracts = (
  adapter: string,
  layer: Layer.Layer<Ports, unknown>,
  { diverges = {}, ...sizes }: AllContractsOptions = {}
): void => {
  const declare = (port: keyof PortsByName): void =>
    contracts[port](adapter, layer, { diverges: diverges[port] ?? [], ...sizes })
  declare("ActivityLog")
  declare("Adjustments")
  declare("ApiKeys")
  declare("Audit")
  declare("ChallengeStore")
  declare("Charges")
  declare("Circles")
  declare("Deposits")
  declare("DueDates")
  declare("Entries")
  declare("Invites")
  declare("Jobs")
  declare("KeptAnswers")
  declare("Ledger")
  declare("Outbox")
  declare("Scores")
  declare("SettlementStore")
  declare("Snapshots")
  declare("StoredBoards")
  declare("StreamTokens")
  declare("Tallies")
  declare("Transaction")
  declare("WebhookStore")
}
