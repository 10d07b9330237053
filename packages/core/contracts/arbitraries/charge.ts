import fc from "fast-check"
import { type Charge, type ChargeState, chargeKey, type Entry } from "../../src/challenge/index.ts"
import type { Evidence } from "../../src/payment/index.ts"
import { type ChallengeId, Currency, type ParticipantId, PrincipalId, UserId } from "../../src/shared/index.ts"
import { amounts } from "./deposit.ts"
import { entries } from "./entry.ts"
import { challengeIds, participantIds } from "./shared.ts"

const evidences: ReadonlyArray<Evidence> = [
  { _tag: "Answer", worker: "w", reference: "pi_1" },
  { _tag: "LookUp", reference: "Ünïcode" },
  { _tag: "Webhook", eventId: "evt" },
  { _tag: "Person", by: PrincipalId.make("Zoë"), note: 'a "note"' }
]

/** What charges of the contract have in common, and what each has of its own. */
export interface ChargeHeading {
  readonly challengeId: ChallengeId
  readonly entry: Entry
  readonly number: number
  readonly payer: string
  readonly minorUnits: bigint
  readonly provider?: string
}

/** A charge that nothing has happened to. */
export const reserved = ({
  challengeId,
  entry,
  number,
  payer,
  minorUnits,
  provider = "Ünïcode Pay"
}: ChargeHeading): Charge => ({
  _tag: "Reserved",
  key: chargeKey(challengeId, entry.participantId, number),
  challengeId,
  number,
  revision: 0,
  entry,
  payer,
  currency: Currency.make("EUR"),
  minorUnits,
  provider,
  worker: "Ünïcode",
  reservedAt: Date.UTC(2026, 0, 31),
  leaseUntil: Date.UTC(2026, 0, 31) + 1
})

/** The charge in every state that follows, each at the revision given. */
export const inEveryState = (charge: Charge, revision: number): ReadonlyArray<Charge> => {
  const { _tag: _, ...rest } = charge
  const base = { ...rest, revision }
  const submitted = { ...base, submittedAt: 5 }
  return [
    { _tag: "Submitted", ...submitted },
    { _tag: "Unknown", ...submitted },
    { _tag: "Unknown", ...base },
    ...evidences.map((evidence): Charge => ({ _tag: "Charged", ...submitted, reference: "r", evidence, decidedAt: 6 })),
    ...evidences.map(
      (evidence): Charge => ({ _tag: "OwedBack", ...submitted, reference: "r", evidence, decidedAt: 6 })
    ),
    ...evidences.map((evidence): Charge => ({ _tag: "Refused", ...submitted, evidence, decidedAt: 6 })),
    { _tag: "Refused", ...base, decidedAt: 6 }
  ]
}

const users = ["ada", "bob", "Zoë"].map((text) => UserId.make(text))
const payers = ["ada", "Ünïcode \u{1f3c6} Ltd"]
const providers = ["one", "another", "Zoë"]

/** One of these, always the same for the same participant: who is charged, who pays, and through whom, never changes. */
const chosen = <A>(from: ReadonlyArray<A>, participantId: ParticipantId, otherwise: A): A =>
  from[(participantId.charCodeAt(0) + participantId.length) % from.length] ?? otherwise

const entryOf = (entry: Entry, participantId: ParticipantId): Entry => {
  const { fee: _, ...rest } = entry
  return { ...rest, participantId, userId: chosen(users, participantId, entry.userId) }
}

/** Charges that nothing has happened to, of few participants and users, so that one and the other meet again. */
export const newCharges: fc.Arbitrary<Charge> = fc
  .record({
    challengeId: challengeIds,
    entry: fc.tuple(entries, participantIds).map((parts) => entryOf(...parts)),
    number: fc.integer({ min: 1, max: 2 }),
    minorUnits: amounts
  })
  .map((heading) => {
    const { participantId } = heading.entry
    const [payer, provider] = [chosen(payers, participantId, "ada"), chosen(providers, participantId, "one")]
    return reserved({ ...heading, payer, provider })
  })

const isSettled: ReadonlySet<ChargeState> = new Set<ChargeState>(["Charged", "OwedBack", "Refused"])

/**
 * A charge as read, and what it is to become. Which states stand at which revision is fixed, so that a charge which was decided
 * never opens again: at 0 it is reserved, at 1 under way, at 2 decided.
 */
export const chargeSteps: fc.Arbitrary<readonly [before: Charge, after: Charge]> = fc
  .tuple(newCharges, fc.nat(), fc.boolean())
  .map(([charge, choice, isDecided]) => {
    const pick = (states: ReadonlyArray<Charge>): Charge => states[choice % states.length] ?? charge
    const underWay = pick(inEveryState(charge, 1).filter(({ _tag }) => !isSettled.has(_tag)))
    const decided = pick(inEveryState(charge, 2).filter(({ _tag }) => isSettled.has(_tag)))
    return isDecided ? [underWay, decided] : [charge, underWay]
  })
