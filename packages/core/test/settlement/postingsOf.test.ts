import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf } from "../../simulation/arbitraries/ledger.ts"
import { advanceEntry, contributionEntry } from "../../src/challenge/index.ts"
import { balances, conservation, type Entry, entitlements } from "../../src/ledger/index.ts"
import type { Contribution } from "../../src/prize/index.ts"
import {
  decidePayout,
  type Evidence,
  evolvePayout,
  type PayoutCommand,
  type PayoutLine,
  paymentEntries,
  payoutLines,
  planSettlement,
  postingsOf
} from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import {
  eur,
  feesOf,
  inputOf,
  names,
  noon,
  planFor,
  postings,
  prizes,
  settlementId,
  spring,
  standsOn
} from "./world.ts"

const paidIn = (contributions: ReadonlyArray<Contribution>): ReadonlyArray<Entry> =>
  contributions.map((contribution, index) =>
    Result.getOrThrow(
      contributionEntry({ key: `${index}`, at: noon, challengeId: spring, currency: eur }, contribution)
    )
  )

describe("money paid in", () => {
  it("goes from the provider to the pool, and carried money from the challenge that carried it", () => {
    const [fee, carried, nameless] = paidIn([
      ...feesOf(["ada"]),
      { payer: "winter", kind: "CarryOver", minorUnits: 300n },
      { payer: " not an id ", kind: "CarryOver", minorUnits: 1n }
    ]).map(postings)
    assert.deepStrictEqual(fee, { ProviderClearing: 1000n, "Pool spring": -1000n })
    assert.deepStrictEqual(carried, { "CarryOver winter": 300n, "Pool spring": -300n })
    assert.deepStrictEqual(nameless, { ProviderClearing: 1n, "Pool spring": -1n })
  })

  it("I15 has the same id for the same payment and another for any other", () => {
    const id = (key: string, kind: Contribution["kind"]) =>
      Result.getOrThrow(
        contributionEntry({ key, at: noon, challengeId: spring, currency: eur }, { payer: "ada", kind, minorUnits: 1n })
      ).id
    assert.strictEqual(id("1", "EntryFee"), id("1", "EntryFee"))
    assert.strictEqual(new Set([id("1", "EntryFee"), id("2", "EntryFee"), id("1", "Sponsor")]).size, 3)
    const negative = contributionEntry(
      { key: "1", at: noon, challengeId: spring, currency: eur },
      { payer: "ada", kind: "EntryFee", minorUnits: -1n }
    )
    assert.isTrue(Result.isFailure(negative))
  })
})

