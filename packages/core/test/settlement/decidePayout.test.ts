import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import {
  attemptKey,
  attemptsOf,
  countLines,
  decidePayout,
  type Evidence,
  evolvePayout,
  nextAttemptKey,
  type PayoutCommand,
  PayoutLine,
  payoutAllows,
  payoutLines
} from "../../src/settlement/index.ts"
import { anton, eur, noon, planFor, settlementId, spring } from "./world.ts"

type Tag = PayoutLine["_tag"]

const lease = noon + 60_000
const later = lease + 1
const key1 = attemptKey(settlementId, 1, "prize:ada:main+0", 1)
const key2 = attemptKey(settlementId, 1, "prize:ada:main+0", 2)
const answer: Evidence = { _tag: "Answer", worker: "w1", reference: "tr_1" }
const webhook: Evidence = { _tag: "Webhook", eventId: "evt_1" }
const lookUp: Evidence = { _tag: "LookUp", reference: "tr_1" }
const person: Evidence = { _tag: "Person", by: anton, note: "bank statement of 3 February" }

const held: PayoutLine = {
  _tag: "Held",
  settlementId,
  challengeId: spring,
  version: 1,
  key: "prize:ada:main+0",
  claim: "prize",
  recipient: "ada",
  currency: eur,
  minorUnits: 1331n,
  past: [],
  holdUntil: noon
}

const claim: PayoutCommand = { _tag: "Claim", worker: "w1", provider: "p", leaseUntil: lease }
const submit: PayoutCommand = { _tag: "Submit", worker: "w1" }
const confirm: PayoutCommand = { _tag: "Confirm", attemptKey: key1, evidence: answer }
const refuse = { _tag: "Refuse", attemptKey: key1, evidence: answer } as const satisfies PayoutCommand
const returned: PayoutCommand = { _tag: "Return", attemptKey: key1, evidence: webhook }

const run = (line: PayoutLine, commands: ReadonlyArray<PayoutCommand>, now = noon): PayoutLine =>
  commands.reduce((at, command) => evolvePayout(at, Result.getOrThrow(decidePayout(at, command, now))), line)
const refusalOf = (line: PayoutLine, command: PayoutCommand, now = noon) =>
  Result.getOrThrow(Result.flip(decidePayout(line, command, now)))

const toSubmitted: ReadonlyArray<PayoutCommand> = [{ _tag: "Release" }, claim, submit]
const paths: Record<Tag, ReadonlyArray<PayoutCommand>> = {
  Held: [],
  Payable: toSubmitted.slice(0, 1),
  Claimed: toSubmitted.slice(0, 2),
  Submitted: toSubmitted,
  Confirmed: [...toSubmitted, confirm],
  Refused: [...toSubmitted, refuse],
  Unknown: [...toSubmitted, { _tag: "LoseTrack", worker: "w1" }],
  Returned: [...toSubmitted, confirm, returned],
  Unclaimed: [...toSubmitted, confirm, returned, { _tag: "GiveUp" }],
  Forfeited: [...toSubmitted, confirm, returned, { _tag: "GiveUp" }, { _tag: "Forfeit" }],
  Withheld: [...toSubmitted, refuse, { _tag: "Withhold" }]
}
const tags = Object.keys(paths).filter((tag): tag is Tag => tag in paths)
const lineIn = (tag: Tag): PayoutLine => run(held, paths[tag])

const commands: ReadonlyArray<PayoutCommand> = [
  { _tag: "Release" },
  { _tag: "Claim", worker: "w2", provider: "p", leaseUntil: later + 60_000 },
  submit,
  { _tag: "LoseTrack", worker: "w1" },
  { _tag: "Expire" },
  { _tag: "Confirm", attemptKey: key1, evidence: webhook },
  { _tag: "Refuse", attemptKey: key1, evidence: webhook },
  returned,
  { _tag: "Retry" },
  { _tag: "GiveUp" },
  { _tag: "Reclaim" },
  { _tag: "Forfeit" },
  { _tag: "Reduce", minorUnits: 1000n },
  { _tag: "Withhold" }
]

/**
 * The life of a payout, restated: state, command, next state, after the lease is over. `=` changes nothing, `?` is about an
 * attempt that is not there, `!` contradicts what was final, `x` comes after the lease; all else the table forbids.
 */
