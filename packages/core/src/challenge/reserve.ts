import { Clock, Effect, Option } from "effect"
import { audited, noteChange } from "../audit/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { advance } from "./advance.ts"
import type { Challenge } from "./Challenge.ts"
import { type Charge, chargeKey, openStates } from "./Charge.ts"
import { Charges } from "./Charges.ts"
import { ChargeMoved } from "./chargeErrors.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { differingField, type EntryOutcome, type EntryRefusal, refusalOf } from "./enter.ts"
import { glanceAtCharge } from "./glance.ts"
import { reconcileLater } from "./reconcileLater.ts"
import { fullFor, roomBeside } from "./roomLeft.ts"
import { sameCharger } from "./sameCharger.ts"

/** How long a worker may take over one charge: far longer than any provider takes to answer. */
const leaseMs = 60_000

/** How a join with a fee begins: with a charge that is reserved, one that is under way, no fee that is due, or its answer. */
export type Reservation =
  | { readonly _tag: "Free"; readonly entry: Entry }
  | { readonly _tag: "Reserved"; readonly charge: Charge }
  | { readonly _tag: "UnderWay"; readonly charge: Charge }
  | { readonly _tag: "Answered"; readonly outcome: EntryOutcome }

const answered = (outcome: EntryOutcome): Reservation => ({ _tag: "Answered", outcome })

const refused = (reason: EntryRefusal): Reservation => answered({ _tag: "EntryRefused", reason })

/** The answer to who has entered, or is about to: the same entry is known, another one is a conflict. */
const repeated = <A>(existing: Entry, entry: Entry, known: A): A | Reservation => {
  const field = differingField(existing, entry)
  return field === undefined ? known : answered({ _tag: "EntryRefused", reason: "EntryConflict", field })
}

/**
 * Keeps a place for an entry and stores the charge of its fee, in one transaction with the job that asks about it should nobody
 * else end it. Who has entered, or is about to, is answered
 * as that before anything else (I15). One provider charges all fees of a challenge: only it can give them back.
 */
export const reserve = Effect.fnUntraced(function* (challengeId: ChallengeId, given: Entry, worker: string) {
  return yield* audited(
    { action: "challenge.reserve", challengeId },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const now = yield* Clock.currentTimeMillis
      const entry: Entry = { ...given, enteredAt: now }
      const existing = yield* existingEntry(challengeId, entry)
      if (existing !== undefined) return repeated(existing, entry, answered({ _tag: "AlreadyEntered" }))
      const charges = yield* Charges
      const open = yield* charges.inStates(challengeId, openStates)
      const own = open.find((charge) => isAbout(charge, entry))
      if (own !== undefined) return repeated(owedEntry(own), entry, { _tag: "UnderWay" as const, charge: own })
      const refusal = refusalOf(challenge, entry, now)
      if (refusal !== undefined) return refused(refusal)
      if ((entry.fee?.minorUnits ?? 0n) === 0n) return { _tag: "Free", entry } satisfies Reservation
      const places = yield* (yield* Entries).places(challengeId, entry.team)
      const full = fullFor(entry, roomBeside(challenge, open), places)
      if (full !== undefined) return refused(full)
      const number = (yield* charges.ofParticipant(challengeId, entry.participantId)).length + 1
      const provider = yield* sameCharger(challengeId)
      const charge = yield* newCharge(challenge, entry, number, { provider, worker }, now)
      if (!(yield* charges.add(charge))) return yield* new ChargeMoved({ key: charge.key })
      yield* noteChange(`charge ${charge.key}`, null, glanceAtCharge(charge))
      yield* reconcileLater(challengeId)
      return { _tag: "Reserved", charge } satisfies Reservation
    })
  )
})

const existingEntry = Effect.fnUntraced(function* (challengeId: ChallengeId, { participantId, userId }: Entry) {
  const entries = yield* Entries
  const found = Option.getOrUndefined(yield* entries.find(challengeId, participantId))
  return found ?? (yield* entries.ofUsers(challengeId, [userId]))[0]
})

const isAbout = ({ entry }: Charge, { participantId, userId }: Entry): boolean =>
  entry.participantId === participantId || entry.userId === userId

/** The entry that follows from a charge, as it was asked for. */
const owedEntry = ({ entry, payer, minorUnits }: Charge): Entry => ({ ...entry, fee: { payer, minorUnits } })

const newCharge = Effect.fnUntraced(function* (
  { id: challengeId, definition: { currency } }: Challenge,
  { fee, ...entry }: Entry,
  number: number,
  by: Pick<Charge, "provider" | "worker">,
  now: Instant
) {
  // A fee is due by a prize plan, and a plan with amounts has a currency: the definition was checked.
  if (currency === undefined || fee === undefined) return yield* Effect.die("a fee without a currency")
  const { payer, minorUnits } = fee
  const key = chargeKey(challengeId, entry.participantId, number)
  const lease = { ...by, reservedAt: now, leaseUntil: now + leaseMs }
  const charge: Charge = {
    _tag: "Reserved",
    ...{ key, challengeId, number, revision: 0, entry, payer, currency, minorUnits },
    ...lease
  }
  return charge
})
