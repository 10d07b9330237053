import { activityLogContract } from "../../core/contracts/activityLog.contract.ts"
import { depositsContract } from "../../core/contracts/deposits.contract.ts"
import { entriesContract } from "../../core/contracts/entries.contract.ts"
import { scoresContract } from "../../core/contracts/scores.contract.ts"
import { ledgerContract } from "../../core/contracts/ledger.contract.ts"
import { snapshotsContract } from "../../core/contracts/snapshots.contract.ts"
import { challengeStoreContract } from "../../core/contracts/challengeStore.contract.ts"
import * as Memory from "@laurel/adapters/memory"
activityLogContract("memory", Memory.layer)
depositsContract("memory", Memory.layer)
entriesContract("memory", Memory.layer)
scoresContract("memory", Memory.layer)
ledgerContract("memory", Memory.layer)
snapshotsContract("memory", Memory.layer)
challengeStoreContract("memory", Memory.layer)
import { transactionContract } from "../../core/contracts/transaction.contract.ts"
transactionContract("memory", Memory.layer)
