import fc from "fast-check"
import { Ledger } from "../../src/ledger/index.ts"
import { ChallengeId, Currency } from "../../src/shared/index.ts"
import { ledgerEntries } from "../arbitraries/ledgerEntry.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { append, carriedOver, entriesOf, type LedgerModel } from "../model/ledger.model.ts"

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

const carrying = (challengeId: ChallengeId, currency: Currency): LedgerCommand => ({
  text: () => `carriedOver(${challengeId}, ${currency})`,
  predict: (model) => [carriedOver(model, challengeId, currency), model],
  perform: Ledger.use((port) => port.carriedOver(challengeId, currency))
})

const euro = Currency.make("EUR")

export const ledgerCommands = fc.oneof(
  { weight: 4, arbitrary: appending },
  { weight: 1, arbitrary: challengeIds.map(listing) },
  { weight: 1, arbitrary: challengeIds.map((id) => carrying(id, euro)) }
)

export const ledgerObservations = [listing(ChallengeId.make("spring")), listing(ChallengeId.make("spring-2"))]
