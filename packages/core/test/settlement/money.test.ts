import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf } from "../../simulation/arbitraries/ledger.ts"
import { contributionEntry } from "../../src/challenge/index.ts"
import {
  balances,
  conservation,
  type Entry,
  EntryId,
  entitlements,
  reverseOf,
  trialBalance
} from "../../src/ledger/index.ts"
import type { Contribution } from "../../src/prize/index.ts"
import { standingsHash } from "../../src/ranking/index.ts"
import {
  cancellationOf,
  correctionOf,
  countLines,
  decide,
  decidePayout,
  eligibilityHash,
  eligibilityOf,
  evolve,
  evolvePayout,
  factsOf,
  openCorrection,
  type PayoutCommand,
  type PayoutLine,
  type PlanFacts,
  paymentEntries,
  payoutLines,
  planSettlement,
  poolHash,
  postingsOf,
  progressOf,
  type SettlementCommand,
  SettlementId,
  type SettlementPlan,
  type SettlementState,
  toCanonical
} from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import {
  anton,
  eur,
  feesOf,
  inputOf,
  names,
  noon,
  olga,
  opened,
  rulesHash,
  settlementId,
  spring,
  standingsOf
} from "./world.ts"

/** What a provider did with one attempt; it remembers keys and pays each of them at most once. */
type Fate = "paid" | "refused" | "lost" | "lost but paid" | "returned"

const notPaid = (people: ReadonlyArray<string>) =>
  new Map(people.map((name) => [ParticipantId.make(name), "RankedNotPaid" as const]))

/** The whole of a challenge's money, moved by nothing but decisions. */
class Money {
  now = noon
  entries: ReadonlyArray<Entry> = []
  contributions: ReadonlyArray<Contribution> = []
  scores: ReadonlyArray<number> = [1, 1, 1, 1]
  /** Who is ranked and not paid. */
  unpaid: ReadonlyArray<string> = []
  state: SettlementState = opened
  settled: ReadonlyArray<SettlementState> = []
  plan: SettlementPlan | undefined
  posted: SettlementPlan | undefined
  lines: ReadonlyArray<PayoutLine> = []
  /** What really left the provider: by key of the attempt. */
  readonly provider = new Map<
    string,
    { readonly recipient: string; readonly claim: string; readonly minorUnits: bigint; back: boolean }
  >()
  keys = 0

  get facts(): PlanFacts {
    return {
      rulesHash,
      standingsHash: standingsHash(standingsOf(this.scores)),
      eligibilityHash: eligibilityHash(eligibilityOf({ eligibility: notPaid(this.unpaid) })),
      poolHash: poolHash(this.contributions, "spring 2026")
    }
  }

  get isPosted(): boolean {
    return this.posted !== undefined
  }

  /** Entries are frozen, so that whoever altered one would fail (I7). */
  post(...entries: ReadonlyArray<Entry>): void {
    for (const entry of entries) for (const row of [entry, entry.postings, ...entry.postings]) Object.freeze(row)
    this.entries = [...this.entries, ...entries]
  }

  ask(command: SettlementCommand): string {
    const decision = decide(this.state, command, this.now)
    if (Result.isFailure(decision)) return decision.failure._tag
    this.state = evolve(this.state, decision.success)
    return decision.success._tag
  }

  plans(scores: ReadonlyArray<number>, unpaid = this.unpaid): SettlementPlan {
    const { version, supersedes } = this.state
    const facts = {
      scores,
      eligibility: notPaid(unpaid),
      contributions: this.contributions,
      version: version + 1,
      ...(supersedes === undefined ? {} : { supersedes })
    }
    return Result.getOrThrow(planSettlement(inputOf(facts)))
  }

  payout(index: number, command: (line: PayoutLine) => PayoutCommand): string {
    const line = this.lines[index]
    if (line === undefined) return "none"
    const decision = decidePayout(line, command(line), this.now)
    if (Result.isFailure(decision)) return decision.failure._tag
    this.post(...paymentEntries(line, decision.success))
    this.lines = this.lines.with(index, evolvePayout(line, decision.success))
    return decision.success._tag
  }
}

