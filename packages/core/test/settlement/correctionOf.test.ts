import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { accountOf } from "../../simulation/arbitraries/ledger.ts"
import { advanceEntry, contributionEntry } from "../../src/challenge/index.ts"
import { balances, conservation, type Entry, EntryId, entitlements, entry } from "../../src/ledger/index.ts"
import {
  correctionOf,
  decidePayout,
  evolvePayout,
  type PayoutLine,
  payoutLines,
  postingsOf,
  type SettlementPlan
} from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import { eur, feesOf, names, noon, planFor, postings, settlementId, spring } from "./world.ts"

const contributions = feesOf(names)
const first = planFor({ scores: [9, 7, 5, 3] })
const successor = (
  previous: SettlementPlan,
  scores: ReadonlyArray<number>,
  advances?: ReadonlyMap<ParticipantId, bigint>
) =>
  planFor({
    scores,
    version: previous.version + 1,
    supersedes: { version: previous.version, planHash: previous.hash },
    ...(advances === undefined ? {} : { advances })
  })
const opening: ReadonlyArray<Entry> = [
  ...contributions.map((contribution) =>
    Result.getOrThrow(
      contributionEntry({ key: contribution.payer, at: noon, challengeId: spring, currency: eur }, contribution)
    )
  ),
  postingsOf(first, noon)
]

/** Pays all that stands on entitlements and refunds, in one entry. */
const payAll = (entries: ReadonlyArray<Entry>, id: string): Entry => {
  const owed = [...balances(entries).rows()].filter(
    ({ account }) => account._tag === "Entitlement" || account._tag === "RefundPayable"
  )
  const made = entry(
    { id: EntryId.make(id), at: noon, challengeId: spring, kind: "PayoutConfirmed", memo: "", currency: eur },
    owed.map(({ account, minorUnits }) => ({
      from: account,
      to: { _tag: "ProviderClearing" },
      minorUnits: -minorUnits
    }))
  )
  return Result.getOrThrow(made)
}

const entitled = (entries: ReadonlyArray<Entry>) =>
  Object.fromEntries(
    entitlements(entries, spring)
      .map((parts) => [parts.recipient, parts.entitled])
      .filter(([, sum]) => sum !== 0n)
  )
const awarded = ({ prizes }: SettlementPlan) => {
  const sums: Record<string, bigint> = {}
  for (const { participantId, minorUnits } of prizes.awards) {
    sums[participantId] = (sums[participantId] ?? 0n) + minorUnits
  }
  return sums
}

