import { assert, describe, it } from "@effect/vitest"
import {
  Charge,
  type ChargeCommand,
  type ChargeState,
  chargeAllows,
  chargeKey,
  chargeTransitions,
  decideCharge,
  evolveCharge
} from "@laurel/core/challenge"
import type { Evidence } from "@laurel/core/payment"
import { ChallengeId, Currency, ParticipantId, UserId } from "@laurel/core/shared"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { organiser } from "./definitions.ts"

const noon = Date.UTC(2026, 1, 1, 12)
const lease = noon + 60_000
const challengeId = ChallengeId.make("spring")
const participantId = ParticipantId.make("ada")

const answer: Evidence = { _tag: "Answer", worker: "w1", reference: "pi_1" }
const webhook: Evidence = { _tag: "Webhook", eventId: "evt_1" }
const lookUp: Evidence = { _tag: "LookUp", reference: "pi_1" }
const person: Evidence = { _tag: "Person", by: organiser, note: "bank statement" }

const reserved: Charge = {
  _tag: "Reserved",
  key: chargeKey(challengeId, participantId, 1),
  challengeId,
  number: 1,
  revision: 0,
  entry: { participantId, userId: UserId.make("ada"), enteredAt: noon, categories: [], status: "Active" },
  payer: "ada",
  currency: Currency.make("EUR"),
  minorUnits: 2500n,
  worker: "w1",
  reservedAt: noon,
  leaseUntil: lease
}

const submit: ChargeCommand = { _tag: "Submit", worker: "w1" }
const lose: ChargeCommand = { _tag: "LoseTrack", worker: "w1" }
const expire: ChargeCommand = { _tag: "Expire" }
const abandon: ChargeCommand = { _tag: "Abandon" }
const enter = (evidence: Evidence): ChargeCommand => ({ _tag: "Enter", reference: "pi_1", evidence })
const oweBack = (evidence: Evidence): ChargeCommand => ({ _tag: "OweBack", reference: "pi_1", evidence })
const refuse = (evidence: Evidence): ChargeCommand => ({ _tag: "Refuse", evidence })

const run = (charge: Charge, commands: ReadonlyArray<ChargeCommand>, now = noon): Charge =>
  commands.reduce((at, command) => evolveCharge(at, Result.getOrThrow(decideCharge(at, command, now))), charge)
const refusalOf = (charge: Charge, command: ChargeCommand, now = noon) =>
  Result.getOrThrow(Result.flip(decideCharge(charge, command, now)))

const paths: Record<ChargeState, ReadonlyArray<ChargeCommand>> = {
  Reserved: [],
  Submitted: [submit],
  Unknown: [submit, lose],
  Charged: [submit, enter(answer)],
  OwedBack: [submit, oweBack(answer)],
  Refused: [submit, refuse(answer)]
}
const inState = (state: ChargeState): Charge => run(reserved, paths[state])
const states = Object.keys(chargeTransitions).filter((text): text is ChargeState => text in chargeTransitions)

const everyCommand: ReadonlyArray<ChargeCommand> = [
  submit,
  lose,
  expire,
  abandon,
  ...[answer, webhook, lookUp, person].flatMap((evidence) => [enter(evidence), oweBack(evidence), refuse(evidence)])
]

