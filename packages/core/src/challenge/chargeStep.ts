import { Clock, Effect, Option } from "effect"
import { audited, noteChange, noteRows } from "../audit/index.ts"
import type { Evidence } from "../payment/index.ts"
import type { ChallengeId, Instant } from "../shared/index.ts"
import { tell } from "../webhook/index.ts"
import { advance } from "./advance.ts"
import { book } from "./book.ts"
import type { Challenge } from "./Challenge.ts"
import type { Charge } from "./Charge.ts"
import { Charges } from "./Charges.ts"
import { ChargeMoved, ChargeNotFound } from "./chargeErrors.ts"
import type { ChargeEvent } from "./chargeEvents.ts"
import type { ChargeCommand } from "./chargeTransitions.ts"
import { decideCharge } from "./decideCharge.ts"
import { Entries } from "./Entries.ts"
import type { Entry } from "./Entry.ts"
import { takesEntries } from "./enter.ts"
import { haveJoined } from "./entryNews.ts"
import { evolveCharge } from "./evolveCharge.ts"
import { feeEntries, feeOwedBack } from "./feeEntries.ts"
import { glanceAtCharge, glanceAtEntry } from "./glance.ts"
import { Outbox } from "./Outbox.ts"
import { payBackLater } from "./payBackLater.ts"
import { roomLeft } from "./roomLeft.ts"

/** A charge after a step, and whether it was this step that changed it: who changed nothing has no right to send. */
export interface Stepped {
  readonly charge: Charge
  readonly isChanged: boolean
}

/** Takes one step of a charge that moves no money, in a transaction that holds its challenge. */
export const chargeStep = Effect.fnUntraced(function* (
  { challengeId, key }: Pick<Charge, "challengeId" | "key">,
  command: Exclude<ChargeCommand, { readonly reference: string }>
) {
  return yield* holding(challengeId, key, (_, charge, now) => Effect.fromResult(decideCharge(charge, command, now)))
})

/**
 * Records that a charge is paid: its participant enters and the fee goes to the pool; when that is no longer possible, the
 * money is booked as owed to its payer. Once, whoever says so how often.
 */
export const chargePaid = Effect.fnUntraced(function* (
  { challengeId, key }: Pick<Charge, "challengeId" | "key">,
  paid: { readonly reference: string; readonly evidence: Evidence }
) {
  return yield* holding(challengeId, key, (challenge, charge, now) =>
    Effect.gen(function* () {
      const owed = yield* Effect.fromResult(decideCharge(charge, { _tag: "OweBack", ...paid }, now))
      if (owed._tag === "NothingChanged") return owed
      const fee = { payer: charge.payer, minorUnits: charge.minorUnits, charge: { key, reference: paid.reference } }
      const entry: Entry = { ...charge.entry, fee }
      const isEntered = yield* enters(challenge, entry, key, now)
      yield* noteRows("entries", isEntered ? [glanceAtEntry(entry)] : [])
      yield* tell(challengeId, isEntered ? haveJoined([entry]) : [])
      yield* book(isEntered ? feeEntries(challenge, [entry]) : [feeOwedBack(charge, now)])
      if (isEntered) return yield* Effect.fromResult(decideCharge(charge, { _tag: "Enter", ...paid }, now))
      yield* payBackLater(challenge)
      return owed
    })
  )
})

/** Carries out what is decided about a charge as it is stored, while nobody else moves anything in its challenge. */
const holding = Effect.fnUntraced(function* <E, R>(
  challengeId: ChallengeId,
  key: string,
  decided: (challenge: Challenge, charge: Charge, now: Instant) => Effect.Effect<ChargeEvent, E, R>
) {
  return yield* audited(
    { action: "challenge.charge", challengeId },
    Effect.gen(function* () {
      const challenge = yield* advance(challengeId)
      const charges = yield* Charges
      const found = Option.getOrUndefined(yield* charges.find(challengeId, key))
      if (found === undefined) return yield* new ChargeNotFound({ challengeId, key })
      const event = yield* decided(challenge, found, yield* Clock.currentTimeMillis)
      if (event._tag === "NothingChanged") return { charge: found, isChanged: false } satisfies Stepped
      const charge = evolveCharge(found, event)
      if (!(yield* charges.change(found, charge))) return yield* new ChargeMoved({ key })
      yield* noteChange(`charge ${key}`, glanceAtCharge(found), glanceAtCharge(charge))
      return { charge, isChanged: true } satisfies Stepped
    })
  )
})

/** Enters the participant of a paid charge, on the place that the charge kept; gives whether that was possible. */
const enters = Effect.fnUntraced(function* (challenge: Challenge, entry: Entry, key: string, now: Instant) {
  if (!takesEntries(challenge, now)) return false
  const room = yield* roomLeft(challenge, key)
  const [outcome] = yield* (yield* Entries).enter(challenge.id, [entry], room)
  if (outcome?._tag !== "Entered") return false
  yield* (yield* Outbox).add(challenge.id, [entry.userId], { at: now, joined: 1, activities: 0 })
  return true
})
