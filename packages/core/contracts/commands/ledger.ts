import fc from "fast-check"
import { type Account, type EntryKind, Ledger } from "../../src/ledger/index.ts"
import { ChallengeId, Currency, ParticipantId } from "../../src/shared/index.ts"
import { ledgerEntries } from "../arbitraries/ledgerEntry.ts"
import { challengeIds } from "../arbitraries/shared.ts"
import type { Command } from "../Command.ts"
import { append, entriesOf, held, type LedgerModel, totals } from "../model/ledger.model.ts"

const zoe = ParticipantId.make("Zoë")

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

const kinds = fc.subarray<EntryKind>(["EntryFee", "Settlement", "Correction", "Reversal", "PayoutStarted"])

const choosing = fc.tuple(challengeIds, kinds).map(
  ([challengeId, asked]): LedgerCommand => ({
    text: () => `entriesOf(${fc.stringify([challengeId, asked])})`,
    predict: (model) => [entriesOf(model, challengeId, asked), model],
    perform: Ledger.use((port) => port.entriesOf(challengeId, asked))
  })
)

const adding = (challengeId: ChallengeId): LedgerCommand => ({
  text: () => `totals(${challengeId})`,
  predict: (model) => [totals(model, challengeId), model],
  perform: Ledger.use((port) => port.totals(challengeId))
})

const accounts = fc.oneof(
  challengeIds.map((challengeId): Account => ({ _tag: "Pool", challengeId })),
  challengeIds.map((challengeId): Account => ({ _tag: "CarryOver", challengeId })),
  challengeIds.map((challengeId): Account => ({ _tag: "Entitlement", challengeId, participantId: zoe })),
  fc.constant<Account>({ _tag: "ProviderClearing" })
)

const holding = fc
  .tuple(fc.array(accounts, { maxLength: 3 }), fc.constantFrom("EUR", "JPY"))
  .map(([asked, code]): LedgerCommand => {
    const currency = Currency.make(code)
    return {
      text: () => `held(${fc.stringify([asked, code])})`,
      predict: (model) => [held(model, asked, currency), model],
      perform: Ledger.use((port) => port.held(asked, currency))
    }
  })

export const ledgerCommands = fc.oneof(
  { weight: 4, arbitrary: appending },
  { weight: 1, arbitrary: challengeIds.map(listing) },
  { weight: 1, arbitrary: choosing },
  { weight: 1, arbitrary: challengeIds.map(adding) },
  { weight: 1, arbitrary: holding }
)

export const ledgerObservations = ["spring", "spring-2"]
  .map((text) => ChallengeId.make(text))
  .flatMap((challengeId) => [listing(challengeId), adding(challengeId)])
