import { Option, Result, Schema } from "effect"
import fc from "fast-check"
import { Account, type Entry, EntryId, entry, type Movement, Party, parseAccountName } from "../../src/ledger/index.ts"
import { ChallengeId, Currency, ParticipantId } from "../../src/shared/index.ts"

/** Characters that a journal, a table or a spreadsheet could take for something else. */
const tricky = fc.constantFrom(..." :;|()[]{}*!=+-@#\"',%/\\~ä漢\u00a0\u3000".split(""))
const plain = fc.constantFrom(..."abcXYZ019._-".split(""))

const textOf = fc.array(fc.oneof(plain, tricky), { minLength: 1, maxLength: 12 }).map((letters) => letters.join(""))
const isId = Schema.is(ChallengeId)
const isParty = Schema.is(Party)

/** Challenge ids, hostile ones among them. */
export const challengeIds = textOf.filter((text) => isId(text)).map((text) => ChallengeId.make(text))

/** Participant ids, hostile ones among them. */
export const participantIds = textOf.filter((text) => isId(text)).map((text) => ParticipantId.make(text))

/** Payers and recipients, hostile ones among them. */
export const parties = textOf.filter((text) => isParty(text))

/** Currencies with 0, 2 and 3 decimals. */
export const currencies = fc.constantFrom("EUR", "JPY", "BHD").map((code) => Currency.make(code))

const claims = fc.constantFrom("prize" as const, "refund" as const)

const recipients = fc.record({ challengeId: challengeIds, claim: claims, recipient: parties })

/** Accounts of every kind. */
export const accounts: fc.Arbitrary<Account> = fc.oneof(
  challengeIds.map((challengeId) => Account.cases.Pool.make({ challengeId })),
  fc
    .record({ challengeId: challengeIds, participantId: participantIds })
    .map((of) => Account.cases.Entitlement.make(of)),
  recipients.map((of) => Account.cases.PayoutInFlight.make(of)),
  fc.record({ challengeId: challengeIds, payer: parties }).map((of) => Account.cases.RefundPayable.make(of)),
  recipients.map((of) => Account.cases.Unclaimed.make(of)),
  challengeIds.map((challengeId) => Account.cases.Sponsor.make({ challengeId })),
  challengeIds.map((challengeId) => Account.cases.Charity.make({ challengeId })),
  challengeIds.map((challengeId) => Account.cases.CarryOver.make({ challengeId })),
  fc.constantFrom<Account>(
    { _tag: "PlatformFee" },
    { _tag: "Breakage" },
    { _tag: "OrganiserTopUp" },
    { _tag: "ProviderClearing" }
  ),
  recipients.map((of) => Account.cases.Receivable.make(of))
)

/** Amounts of minor units: zero, small ones, and beyond 2^53. */
export const amounts = fc.oneof(fc.bigInt({ min: 0n, max: 500n }), fc.bigInt({ min: 0n, max: 10n ** 24n }))

/** Movements between accounts, among them some of zero and some from an account to itself. */
export const movements: fc.Arbitrary<Movement> = fc.record({ from: accounts, to: accounts, minorUnits: amounts })

const instants = fc.integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2100, 0, 1) })
const memos = fc.oneof(
  fc.constant(""),
  textOf,
  fc.string({ maxLength: 30 }).filter((text) => text.isWellFormed())
)
const kinds = fc.constantFrom(
  "EntryFee" as const,
  "Settlement" as const,
  "Correction" as const,
  "PayoutStarted" as const
)

/** Entries with up to eight movements; ids are unique within a journal only. */
export const entries: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.uuid().map((id) => EntryId.make(id)),
    at: instants,
    challengeId: challengeIds,
    kind: kinds,
    memo: memos,
    currency: currencies,
    movements: fc.array(movements, { maxLength: 8 })
  })
  .map(({ movements: moves, ...heading }) => Result.getOrThrow(entry(heading, moves)))

/** Journals: entries in the order of time, each with an id of its own. */
export const journals: fc.Arbitrary<ReadonlyArray<Entry>> = fc
  .uniqueArray(entries, { maxLength: 12, selector: ({ id }) => id })
  .map((list) => list.toSorted((a, b) => a.at - b.at))

/** The account that a name stands for; a name that is none is a defect of the caller. */
export const accountOf = (name: string): Account => Option.getOrThrow(parseAccountName(name))