describe("posting a plan", () => {
  it("is one entry: top-ups first, then fees, charity, residual, refunds and entitlements", () => {
    const entry = postingsOf(planFor({ scores: [9, 7], contributions: feesOf(["ada"]) }), noon)
    assert.strictEqual(entry.kind, "Settlement")
    assert.deepStrictEqual(postings(entry), {
      OrganiserTopUp: 150n,
      "Pool spring": 1000n,
      PlatformFee: -100n,
      "Charity spring": -50n,
      "CarryOver spring": -150n,
      "Entitlement spring ada": -625n,
      "Entitlement spring bob": -225n
    })
  })

  it("sends a residual where the plan says", () => {
    const destinations = (["Platform", "Sponsor", "CarryOver", "Charity"] as const).map((residual) => {
      const input = inputOf({ scores: [9, 7] })
      const plan = Result.getOrThrow(planSettlement({ ...input, prizes: { ...prizes, residual } }))
      return Object.entries(postings(postingsOf(plan, noon))).find(
        ([, minorUnits]) => minorUnits === -533n || minorUnits === -583n
      )
    })
    assert.deepStrictEqual(destinations, [
      ["Breakage", -533n],
      ["Sponsor spring", -533n],
      ["CarryOver spring", -533n],
      ["Charity spring", -583n]
    ])
  })

  it("gives carried money back to the challenge it came from when everything is refunded", () => {
    const contributions: ReadonlyArray<Contribution> = [
      ...feesOf(["ada", "bob"]),
      { payer: "winter", kind: "CarryOver", minorUnits: 300n },
      { payer: "winter", kind: "Sponsor", minorUnits: 50n }
    ]
    const plan = planFor({ scores: [0, 0], contributions })
    assert.deepStrictEqual(postings(postingsOf(plan, noon)), {
      "Pool spring": 2350n,
      "RefundPayable spring ada": -1000n,
      "RefundPayable spring bob": -1000n,
      "CarryOver winter": -300n,
      "RefundPayable spring winter": -50n
    })
    assert.deepStrictEqual(
      plan.lines.map(({ key, due }) => [key, due]),
      [
        ["refund:ada:refund", 1000n],
        ["refund:bob:refund", 1000n],
        ["refund:winter:refund", 50n]
      ]
    )
  })

  it("I4 leaves the pool at zero and I3 conserves money, for any field, stake and advance", () => {
    const field = fc.record({
      scores: fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 4 }),
      payers: fc.subarray(names),
      stake: fc.bigInt({ min: 0n, max: 3000n }),
      advance: fc.bigInt({ min: 0n, max: 2000n })
    })
    fc.assert(
      fc.property(field, ({ scores, payers, stake, advance }) => {
        const ada = ParticipantId.make("ada")
        const plan = planFor({ scores, contributions: feesOf(payers, stake), advances: new Map([[ada, advance]]) })
        const ahead = advanceEntry({ key: "1", at: noon, challengeId: spring, currency: eur }, ada, advance)
        const entries = [...paidIn(plan.contributions), Result.getOrThrow(ahead), postingsOf(plan, noon)]
        const ledger = balances(entries)
        assert.strictEqual(ledger.held(accountOf("liabilities:pool:spring"), eur), 0n)
        const [state] = conservation(entries, spring)
        assert.isTrue(state === undefined || state.holds)
        for (const { recipient, entitled, held, withheld } of entitlements(entries, spring)) {
          const awarded = plan.prizes.awards
            .filter(({ participantId }) => participantId === recipient)
            .reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
          assert.strictEqual(entitled, awarded)
          assert.strictEqual(held + withheld, awarded)
        }
        // What was paid ahead beyond the prize stays to be given back.
        const overpaid = plan.prizes.overpaid.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
        assert.strictEqual(ledger.held(accountOf("assets:receivable:prize:spring:ada"), eur), overpaid)
      }),
      { numRuns: 60 }
    )
  })

  it("I2 is exact beyond 2^53", () => {
    const plan = planFor({ scores: [9, 7, 5, 3], contributions: feesOf(names, 10n ** 20n + 7n) })
    const total = Object.values(postings(postingsOf(plan, noon))).filter((amount) => amount > 0n)
    assert.deepStrictEqual(total, [4n * 10n ** 20n + 28n])
  })
})