describe("a correction", () => {
  const second = successor(first, [7, 9, 5, 3])

  it("I30 posts the differences only: new minus already entitled", () => {
    const {
      entry: made,
      changes,
      lines
    } = correctionOf(second, first, { ledger: balances([...opening, payAll(opening, "p1")]), lines: [] }, noon)
    assert.deepStrictEqual(postings(made), { "Entitlement spring bob": -1419n, "Receivable prize spring ada": 1419n })
    assert.deepStrictEqual(
      changes.map(({ recipient, before, after, pays, owedBack }) => [recipient, before, after, pays, owedBack]),
      [
        ["bob", 799n, 2218n, 1419n, 0n],
        ["ada", 2218n, 799n, 0n, 1419n]
      ]
    )
    assert.deepStrictEqual(
      lines.map(({ key, due }) => [key, due]),
      [
        ["prize:bob:main+0", 532n],
        ["prize:bob:win+0", 887n]
      ]
    )
  })

  it("takes first what is not on its way, and makes the rest a receivable", () => {
    const [main, , , win] = payoutLines(settlementId, first, first.lines)
    if (main === undefined || win === undefined) return assert.fail("no lines")
    const attempt = {
      number: 1,
      key: first.hash,
      minorUnits: 1331n,
      worker: "w",
      claimedAt: noon,
      leaseUntil: noon,
      outcomes: []
    }
    const given = (...lines: ReadonlyArray<PayoutLine>) => ({ ledger: balances(opening), lines })
    const claimed = correctionOf(second, first, given({ ...main, _tag: "Submitted", attempt }, win), noon)
    assert.deepStrictEqual(
      claimed.changes.map(({ fromHeld, owedBack }) => [fromHeld, owedBack]),
      [
        [0n, 0n],
        [887n, 532n]
      ]
    )
    assert.deepStrictEqual(claimed.steps, [{ line: win, command: { _tag: "Withhold" } }])
    assert.deepStrictEqual(postings(claimed.entry), {
      "Entitlement spring bob": -1419n,
      "Entitlement spring ada": 887n,
      "Receivable prize spring ada": 532n
    })
    const open = correctionOf(second, first, given(main, win), noon)
    assert.deepStrictEqual(open.steps, [
      { line: win, command: { _tag: "Withhold" } },
      { line: main, command: { _tag: "Reduce", minorUnits: 799n } }
    ])
    assert.deepStrictEqual(postings(open.entry), { "Entitlement spring bob": -1419n, "Entitlement spring ada": 1419n })
    const unclaimed = correctionOf(second, first, given({ ...main, _tag: "Unclaimed" }), noon)
    assert.deepStrictEqual(postings(unclaimed.entry), {
      "Entitlement spring bob": -1419n,
      "Unclaimed prize spring ada": 1331n,
      "Receivable prize spring ada": 88n
    })
    const forfeited = correctionOf(second, first, given({ ...main, _tag: "Forfeited" }, win), noon)
    assert.deepStrictEqual(
      forfeited.steps.map(({ line, command }) => [line.key, command]),
      [
        [win.key, { _tag: "Withhold" }],
        [main.key, { _tag: "Reduce", minorUnits: 799n }]
      ]
    )
    assert.deepStrictEqual(postings(forfeited.entry), {
      "Entitlement spring bob": -1419n,
      "Entitlement spring ada": 887n,
      "Unclaimed prize spring ada": 532n
    })
  })

  it("sets what is more off against what was to be given back", () => {
    const paid = [...opening, payAll(opening, "p1")]
    const correction = correctionOf(second, first, { ledger: balances(paid), lines: [] }, noon)
    const corrected = [...paid, correction.entry]
    const third = successor(second, [9, 7, 5, 3])
    const again = correctionOf(
      third,
      second,
      { ledger: balances([...corrected, payAll(corrected, "p2")]), lines: [] },
      noon
    )
    assert.deepStrictEqual(again.lines, [])
    assert.deepStrictEqual(postings(again.entry), {
      "Receivable prize spring bob": 1419n,
      "Receivable prize spring ada": -1419n
    })
    assert.deepStrictEqual(
      again.changes.map(({ recipient, setOff }) => [recipient, setOff]),
      [
        ["ada", 1419n],
        ["bob", 0n]
      ]
    )
  })

  it("that changes nothing moves nothing", () => {
    const same = correctionOf(successor(first, [9, 7, 5, 3]), first, { ledger: balances(opening), lines: [] }, noon)
    assert.deepStrictEqual([same.entry.postings, same.changes, same.lines, same.steps], [[], [], [], []])
  })

  it("takes fees, charity, residual and top-up back where all is refunded after all, and the other way round", () => {
    const none = planFor({ scores: [9, 7], contributions: feesOf(["ada"]) })
    const refunded = planFor({
      scores: [0, 0],
      contributions: feesOf(["ada"]),
      version: 2,
      supersedes: { version: 1, planHash: none.hash }
    })
    const fee = Result.getOrThrow(
      contributionEntry(
        { key: "1", at: noon, challengeId: spring, currency: eur },
        { payer: "ada", kind: "EntryFee", minorUnits: 1000n }
      )
    )
    const before = [fee, postingsOf(none, noon)]
    const { entry: made, lines } = correctionOf(
      refunded,
      none,
      { ledger: balances(before), lines: payoutLines(settlementId, none, none.lines) },
      noon
    )
    assert.deepStrictEqual(postings(made), {
      OrganiserTopUp: -150n,
      PlatformFee: 100n,
      "Charity spring": 50n,
      "CarryOver spring": 150n,
      "RefundPayable spring ada": -1000n,
      "Entitlement spring ada": 625n,
      "Entitlement spring bob": 225n
    })
    assert.deepStrictEqual(
      lines.map(({ key, due }) => [key, due]),
      [["refund:ada:refund", 1000n]]
    )
    const after = [...before, made]
    const paid = [...after, payAll(after, "p")]
    const back = planFor({
      scores: [9, 7],
      contributions: feesOf(["ada"]),
      version: 3,
      supersedes: { version: 2, planHash: refunded.hash }
    })
    const { entry: reversed } = correctionOf(back, refunded, { ledger: balances(paid), lines: [] }, noon)
    assert.deepStrictEqual(postings(reversed), {
      OrganiserTopUp: 150n,
      PlatformFee: -100n,
      "Charity spring": -50n,
      "CarryOver spring": -150n,
      "Entitlement spring ada": -625n,
      "Entitlement spring bob": -225n,
      "Receivable refund spring ada": 1000n
    })
  })

  it("follows what was paid ahead", () => {
    const ada = ParticipantId.make("ada")
    const ahead = planFor({ scores: [9, 7, 5, 3], advances: new Map([[ada, 1000n]]) })
    const entries = [...opening.slice(0, -1), postingsOf(ahead, noon)]
    const lower = successor(ahead, [3, 7, 5, 4], new Map([[ada, 1000n]]))
    const { entry: made } = correctionOf(
      lower,
      ahead,
      { ledger: balances(entries), lines: payoutLines(settlementId, ahead, ahead.lines) },
      noon
    )
    assert.strictEqual(postings(made)["Receivable prize spring ada"], 1000n)
    assert.strictEqual(postings(made)["Entitlement spring ada"], 1218n)
  })

  it("sets an advance off once: against the prize that it was paid ahead of", () => {
    const ada = ParticipantId.make("ada")
    const last = planFor({ scores: [7, 9, 5, 3] })
    const heading = { key: "1", at: noon, challengeId: spring, currency: eur }
    const entries = [
      ...opening.slice(0, -1),
      postingsOf(last, noon),
      Result.getOrThrow(advanceEntry(heading, ada, 1000n))
    ]
    const higher = successor(last, [9, 7, 5, 3], new Map([[ada, 1000n]]))
    const { entry: made, changes, lines } = correctionOf(higher, last, { ledger: balances(entries), lines: [] }, noon)
    assert.deepInclude(changes[0], { before: 799n, after: 1218n, advanceDifference: 1000n, setOff: 0n, pays: 419n })
    assert.strictEqual(
      lines.filter(({ recipient }) => recipient === ada).reduce((sum, { due }) => sum + due, 0n),
      419n
    )
    assert.strictEqual(balances([...entries, made]).of(accountOf("assets:receivable:prize:spring:ada"), eur), 0n)
  })

  it("gives carried money back to the challenge it came from when all is refunded after all", () => {
    const paid = [...feesOf(["ada"]), { payer: "winter", kind: "CarryOver" as const, minorUnits: 300n }]
    const awardedFirst = planFor({ scores: [9, 7], contributions: paid })
    const supersedes = { version: 1, planHash: awardedFirst.hash }
    const refunded = planFor({ scores: [0, 0], contributions: paid, version: 2, supersedes })
    const lines = payoutLines(settlementId, awardedFirst, awardedFirst.lines)
    const ledger = balances([postingsOf(awardedFirst, noon)])
    const { entry: made } = correctionOf(refunded, awardedFirst, { ledger, lines }, noon)
    assert.strictEqual(postings(made)["CarryOver winter"], -300n)
    assert.strictEqual(postings(made)["RefundPayable spring ada"], -1000n)
    assert.isUndefined(postings(made)["Pool spring"])
  })

  it("I3, I4, I5 and I30 hold over any chain of corrections, paid or not", () => {
    const points = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 })
    fc.assert(
      fc.property(fc.array(fc.record({ points, paid: fc.boolean() }), { maxLength: 5 }), (steps) => {
        let [plan, entries, open] = [first, opening, payoutLines(settlementId, first, first.lines)]
        for (const [index, { points: scores, paid }] of steps.entries()) {
          if (paid) [entries, open] = [[...entries, payAll(entries, `p${index}`)], []]
          const next = successor(plan, scores)
          const {
            entry: made,
            changes,
            lines,
            steps: shrinking
          } = correctionOf(next, plan, { ledger: balances(entries), lines: open }, noon)
          entries = [...entries, made]
          plan = next
          open = open
            .map((line) => {
              const step = shrinking.find((one) => one.line === line)
              return step === undefined
                ? line
                : evolvePayout(line, Result.getOrThrow(decidePayout(line, step.command, noon)))
            })
            .concat(payoutLines(settlementId, next, lines))
          const owed = open
            .filter(({ _tag }) => _tag === "Payable")
            .reduce((sum, { minorUnits }) => sum + minorUnits, 0n)
          const held = [...balances(entries).rows()].filter(
            ({ account }) => account._tag === "Entitlement" || account._tag === "RefundPayable"
          )
          assert.strictEqual(
            owed,
            held.reduce((sum, { minorUnits }) => sum - minorUnits, 0n),
            "lines pay what stands on the accounts"
          )
          assert.deepStrictEqual(entitled(entries), awarded(plan))
          assert.strictEqual(balances(entries).held(accountOf("liabilities:pool:spring"), eur), 0n)
          const states = conservation(entries, spring)
          assert.isTrue(states.every(({ holds }) => holds))
          for (const change of changes) {
            assert.strictEqual(
              change.after - change.before,
              change.pays + change.setOff - change.fromHeld - change.fromUnclaimed - change.owedBack
            )
            const due = lines.filter(({ claim, recipient }) => claim === change.claim && recipient === change.recipient)
            assert.strictEqual(
              due.reduce((sum, line) => sum + line.due, 0n),
              change.pays
            )
          }
          for (const { account, minorUnits } of balances(entries).rows()) {
            if (account._tag === "Receivable") assert.isTrue(minorUnits >= 0n)
            if (account._tag === "Entitlement" || account._tag === "RefundPayable") assert.isTrue(minorUnits <= 0n)
          }
        }
      }),
      { numRuns: 60 }
    )
  })
})