type Model = Record<string, never>
type Command = fc.Command<Model, Money>

const keyOf = (line: PayoutLine): string => ("attempt" in line ? line.attempt.key : "")

/** The invariants of money, checked after every command from the ledger and the outside alone. */
const holdsTogether = (money: Money): void => {
  const { entries, posted, lines } = money
  for (const entry of entries) {
    assert.strictEqual(
      entry.postings.reduce((sum, { minorUnits }) => sum + minorUnits, 0n),
      0n,
      "I1"
    )
    assert.strictEqual(entry.currency, eur, "I6")
  }
  for (const { debits, credits } of trialBalance(entries)) assert.strictEqual(debits, credits, "I1")
  assert.strictEqual(new Set(entries.map(({ id }) => id)).size, entries.length, "I7: no entry is posted twice")
  const paidIn = money.contributions.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
  const [flows] = conservation(entries, spring)
  assert.isTrue(flows === undefined || flows.holds, "I3")
  assert.strictEqual(flows?.paidIn ?? 0n, paidIn, "I3: paid in")
  const ledger = balances(entries)
  const isOver = posted !== undefined || ("cancelledBy" in money.state && money.state._tag !== "Cancelled")
  assert.strictEqual(ledger.held(accountOf("liabilities:pool:spring"), eur), isOver ? 0n : paidIn, "I4")
  for (const parts of entitlements(entries, spring)) {
    const { entitled, confirmed, inFlight, held, unclaimed, forfeited, withheld, owedBack, recipient } = parts
    assert.strictEqual(entitled, confirmed + inFlight + held + unclaimed + forfeited + withheld - owedBack, "I5")
    for (const part of [confirmed, inFlight, held, unclaimed, forfeited, withheld, owedBack])
      assert.isTrue(part >= 0n, "I5: no part below zero")
    const awarded = (posted?.prizes.awards ?? []).filter(({ participantId }) => participantId === recipient)
    assert.strictEqual(
      entitled,
      awarded.reduce((sum, { minorUnits }) => sum + minorUnits, 0n),
      "I30: entitled to what the latest version says"
    )
    const really = [...money.provider.values()].filter(
      (paid) => paid.recipient === recipient && paid.claim === "prize" && !paid.back
    )
    const atLeast = really.reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
    assert.isTrue(
      confirmed <= atLeast && atLeast <= confirmed + inFlight,
      "I5: what left the provider is confirmed or in flight"
    )
  }
  // I20: at most one successful payment a line and version.
  const paid = lines.map(
    (line) =>
      line.past
        .concat("attempt" in line ? line.attempt : [])
        .filter(({ key }) => money.provider.get(key)?.back === false).length
  )
  assert.isTrue(
    paid.every((times) => times <= 1),
    "at most one successful payment a line"
  )
  if ("approver" in money.state) assert.notStrictEqual(money.state.approver, money.state.maker, "I24")
}

const command = (name: string, check: (money: Money) => boolean, run: (money: Money) => void): Command => ({
  check: () => true,
  run: (_, money) => {
    if (!check(money)) return
    const before = money.entries
    run(money)
    assert.isTrue(
      before.every((entry, index) => money.entries[index] === entry),
      "I7: posted rows are immutable"
    )
    holdsTogether(money)
  },
  toString: () => name
})

const isBeforePosting = ({ isPosted, state }: Money): boolean => !isPosted && !("cancelledBy" in state)

const contribute = (payer: string, minorUnits: bigint, kind: Contribution["kind"]): Command =>
  command(`contribute(${payer}, ${minorUnits}, ${kind})`, isBeforePosting, (money) => {
    const contribution: Contribution =
      kind === "EntryFee"
        ? (feesOf([payer], minorUnits)[0] ?? { payer, kind, minorUnits })
        : { payer, kind, minorUnits }
    const heading = { key: `${money.keys++}`, at: money.now, challengeId: spring, currency: eur }
    money.post(Result.getOrThrow(contributionEntry(heading, contribution)))
    money.contributions = [...money.contributions, contribution]
  })