const life = `
Held Reduce Held | Held Withhold Withheld | Payable Reduce Payable | Payable Withhold Withheld
Refused Reduce Refused | Refused Withhold Withheld | Returned Reduce Returned | Returned Withhold Withheld
Unclaimed Reduce Unclaimed | Unclaimed Withhold Withheld
Withheld Withhold = | Withheld Refuse = | Withheld Confirm ! | Withheld Return !
Held Release Payable | Held Confirm ? | Held Refuse ? | Held Return ?
Payable Claim Claimed | Payable Release = | Payable Confirm ? | Payable Refuse ? | Payable Return ?
Claimed Submit x | Claimed Expire Unknown
Submitted Submit = | Submitted Confirm Confirmed | Submitted Refuse Refused | Submitted Return Returned
Submitted LoseTrack Unknown | Submitted Expire Unknown
Unknown Confirm Confirmed | Unknown Refuse Refused | Unknown Return Returned | Unknown LoseTrack = | Unknown Expire =
Confirmed Confirm = | Confirmed Refuse ! | Confirmed Return Returned
Refused Refuse = | Refused Confirm ! | Refused Return ! | Refused Retry Payable | Refused GiveUp Unclaimed
Returned Confirm = | Returned Refuse ! | Returned Return = | Returned Retry Payable | Returned GiveUp Unclaimed
Unclaimed Confirm = | Unclaimed Refuse ! | Unclaimed Return = | Unclaimed GiveUp = | Unclaimed Reclaim Payable | Unclaimed Forfeit Forfeited
Forfeited Confirm = | Forfeited Refuse ! | Forfeited Return = | Forfeited Forfeit =
Forfeited Reduce Forfeited | Forfeited Withhold Withheld`
const table = new Map(
  life
    .split(/[|\n]/)
    .map((cell) => cell.trim().split(" "))
    .map(([state, command, next]) => [`${state} ${command}`, next])
)
const refusals: Record<string, string> = {
  "-": "PayoutTransitionForbidden",
  "?": "AttemptUnknown",
  "!": "OutcomeContradicted",
  x: "LeaseExpired"
}