describe("a charge", () => {
  it("reaches every state, and each can be read back from what it is written as", () => {
    const codec = Schema.toCodecJson(Charge)
    for (const state of states) {
      const charge = inState(state)
      assert.strictEqual(charge._tag, state)
      assert.deepStrictEqual(Schema.decodeSync(codec)(Schema.encodeSync(codec)(charge)), charge)
    }
  })

  it("takes in each state what the table says, moves on to where it says, and refuses the rest by name", () => {
    for (const state of states) {
      for (const command of everyCommand) {
        const charge = inState(state)
        const decided = decideCharge(charge, command, lease)
        const allowed: Partial<Record<ChargeCommand["_tag"], ChargeState>> = chargeTransitions[state]
        if (Result.isFailure(decided)) continue
        const next = evolveCharge(charge, decided.success)
        if (decided.success._tag === "NothingChanged") assert.strictEqual(next, charge)
        else assert.strictEqual(next._tag, allowed[command._tag], `${state} ${command._tag}`)
      }
    }
    assert.deepInclude(refusalOf(reserved, enter(webhook)), {
      _tag: "ChargeTransitionForbidden",
      state: "Reserved",
      allowed: chargeAllows("Reserved")
    })
  })

  it("is answered with nothing changed when the same is asked again, and counts its revisions otherwise", () => {
    const steps = fc.array(fc.constantFrom(...everyCommand), { maxLength: 6 })
    fc.assert(
      fc.property(steps, fc.constantFrom(noon, lease), (commands, now) => {
        let charge: Charge = run(reserved, [])
        for (const command of commands) {
          const decided = decideCharge(charge, command, now)
          if (Result.isFailure(decided)) continue
          const next = evolveCharge(charge, decided.success)
          const moves = decided.success._tag === "NothingChanged" ? 0 : 1
          assert.strictEqual(next.revision, charge.revision + moves)
          assert.strictEqual(Result.getOrThrow(decideCharge(next, command, now))._tag, "NothingChanged")
          charge = next
        }
      })
    )
  })

  it("is sent by its own worker alone, and only before the lease is over (I18)", () => {
    assert.deepInclude(refusalOf(reserved, { _tag: "Submit", worker: "w2" }), { _tag: "NotTheCharger", heldBy: "w1" })
    assert.deepInclude(refusalOf(reserved, submit, lease), { _tag: "ChargeLeaseExpired", leaseUntil: lease })
    assert.deepInclude(refusalOf(reserved, expire), { _tag: "ChargeLeaseRunning", leaseUntil: lease })
  })

  it("that is unknown is decided by a look-up, a webhook or a person, never by a late answer (I19)", () => {
    const unknown = inState("Unknown")
    assert.strictEqual(refusalOf(unknown, enter(answer))._tag, "ChargeAnswerLate")
    for (const evidence of [lookUp, webhook, person]) {
      assert.strictEqual(run(unknown, [enter(evidence)])._tag, "Charged")
      assert.strictEqual(run(unknown, [oweBack(evidence)])._tag, "OwedBack")
      assert.strictEqual(run(unknown, [refuse(evidence)])._tag, "Refused")
    }
  })

  it("is given up without evidence only when it was never submitted", () => {
    assert.strictEqual(refusalOf(inState("Unknown"), abandon)._tag, "ChargeWasSubmitted")
    assert.strictEqual(run(reserved, [expire, abandon], lease)._tag, "Refused")
  })

  it("that the provider refused stays refused (I16); what a person took for refused gives way to the money", () => {
    assert.deepInclude(refusalOf(inState("Refused"), enter(webhook)), {
      _tag: "ChargeContradicted",
      recorded: "Refused",
      reported: "Charged"
    })
    const byPerson = run(inState("Unknown"), [refuse(person)])
    assert.strictEqual(run(byPerson, [oweBack(webhook)])._tag, "OwedBack")
    const inFlight = run(inState("Submitted"), [refuse(person)])
    assert.strictEqual(run(inFlight, [enter(answer)])._tag, "Charged")
    const others: Evidence = { _tag: "Answer", worker: "w2", reference: "pi_1" }
    assert.strictEqual(refusalOf(inFlight, enter(others))._tag, "NotTheCharger")
    const abandoned = run(reserved, [expire, abandon], lease)
    assert.strictEqual(run(abandoned, [enter(lookUp)], lease)._tag, "Charged")
  })

  it("that is paid stays paid, whatever became of the entry", () => {
    for (const state of ["Charged", "OwedBack"] as const) {
      assert.strictEqual(run(inState(state), [enter(webhook), oweBack(webhook)])._tag, state)
      assert.deepInclude(refusalOf(inState(state), refuse(webhook)), { _tag: "ChargeContradicted", recorded: state })
    }
  })
})