/** A bank takes an entry fee back: the entry is reversed, once. */
const chargeBack = (at: number): Command =>
  command(
    `chargeBack(${at})`,
    (money) => isBeforePosting(money) && money.contributions.length > 0,
    (money) => {
      // Of a fee of nothing there is nothing to take back.
      const fees = money.entries.filter(
        ({ kind, id, postings }) =>
          kind === "EntryFee" && postings.length > 0 && !money.entries.some(({ corrects }) => corrects === id)
      )
      const fee = fees[at % Math.max(fees.length, 1)]
      if (fee === undefined) return
      const heading = { id: EntryId.make(`back:${fee.id}`), at: money.now, memo: "charged back" }
      money.post(Result.getOrThrow(reverseOf(fee, money.entries, heading)))
      const again = reverseOf(fee, money.entries, { ...heading, id: EntryId.make(`again:${fee.id}`) })
      assert.isTrue(Result.isFailure(again), "I8")
      const minorUnits = fee.postings.reduce((sum, posting) => (posting.minorUnits > 0n ? posting.minorUnits : sum), 0n)
      const index = money.contributions.findIndex(
        (one) => one.kind === "EntryFee" && one.payer === fee.memo && one.minorUnits === minorUnits
      )
      money.contributions = money.contributions.toSpliced(index, 1)
    }
  )

const isStale = (money: Money): boolean =>
  "facts" in money.state && JSON.stringify(money.state.facts) !== JSON.stringify(money.facts)

/** The next step of a settlement, as its state has it; every refusal on the way is predicted. */
const proceed: Command = command(
  "proceed",
  () => true,
  (money) => {
    const { state } = money
    switch (state._tag) {
      case "Open":
      case "Rejected":
        return compute(money)
      case "Computed": {
        const answer = money.ask({ _tag: "Publish", disputeUntil: money.now + 1000, current: money.facts })
        assert.strictEqual(answer, isStale(money) ? "StalePlan" : "PlanPublished")
        return answer === "StalePlan" ? compute(money) : undefined
      }
      case "Provisional":
        assert.strictEqual(money.ask({ _tag: "Submit" }), "DisputeWindowOpen")
        money.now = state.disputeUntil
        assert.strictEqual(money.ask({ _tag: "Submit" }), "ApprovalAsked")
        return
      case "AwaitingApproval": {
        const stale = isStale(money)
        const { planHash } = state
        assert.strictEqual(
          money.ask({ _tag: "Approve", by: olga, planHash, current: money.facts }),
          "ApproverIsMaker",
          "I24"
        )
        assert.strictEqual(
          money.ask({ _tag: "Approve", by: anton, planHash: rulesHash, current: money.facts }),
          "PlanHashMismatch",
          "I25"
        )
        assert.strictEqual(
          money.ask({ _tag: "Approve", by: anton, planHash, current: money.facts }),
          stale ? "StalePlan" : "PlanApproved"
        )
        if (stale)
          assert.strictEqual(money.ask({ _tag: "Reject", by: anton, planHash, reason: "stale" }), "PlanRejected")
        return
      }
      case "Approved":
        return post(money)
      case "Posted":
        assert.strictEqual(money.ask({ _tag: "Distribute" }), "DistributionStarted")
        assert.strictEqual(money.ask({ _tag: "Distribute" }), "NothingChanged")
        return
      case "Distributing":
      case "NeedsAttention":
      case "Refunding":
        return progress(money)
      case "Cancelled":
        return refund(money)
      default:
        return
    }
  }
)