describe("a payout line", () => {
  it("takes in each state exactly the commands of its life, and refuses every other one by name", () => {
    for (const tag of tags) {
      const line = lineIn(tag)
      assert.strictEqual(line._tag, tag)
      for (const command of commands) {
        const name = `${tag} ${command._tag}`
        const expected = table.get(name) ?? "-"
        const decision = decidePayout(line, command, later)
        const refusal = refusals[expected]
        if (refusal !== undefined) {
          const refused = Result.getOrThrow(Result.flip(decision))
          assert.strictEqual(refused._tag, refusal, name)
          if (refused._tag === "PayoutTransitionForbidden")
            assert.deepInclude({ ...refused }, { state: tag, allowed: payoutAllows(tag) })
        } else {
          const event = Result.getOrThrow(decision)
          const after = evolvePayout(line, event)
          if (expected === "=") assert.strictEqual(after, line, name)
          else assert.strictEqual(after._tag, expected, name)
        }
      }
    }
    assert.strictEqual(tags.length * commands.length, 11 * 14)
  })

  it("keeps in each state the fields that exist in it, as stored and read again", () => {
    const codec = Schema.toCodecJson(PayoutLine)
    for (const tag of tags) {
      const line = lineIn(tag)
      assert.deepStrictEqual(Schema.decodeUnknownSync(codec)(Schema.encodeSync(codec)(line)), line)
    }
  })

  it("I16 has a new key only after a definitive refusal or return, and a final refusal uses its key up for ever", () => {
    const again = run(lineIn("Refused"), [{ _tag: "Retry" }])
    assert.strictEqual(nextAttemptKey(again), key2)
    const second = run(again, [claim, submit])
    assert.strictEqual(
      refusalOf(second, { _tag: "Confirm", attemptKey: key1, evidence: webhook })._tag,
      "OutcomeContradicted"
    )
    assert.strictEqual(
      Result.getOrThrow(decidePayout(second, { ...refuse, evidence: webhook }, noon))._tag,
      "NothingChanged"
    )
    assert.strictEqual(run(second, [{ _tag: "Confirm", attemptKey: key2, evidence: webhook }])._tag, "Confirmed")
    assert.strictEqual(nextAttemptKey(run(lineIn("Unclaimed"), [{ _tag: "Reclaim" }])), key2)
  })

  it("I18 sends by the worker that claimed it, within its lease", () => {
    const claimed = lineIn("Claimed")
    assert.strictEqual(refusalOf(claimed, { _tag: "Submit", worker: "w2" })._tag, "NotTheClaimant")
    assert.strictEqual(refusalOf(claimed, submit, lease)._tag, "LeaseExpired")
    assert.strictEqual(run(claimed, [submit], lease - 1)._tag, "Submitted")
    assert.strictEqual(refusalOf(lineIn("Submitted"), { _tag: "LoseTrack", worker: "w2" })._tag, "NotTheClaimant")
    const foreign: Evidence = { _tag: "Answer", worker: "w2", reference: "tr_9" }
    assert.strictEqual(refusalOf(lineIn("Submitted"), { ...confirm, evidence: foreign })._tag, "NotTheClaimant")
  })

  it("I19 whose lease expired is unknown, never payable", () => {
    for (const tag of ["Claimed", "Submitted"] as const) {
      assert.strictEqual(refusalOf(lineIn(tag), { _tag: "Expire" }, lease - 1)._tag, "LeaseRunning")
      assert.strictEqual(run(lineIn(tag), [{ _tag: "Expire" }], lease)._tag, "Unknown")
    }
    const unknown = lineIn("Unknown")
    for (const command of commands) {
      const decision = decidePayout(unknown, command, later)
      if (Result.isSuccess(decision)) assert.notStrictEqual(evolvePayout(unknown, decision.success)._tag, "Payable")
    }
  })

  it("that is unknown is decided by a look-up, a webhook or a person, not by the late answer to the request", () => {
    const unknown = lineIn("Unknown")
    assert.strictEqual(refusalOf(unknown, confirm)._tag, "EvidenceInsufficient")
    assert.strictEqual(refusalOf(unknown, refuse)._tag, "EvidenceInsufficient")
    for (const evidence of [webhook, lookUp, person]) {
      assert.strictEqual(run(unknown, [{ ...confirm, evidence }])._tag, "Confirmed")
      assert.strictEqual(run(unknown, [{ ...refuse, evidence }])._tag, "Refused")
    }
  })

  it("whose request may be on its way is decided by a person only once the lease is over: retried, it would be paid twice", () => {
    const submitted = lineIn("Submitted")
    const refusedBy = (evidence: Evidence): PayoutCommand => ({ ...refuse, evidence })
    assert.deepInclude(refusalOf(submitted, refusedBy(person)), { _tag: "LeaseRunning", leaseUntil: lease })
    assert.strictEqual(run(submitted, [refusedBy(person)], lease)._tag, "Refused")
    assert.strictEqual(run(submitted, [refusedBy(webhook)])._tag, "Refused")
  })

  it("I22 that is unknown is never sent again before its outcome is known, whatever the provider remembers", () => {
    for (const command of commands) {
      const decision = decidePayout(lineIn("Unknown"), command, later)
      if (Result.isFailure(decision)) continue
      const after = evolvePayout(lineIn("Unknown"), decision.success)
      assert.include(["Unknown", "Confirmed", "Refused", "Returned"], after._tag, command._tag)
    }
  })

  it("I26 leaves Held at its date and not before", () => {
    assert.strictEqual(refusalOf(held, { _tag: "Release" }, noon - 1)._tag, "NotYetDue")
    assert.strictEqual(run(held, [{ _tag: "Release" }], noon)._tag, "Payable")
    assert.strictEqual(refusalOf(held, claim, noon - 1)._tag, "PayoutTransitionForbidden")
  })

  it("I23 ends alike whether webhooks come twice, out of order or early", () => {
    const news = [{ ...confirm, evidence: webhook }, returned]
    const orders = fc
      .array(fc.constantFrom(...news), { minLength: 2, maxLength: 8 })
      .filter((list) => news.every((one) => list.includes(one)))
    fc.assert(
      fc.property(fc.constantFrom("Submitted" as const, "Unknown" as const), orders, (tag, order) => {
        assert.strictEqual(run(lineIn(tag), order)._tag, "Returned")
      })
    )
  })

  it("I17 has at most one open attempt, and I16 numbers that grow by one, whatever is asked of it", () => {
    const anything = fc.record({
      command: fc.oneof(
        fc.constantFrom<PayoutCommand>(...commands, claim),
        fc.record({
          _tag: fc.constantFrom("Confirm" as const, "Refuse" as const, "Return" as const),
          attemptKey: fc.constantFrom(key1, key2),
          evidence: fc.constantFrom(answer, webhook, lookUp, person)
        })
      ),
      wait: fc.constantFrom(0, 1000, 120_000)
    })
    fc.assert(
      fc.property(fc.array(anything, { maxLength: 40 }), (asked) => {
        let [line, now]: [PayoutLine, number] = [held, noon]
        for (const { command, wait } of asked) {
          now += wait
          const before = attemptsOf(line)
          const decision = decidePayout(line, command, now)
          if (Result.isFailure(decision)) continue
          line = evolvePayout(line, decision.success)
          const after = attemptsOf(line)
          // Rows of attempts are never deleted, nor what they learned.
          assert.isTrue(
            before.every(
              ({ key, outcomes }, index) =>
                after[index]?.key === key && (after[index]?.outcomes.length ?? 0) >= outcomes.length
            )
          )
          assert.deepStrictEqual(
            after.map(({ number }) => number),
            after.map((_, index) => index + 1)
          )
          assert.strictEqual(new Set(after.map(({ key }) => key)).size, after.length)
          assert.isTrue(
            line._tag === "Withheld" ||
              line.past.every(({ outcomes }) => ["Refused", "Returned"].includes(outcomes.at(-1)?.outcome ?? ""))
          )
        }
      })
    )
  })

  it("shrinks by a correction, to an amount above zero and never above what it was", () => {
    const payable = lineIn("Payable")
    assert.strictEqual(run(payable, [{ _tag: "Reduce", minorUnits: 1n }]).minorUnits, 1n)
    assert.strictEqual(
      Result.getOrThrow(decidePayout(payable, { _tag: "Reduce", minorUnits: 1331n }, noon))._tag,
      "NothingChanged"
    )
    for (const minorUnits of [0n, -1n, 1332n]) {
      assert.strictEqual(refusalOf(payable, { _tag: "Reduce", minorUnits })._tag, "ReductionOutOfRange")
    }
    const [first, second] = attemptsOf(
      run(lineIn("Refused"), [{ _tag: "Reduce", minorUnits: 7n }, { _tag: "Retry" }, claim])
    )
    assert.deepStrictEqual([first?.minorUnits, second?.minorUnits], [1331n, 7n])
  })

  it("cannot be brought on by an event that does not fit", () => {
    assert.throws(
      () => evolvePayout(held, { _tag: "AttemptSubmitted", at: noon }),
      /AttemptSubmitted cannot apply to a payout line that is Held/
    )
  })
})

