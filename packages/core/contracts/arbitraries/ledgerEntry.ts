import { Result } from "effect"
import fc from "fast-check"
import { type Account, type Entry, EntryId, type EntryKind, entry } from "../../src/ledger/index.ts"
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