const compute = (money: Money): void => {
  money.plan = money.plans(money.scores)
  assert.strictEqual(money.ask({ _tag: "Compute", by: olga, plan: money.plan }), "SettlementComputed")
}

const post = (money: Money): void => {
  const { plan, posted } = money
  if (plan === undefined) throw new Error("no plan")
  const correction =
    posted === undefined
      ? undefined
      : correctionOf(plan, posted, { ledger: balances(money.entries), lines: money.lines }, money.now)
  const entry = correction?.entry ?? postingsOf(plan, money.now)
  const stale = isStale(money)
  assert.strictEqual(
    money.ask({ _tag: "Post", entryId: entry.id, current: money.facts }),
    stale ? "StalePlan" : "SettlementPosted"
  )
  if (stale) {
    assert.strictEqual(money.ask({ _tag: "Reject", by: anton, planHash: plan.hash, reason: "stale" }), "PlanRejected")
    return
  }
  money.post(entry)
  for (const { line, command: step } of correction?.steps ?? []) {
    assert.include(
      ["LineReduced", "LineWithheld"],
      money.payout(money.lines.indexOf(line), () => step)
    )
  }
  money.lines = [...money.lines, ...payoutLines(money.state.settlementId, plan, correction?.lines ?? plan.lines)]
  const [superseded] = money.settled.slice(-1)
  if (superseded !== undefined) {
    const decision = decide(
      superseded,
      { _tag: "Supersede", by: { version: plan.version, planHash: plan.hash } },
      money.now
    )
    assert.strictEqual(evolve(superseded, Result.getOrThrow(decision))._tag, "Superseded")
  }
  money.posted = plan
}

const progress = (money: Money): void => {
  const { state } = money
  if (state._tag !== "Distributing" && state._tag !== "NeedsAttention" && state._tag !== "Refunding") return
  const lines = countLines(money.lines)
  const next = progressOf(state._tag, lines)
  if (next === undefined) {
    const over = state._tag === "Refunding" ? "CompleteRefunds" : "Complete"
    const answer = money.ask({ _tag: over, lines })
    assert.include(["PayoutsOutstanding", "TransitionForbidden"], answer)
  } else
    assert.include(
      ["AttentionNeeded", "DistributionResumed", "SettlementCompleted", "RefundsCompleted"],
      money.ask({ _tag: next, lines })
    )
}

const refund = (money: Money): void => {
  const answer = money.ask({ _tag: "Refund" })
  if (money.isPosted) return void assert.strictEqual(answer, "NothingToRefund")
  assert.strictEqual(answer, "RefundsStarted")
  const { entry, lines } = cancellationOf({ challengeId: spring, currency: eur, at: money.now }, money.contributions)
  money.post(entry)
  money.lines = payoutLines(settlementId, { challengeId: spring, version: 1, currency: eur }, lines)
}

const dispute = (scores: ReadonlyArray<number>, unpaid: ReadonlyArray<string>): Command =>
  command(
    `dispute(${scores}, ${unpaid})`,
    ({ state }) => state._tag === "Provisional",
    (money) => {
      const before = "facts" in money.state ? JSON.stringify(money.state.facts) : ""
      const plan = money.plans(scores, unpaid)
      const changes = JSON.stringify(factsOf(plan)) !== before
      const answer = money.ask({ _tag: "UpholdDispute", by: olga, reason: "a false start", plan })
      assert.strictEqual(answer, changes ? "DisputeUpheld" : "FactsUnchanged")
      if (changes) [money.scores, money.unpaid, money.plan] = [scores, unpaid, plan]
    }
  )

/** Somebody is found out, or cleared, while a plan waits: it is stale from then on. */
const judge = (unpaid: ReadonlyArray<string>): Command =>
  command(`judge(${unpaid})`, isBeforePosting, (money) => {
    money.unpaid = unpaid
  })

