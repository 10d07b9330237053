import fc from "fast-check"
import type { Entry, Room } from "../../src/challenge/index.ts"
import { Name, ParticipantId, Rational, ZoneId } from "../../src/shared/index.ts"
import { amounts } from "./deposit.ts"
import { fewUserIds, instants, participantIds } from "./shared.ts"

const teams = fc.constantFrom("red", "blue").map((text) => ParticipantId.make(text))
const divisions = fc.constantFrom("open", "masters").map((text) => Name.make(text))
const zones = fc.constantFrom("UTC", "Europe/Berlin").map((text) => ZoneId.make(text))
const handicaps = fc.constantFrom(Rational.rational(-1n, 3n), Rational.rational(10n ** 20n, 7n))
const categories = fc.uniqueArray(
  fc.constantFrom("veteran", "local").map((text) => Name.make(text)),
  { maxLength: 2 }
)

/** Entries of few participants and users, so that one and the other meet again. */
export const entries: fc.Arbitrary<Entry> = fc.record(
  {
    participantId: participantIds,
    userId: fewUserIds,
    enteredAt: instants,
    categories,
    status: fc.constantFrom("Active", "Withdrawn", "Disqualified"),
    team: teams,
    division: divisions,
    zone: zones,
    handicap: handicaps,
    eligibility: fc.constantFrom("RankedNotPaid", "Excluded", "Unverified"),
    fee: fc.record(
      {
        payer: fc.constantFrom("ada", "Ünïcode"),
        minorUnits: amounts,
        charge: fc.constantFrom({ key: "0123456789abcdef".repeat(4), reference: "pi_1" })
      },
      { requiredKeys: ["payer", "minorUnits"], noNullPrototype: true }
    )
  },
  { requiredKeys: ["participantId", "userId", "enteredAt", "categories", "status"], noNullPrototype: true }
)

/** Rooms: often unlimited, else so small that they fill up. */
export const rooms: fc.Arbitrary<Room> = fc.record(
  {
    maximum: fc.integer({ min: 1, max: 4 }),
    teamMaximum: fc.integer({ min: 1, max: 2 }),
    keptInTeams: fc
      .uniqueArray(fc.tuple(teams, fc.integer({ min: 1, max: 2 })), { maxLength: 2, selector: ([team]) => team })
      .map((kept) => new Map(kept))
  },
  { requiredKeys: [], noNullPrototype: true }
)
