import fc from "fast-check"
import { Ledger } from "../../src/ledger/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { ledgerEntries } from "../arbitraries/ledgerEntry.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { append, entriesOf, type LedgerModel } from "../model/ledger.model.ts"

type LedgerCommand = Command<LedgerModel, Ledger>

const appending = fc.array(ledgerEntries, { maxLength: 3 }).map(
  (batch): LedgerCommand => ({
    text: () => `append(${fc.stringify(batch)})`,
    predict: (model) => append(model, batch),
    perform: Ledger.use((port) => port.append(batch))
  })
)

const listing = (challengeId: ChallengeId): LedgerCommand => ({
  text: () => `entriesOf(${challengeId})`,
  predict: (model) => [entriesOf(model, challengeId), model],
  perform: Ledger.use((port) => port.entriesOf(challengeId))
})

export const ledgerCommands = fc.oneof(
  { weight: 4, arbitrary: appending },
  { weight: 1, arbitrary: challengeIds.map(listing) }
)

export const ledgerObservations = [listing(ChallengeId.make("spring")), listing(ChallengeId.make("spring-2"))]
