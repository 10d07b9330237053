import { Result } from "effect"
import fc from "fast-check"
import { type Account, type Entry, EntryId, EntryKind, entry } from "../../src/ledger/index.ts"
import { Currency, ParticipantId } from "../../src/shared/index.ts"
import { challengeIds, instants } from "./shared.ts"

const ids = fc.constantFrom("c", "a", "b", "B").map((text) => EntryId.make(text))
const kinds = fc.constantFrom<EntryKind>("EntryFee", "EntryFee", "Sponsor")

/** Entries that share few ids: often the same again, sometimes with other content, sometimes of another challenge. */
export const ledgerEntries: fc.Arbitrary<Entry> = fc
  .record(
    {
      id: ids,
      at: instants,
      challengeId: challengeIds,
      kind: kinds,
      memo: fc.constantFrom("", "", 'Ünïcode; "quoted" \u{1f3c6}'),
      currency: fc.constantFrom("EUR", "EUR", "JPY").map((code) => Currency.make(code)),
      corrects: ids,
      minorUnits: fc.constantFrom(1n, 1n, 10n ** 29n)
    },
    { requiredKeys: ["id", "at", "challengeId", "kind", "memo", "currency", "minorUnits"], noNullPrototype: true }
  )
  .chain(({ minorUnits, ...heading }) => {
    const pool: Account = { _tag: "Pool", challengeId: heading.challengeId }
    const owed: Account = {
      _tag: "Entitlement",
      challengeId: heading.challengeId,
      participantId: ParticipantId.make("Zoë")
    }
    const made = Result.getOrThrow(
      entry(heading, [
        { from: { _tag: "ProviderClearing" }, to: pool, minorUnits: minorUnits + 5n },
        { from: pool, to: owed, minorUnits }
      ])
    )
    // The order of postings says nothing: the same entry may come with another.
    return fc.shuffledSubarray([...made.postings], { minLength: 3 }).map((postings) => ({ ...made, postings }))
  })

const accounts: fc.Arbitrary<Account> = fc
  .tuple(challengeIds, fc.constantFrom("prize" as const, "refund" as const), fc.constantFrom("Zoë", "bob"))
  .chain(([challengeId, claim, recipient]) =>
    fc.constantFrom<Account>(
      { _tag: "Pool", challengeId },
      { _tag: "Entitlement", challengeId, participantId: ParticipantId.make(recipient) },
      { _tag: "PayoutInFlight", claim, challengeId, recipient },
      { _tag: "RefundPayable", challengeId, payer: recipient },
      { _tag: "Unclaimed", claim, challengeId, recipient },
      { _tag: "Receivable", claim, challengeId, recipient },
      { _tag: "Sponsor", challengeId },
      { _tag: "Charity", challengeId },
      { _tag: "CarryOver", challengeId },
      { _tag: "PlatformFee" },
      { _tag: "Breakage" },
      { _tag: "OrganiserTopUp" },
      { _tag: "ProviderClearing" }
    )
  )

/** Entries of every kind between any accounts, each with an id of its own: what a ledger adds up. None moves more than 10^30. */
export const balancedEntries: fc.Arbitrary<Entry> = fc
  .record({
    id: fc.uuid().map((text) => EntryId.make(text)),
    at: instants,
    challengeId: challengeIds,
    kind: fc.constantFrom(...EntryKind.literals),
    memo: fc.constant(""),
    currency: fc.constantFrom("EUR", "JPY").map((code) => Currency.make(code)),
    movements: fc.array(
      fc.record({ from: accounts, to: accounts, minorUnits: fc.bigInt({ min: 0n, max: 10n ** 29n }) }),
      { minLength: 1, maxLength: 3 }
    )
  })
  .map(({ movements, ...heading }) => Result.getOrThrow(entry(heading, movements)))
  .filter(({ postings }) => postings.length > 0)