/** Looking ahead changes nothing, and shows what the real run then does. */
const preview: Command = command(
  "preview",
  ({ state }) => state._tag === "Open" || state._tag === "Rejected",
  (money) => {
    const before = [money.state, money.entries, money.lines]
    const seen = money.plans(money.scores)
    assert.deepStrictEqual([money.state, money.entries, money.lines], before, "I28")
    compute(money)
    assert.strictEqual(money.plan === undefined ? "" : toCanonical(money.plan), toCanonical(seen), "I28")
  }
)

const reject: Command = command(
  "reject",
  ({ state }) => state._tag === "AwaitingApproval" || state._tag === "Approved",
  (money) => {
    const planHash = money.plan?.hash ?? ""
    assert.strictEqual(money.ask({ _tag: "Reject", by: anton, planHash, reason: "wrong winner" }), "PlanRejected")
  }
)

const cancel: Command = command(
  "cancel",
  () => true,
  (money) => {
    const tag = money.state._tag
    const answer = money.ask({ _tag: "Cancel", by: olga, reason: "rained off" })
    const isLate = ["Posted", "Distributing", "NeedsAttention", "Settled"].includes(tag)
    assert.strictEqual(
      answer,
      isLate
        ? "TransitionForbidden"
        : tag.startsWith("Refund") || tag === "Cancelled"
          ? "NothingChanged"
          : "SettlementCancelled"
    )
  }
)

/** A later version of what is settled. */
const correct = (scores: ReadonlyArray<number>, unpaid: ReadonlyArray<string> = []): Command =>
  command(
    `correct(${scores}, ${unpaid})`,
    ({ state }) => state._tag === "Settled",
    (money) => {
      const { state } = money
      if (state._tag !== "Settled") return
      money.settled = [...money.settled, state]
      money.scores = scores
      money.unpaid = unpaid
      money.state = openCorrection(SettlementId.make(`spring ${money.settled.length + 1}`), state)
      for (let step = 0; step < 4; step++) proceed.run({}, money)
    }
  )

/** A payout comes back after all was settled, and then a later version takes it away. */
const correctAfterReturn = (at: number, scores: ReadonlyArray<number>): Command =>
  command(
    `correctAfterReturn(${at}, ${scores})`,
    ({ state }) => state._tag === "Settled",
    (money) => {
      const confirmed = money.lines.flatMap(({ _tag }, one) => (_tag === "Confirmed" ? [one] : []))
      const index = confirmed[at % Math.max(confirmed.length, 1)]
      if (index !== undefined) comeBack(money, index)
      correct(scores).run({}, money)
    }
  )

/** One attempt at one line, with the worker's and the provider's part in it. */
const pay = (at: number, fate: Fate): Command =>
  command(
    `pay(${at}, ${fate})`,
    ({ lines }) => lines.some(({ _tag }) => _tag === "Payable"),
    (money) => {
      const payable = money.lines.flatMap(({ _tag }, index) => (_tag === "Payable" ? [index] : []))
      const index = payable[at % payable.length] ?? 0
      assert.strictEqual(
        money.payout(index, () => ({ _tag: "Claim", worker: "w1", provider: "p", leaseUntil: money.now + 10 })),
        "AttemptClaimed"
      )
      assert.strictEqual(
        money.payout(index, () => ({ _tag: "Claim", worker: "w2", provider: "p", leaseUntil: money.now + 10 })),
        "PayoutTransitionForbidden",
        "I17"
      )
      assert.strictEqual(
        money.payout(index, () => ({ _tag: "Submit", worker: "w1" })),
        "AttemptSubmitted"
      )
      const line = money.lines[index]
      if (line === undefined) return
      if (fate !== "refused" && fate !== "lost") {
        assert.isFalse(money.provider.has(keyOf(line)))
        money.provider.set(keyOf(line), {
          recipient: line.recipient,
          claim: line.claim,
          minorUnits: line.minorUnits,
          back: false
        })
      }
      if (fate === "lost" || fate === "lost but paid") {
        assert.strictEqual(
          money.payout(index, () => ({ _tag: "LoseTrack", worker: "w1" })),
          "AttemptLost"
        )
        return
      }
      const evidence = { _tag: "Answer", worker: "w1", reference: "tr" } as const
      const outcome = fate === "refused" ? "Refuse" : "Confirm"
      assert.strictEqual(
        money.payout(index, (one) => ({ _tag: outcome, attemptKey: keyOf(one), evidence })),
        "AttemptDecided"
      )
      if (fate === "returned") comeBack(money, index)
    }
  )