describe("the entries of a payout", () => {
  const plan = planFor({ scores: [9, 7, 5, 3] })
  const [adas] = payoutLines(settlementId, plan, plan.lines)
  const webhook: Evidence = { _tag: "Webhook", eventId: "evt_1" }

  const play = (begun: PayoutLine, commands: ReadonlyArray<(line: PayoutLine) => PayoutCommand>) => {
    const entries: Array<Entry> = []
    let line = begun
    for (const command of commands) {
      const event = Result.getOrThrow(decidePayout(line, command(line), noon))
      entries.push(...paymentEntries(line, event))
      line = evolvePayout(line, event)
    }
    return entries
  }
  const keyOf = (line: PayoutLine) => ("attempt" in line ? line.attempt.key : "")
  const claim = (): PayoutCommand => ({ _tag: "Claim", worker: "w", provider: "p", leaseUntil: noon + 1 })
  const submit = (): PayoutCommand => ({ _tag: "Submit", worker: "w" })
  const lose = (): PayoutCommand => ({ _tag: "LoseTrack", worker: "w" })
  const outcome =
    (_tag: "Confirm" | "Refuse" | "Return") =>
    (line: PayoutLine): PayoutCommand => ({ _tag, attemptKey: keyOf(line), evidence: webhook })
  const plainly = (_tag: "Retry" | "GiveUp" | "Reclaim" | "Forfeit") => (): PayoutCommand => ({ _tag })

  const kindsAfter = (commands: ReadonlyArray<(line: PayoutLine) => PayoutCommand>) =>
    adas === undefined ? [] : play(adas, [claim, submit, ...commands]).map(({ kind }) => kind)
  const standsAfter = (commands: ReadonlyArray<(line: PayoutLine) => PayoutCommand>) =>
    adas === undefined ? {} : standsOn(balances(play(adas, [claim, submit, ...commands])))

  it("put it in flight, and out, or back where it is owed", () => {
    const owed = { "Entitlement spring ada": 1331n }
    const flying = { ...owed, "PayoutInFlight prize spring ada": -1331n }
    const gone = { ...owed, ProviderClearing: -1331n }
    assert.deepStrictEqual(standsAfter([]), flying)
    assert.deepStrictEqual(standsAfter([lose]), flying)
    assert.deepStrictEqual(standsAfter([outcome("Confirm")]), gone)
    assert.deepStrictEqual(standsAfter([outcome("Refuse")]), {})
    assert.deepStrictEqual(standsAfter([outcome("Confirm"), outcome("Return")]), {})
    assert.deepStrictEqual(standsAfter([lose, outcome("Confirm")]), gone)
    assert.deepStrictEqual(standsAfter([outcome("Refuse"), plainly("Retry"), claim, submit, outcome("Confirm")]), gone)
    const unclaimed = [outcome("Confirm"), outcome("Return"), plainly("GiveUp")]
    assert.deepStrictEqual(standsAfter(unclaimed), { ...owed, "Unclaimed prize spring ada": -1331n })
    assert.deepStrictEqual(standsAfter([...unclaimed, plainly("Reclaim")]), {})
    assert.deepStrictEqual(standsAfter([...unclaimed, plainly("Forfeit")]), { ...owed, Breakage: -1331n })
  })

  it("I23 are both, confirmed and returned, when the return comes first", () => {
    assert.deepStrictEqual(kindsAfter([outcome("Return")]), ["PayoutStarted", "PayoutConfirmed", "PayoutReturned"])
    assert.deepStrictEqual(kindsAfter([lose, outcome("Return"), outcome("Confirm")]), [
      "PayoutStarted",
      "PayoutConfirmed",
      "PayoutReturned"
    ])
  })

  it("I20 have ids of their attempt, so that an event posted twice is one entry", () => {
    const all = [
      outcome("Refuse"),
      plainly("Retry"),
      claim,
      submit,
      outcome("Confirm"),
      outcome("Return"),
      plainly("GiveUp"),
      plainly("Reclaim"),
      claim,
      submit,
      outcome("Confirm"),
      outcome("Return"),
      plainly("GiveUp"),
      plainly("Forfeit")
    ]
    const [first, second] = [1, 2].map(() =>
      adas === undefined ? [] : play(adas, [claim, submit, ...all]).map(({ id }) => id)
    )
    assert.deepStrictEqual(first, second)
    assert.strictEqual(first?.length, 12)
    assert.strictEqual(new Set(first).size, 12)
  })

  it("move refunds on accounts of their payers", () => {
    const refund = planFor({ scores: [0, 0], contributions: feesOf(["ada"]) })
    const [line] = payoutLines(settlementId, refund, refund.lines)
    if (line === undefined) return assert.fail("no refund")
    assert.deepStrictEqual(standsOn(balances(play(line, [claim]))), {
      "RefundPayable spring ada": 1000n,
      "PayoutInFlight refund spring ada": -1000n
    })
  })
})