describe("the lines of a plan", () => {
  it("begin held until their date, or payable; nothing is paid where nothing is due", () => {
    const plan = planFor({ scores: [9, 7, 5, 3], holds: { byRecipient: new Map([["bob", noon]]) } })
    const noAdvance = payoutLines(settlementId, plan, plan.lines)
    assert.deepStrictEqual(
      noAdvance.map(({ _tag, recipient, minorUnits }) => `${recipient} ${_tag} ${minorUnits}`),
      ["ada Payable 1331", "bob Held 799", "cyd Payable 533", "ada Payable 887"]
    )
    assert.deepStrictEqual(
      payoutLines(
        settlementId,
        plan,
        plan.lines.map((line) => ({ ...line, due: 0n }))
      ),
      []
    )
    assert.deepInclude(countLines(noAdvance), { Payable: 3, Held: 1, Confirmed: 0 })
  })
})

describe("the key of an attempt", () => {
  it("is the hash of settlement, version, line and attempt number", () => {
    assert.strictEqual(attemptKey("s", 1, "l", 1), "f08bbdcbb4c176e185be20869b6f09dfd509a9d2c902c66dc8a6dbfa1ea3d9eb")
  })

  it("differs where any of them differs", () => {
    const parts = fc.tuple(
      fc.string({ maxLength: 3 }),
      fc.nat({ max: 3 }),
      fc.string({ maxLength: 3 }),
      fc.nat({ max: 3 })
    )
    fc.assert(
      fc.property(parts, parts, (a, b) => {
        assert.strictEqual(attemptKey(...a) === attemptKey(...b), JSON.stringify(a) === JSON.stringify(b))
      })
    )
  })
})