const comeBack = (money: Money, index: number): void => {
  const line = money.lines[index]
  const paid = line === undefined ? undefined : money.provider.get(keyOf(line))
  if (paid !== undefined) paid.back = true
  const evidence = { _tag: "Webhook", eventId: "evt" } as const
  assert.strictEqual(
    money.payout(index, (one) => ({ _tag: "Return", attemptKey: keyOf(one), evidence })),
    "AttemptDecided"
  )
  assert.strictEqual(
    money.payout(index, (one) => ({ _tag: "Return", attemptKey: keyOf(one), evidence })),
    "NothingChanged",
    "I23"
  )
}

/** Somebody looks after the lines that do not go on by themselves. */
const lookAfter = (at: number, choice: "again" | "give up" | "forfeit"): Command =>
  command(
    `lookAfter(${at}, ${choice})`,
    ({ lines }) => lines.length > 0,
    (money) => {
      const stuck = money.lines.flatMap(({ _tag }, one) =>
        ["Unknown", "Refused", "Returned", "Unclaimed"].includes(_tag) ? [one] : []
      )
      const index = stuck[at % Math.max(stuck.length, 1)] ?? at % money.lines.length
      const line = money.lines[index]
      switch (line?._tag) {
        case "Unknown": {
          assert.strictEqual(
            money.payout(index, () => ({ _tag: "Retry" })),
            "PayoutTransitionForbidden",
            "I19"
          )
          const outcome = money.provider.has(keyOf(line)) ? "Confirm" : "Refuse"
          const evidence = { _tag: "LookUp", reference: "tr" } as const
          assert.strictEqual(
            money.payout(index, (one) => ({ _tag: outcome, attemptKey: keyOf(one), evidence })),
            "AttemptDecided"
          )
          return
        }
        case "Confirmed":
          return comeBack(money, index)
        case "Refused":
          assert.strictEqual(
            money.payout(index, () => ({ _tag: "Retry" })),
            "LineReopened"
          )
          return
        case "Returned":
          assert.strictEqual(
            money.payout(index, () => ({ _tag: choice === "again" ? "Retry" : "GiveUp" })),
            choice === "again" ? "LineReopened" : "LineUnclaimed"
          )
          return
        case "Unclaimed":
          assert.strictEqual(
            money.payout(index, () => ({ _tag: choice === "forfeit" ? "Forfeit" : "Reclaim" })),
            choice === "forfeit" ? "LineForfeited" : "LineReclaimed"
          )
          return
        default:
          return
      }
    }
  )

/** Pays all that can be paid, so that long stories come to their end. */
const payEverything: Command = command(
  "payEverything",
  () => true,
  (money) => {
    for (let round = 0; round < money.lines.length; round++) pay(0, "paid").run({}, money)
  }
)

const points = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 4, maxLength: 4 })
const index = fc.nat({ max: 20 })
const people = fc.subarray(names)
const commands = fc.commands(
  [
    ...Array.from({ length: 9 }, () => fc.constant(proceed)),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.bigInt({ min: 0n, max: 3000n }),
        fc.constantFrom("EntryFee" as const, "Sponsor" as const, "CarryOver" as const)
      )
      .map((of) => contribute(...of)),
    fc
      .tuple(
        fc.constantFrom(...names),
        fc.bigInt({ min: 0n, max: 3000n }),
        fc.constantFrom("EntryFee" as const, "Sponsor" as const, "CarryOver" as const)
      )
      .map((of) => contribute(...of)),
    index.map(chargeBack),
    index.map(chargeBack),
    fc.tuple(points, people).map((of) => dispute(...of)),
    fc.tuple(points, people).map((of) => correct(...of)),
    people.map(judge),
    fc.tuple(index, points).map((of) => correctAfterReturn(...of)),
    fc.nat({ max: 5 }).map((one) => [cancel, reject, reject][one] ?? proceed),
    ...Array.from({ length: 2 }, () =>
      fc
        .tuple(index, fc.constantFrom<Fate>("paid", "refused", "lost", "lost but paid", "returned"))
        .map((of) => pay(...of))
    ),
    ...Array.from({ length: 3 }, () =>
      fc
        .tuple(index, fc.constantFrom("again" as const, "give up" as const, "forfeit" as const, "forfeit" as const))
        .map((of) => lookAfter(...of))
    ),
    fc.constant(payEverything),
    fc.constant(payEverything),
    fc.constant(preview)
  ],
  { maxCommands: 50, size: "max" }
)

/** The long properties take about a second; a machine that is busy with other suites may need much longer. */
const busyMachineMs = 30_000

describe("the money of a challenge", () => {
  it(
    "I1 to I8, I17, I19, I23 to I25 and I28 to I30 hold after every command, whatever happens",
    () => {
      fc.assert(
        fc.property(commands, (all) => {
          fc.modelRun(() => ({ model: {}, real: new Money() }), all)
        }),
        { numRuns: 40 }
      )
    },
    busyMachineMs
  )

  it(
    "I29 every payer has back exactly what was paid when a cancelled challenge is refunded",
    () => {
      const paid = fc.array(fc.tuple(fc.constantFrom(...names), fc.bigInt({ min: 0n, max: 3000n })), { maxLength: 8 })
      fc.assert(
        fc.property(paid, fc.nat({ max: 5 }), (fees, steps) => {
          const money = new Money()
          for (const [payer, minorUnits] of fees) contribute(payer, minorUnits, "EntryFee").run({}, money)
          for (const one of [...Array.from({ length: steps }, () => proceed), cancel, proceed, payEverything, proceed])
            one.run({}, money)
          assert.strictEqual(money.state._tag, steps < 6 && !money.isPosted ? "Refunded" : money.state._tag)
          if (money.isPosted) return
          for (const name of names) {
            const owed = fees.filter(([payer]) => payer === name).reduce((sum, [, minorUnits]) => sum + minorUnits, 0n)
            const got = [...money.provider.values()]
              .filter(({ recipient }) => recipient === name)
              .reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
            assert.strictEqual(got, owed)
          }
          assert.strictEqual(balances(money.entries).of(accountOf("assets:provider-clearing"), eur), 0n)
        }),
        { numRuns: 25 }
      )
    },
    busyMachineMs
  )

  it(
    "reaches every state and every kind of entry, so that the property above says something",
    () => {
      const missing = new Set([
        ...["Open", "Computed", "Provisional", "AwaitingApproval", "Rejected", "Approved", "Posted", "Distributing"],
        ...["NeedsAttention", "Settled", "Cancelled", "Refunding", "Refunded"],
        ...["Payable", "Confirmed", "Refused", "Unknown", "Returned", "Unclaimed", "Forfeited", "Withheld"],
        ...["Correction", "Cancellation", "Reversal", "PayoutForfeited", "PayoutReclaimed"]
      ])
      for (let seed = 1; seed <= 20 && missing.size > 0; seed++) {
        for (const all of fc.sample(commands, { numRuns: 10, seed })) {
          const money = new Money()
          for (const one of all) {
            one.run({}, money)
            missing.delete(money.state._tag)
            for (const { _tag } of money.lines) missing.delete(_tag)
          }
          for (const { kind } of money.entries) missing.delete(kind)
        }
      }
      assert.deepStrictEqual([...missing], [])
    },
    busyMachineMs
  )
})
