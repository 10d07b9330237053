import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { balances, conservation, type Entry, EntryId, entitlements, entry } from "../../src/ledger/index.ts"
import { contributionEntry, correctionOf, postingsOf, type SettlementPlan } from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import { accountOf } from "../../simulation/arbitraries/ledger.ts"
import { eur, feesOf, names, noon, planFor, postings, spring } from "./world.ts"

const contributions = feesOf(names)
const first = planFor({ scores: [9, 7, 5, 3] })
const successor = (previous: SettlementPlan, scores: ReadonlyArray<number>, advances?: ReadonlyMap<ParticipantId, bigint>) =>
  planFor({
    scores, version: previous.version + 1, supersedes: { version: previous.version, planHash: previous.hash }, ...(advances === undefined ? {} : { advances })
  })
const opening: ReadonlyArray<Entry> = [
  ...contributions.map((contribution) =>
    Result.getOrThrow(contributionEntry({ key: contribution.payer, at: noon, challengeId: spring, currency: eur }, contribution))),
  postingsOf(first, noon)
]

/** Pays all that stands on entitlements and refunds, in one entry. */
const payAll = (entries: ReadonlyArray<Entry>, id: string): Entry => {
  const owed = [...balances(entries).rows()].filter(({ account }) => account._tag === "Entitlement" || account._tag === "RefundPayable")
  const made = entry(
    { id: EntryId.make(id), at: noon, challengeId: spring, kind: "PayoutConfirmed", memo: "", currency: eur },
    owed.map(({ account, minorUnits }) => ({ from: account, to: { _tag: "ProviderClearing" }, minorUnits: -minorUnits }))
  )
  return Result.getOrThrow(made)
}

const entitled = (entries: ReadonlyArray<Entry>) =>
  Object.fromEntries(entitlements(entries, spring).map((parts) => [parts.recipient, parts.entitled]).filter(([, sum]) => sum !== 0n))
const awarded = ({ prizes }: SettlementPlan) =>
  prizes.awards.reduce<Record<string, bigint>>((sums, { participantId, minorUnits }) => ({
    ...sums, [participantId]: (sums[participantId] ?? 0n) + minorUnits
  }), {})

describe("a correction", () => {
  const second = successor(first, [7, 9, 5, 3])

  it("I30 posts the differences only: new minus already entitled", () => {
    const { entry: made, changes, lines } = correctionOf(second, first, balances([...opening, payAll(opening, "p1")]), noon)
    assert.deepStrictEqual(postings(made), { "Entitlement spring bob": -1419n, "Receivable prize spring ada": 1419n })
    assert.deepStrictEqual(changes.map(({ recipient, before, after, pays, owedBack }) => [recipient, before, after, pays, owedBack]), [
      ["bob", 799n, 2218n, 1419n, 0n], ["ada", 2218n, 799n, 0n, 1419n]
    ])
    assert.deepStrictEqual(lines.map(({ key, due }) => [key, due]), [["prize:bob:main+0", 532n], ["prize:bob:win+0", 887n]])
  })

  it("takes first what is not yet on its way, and makes the rest a receivable", () => {
    const partly = entry(
      { id: EntryId.make("p"), at: noon, challengeId: spring, kind: "PayoutConfirmed", memo: "", currency: eur },
      [{ from: accountOf("liabilities:entitlement:spring:ada"), to: accountOf("assets:provider-clearing"), minorUnits: 1331n }]
    )
    const { entry: made, changes } = correctionOf(second, first, balances([...opening, Result.getOrThrow(partly)]), noon)
    assert.deepStrictEqual(changes.map(({ fromHeld, owedBack }) => [fromHeld, owedBack]), [[0n, 0n], [887n, 532n]])
    assert.deepStrictEqual(postings(made), {
      "Entitlement spring bob": -1419n, "Entitlement spring ada": 887n, "Receivable prize spring ada": 532n
    })
  })

  it("sets what is more off against what was to be given back", () => {
    const paid = [...opening, payAll(opening, "p1")]
    const correction = correctionOf(second, first, balances(paid), noon)
    const corrected = [...paid, correction.entry]
    const third = successor(second, [9, 7, 5, 3])
    const again = correctionOf(third, second, balances([...corrected, payAll(corrected, "p2")]), noon)
    assert.deepStrictEqual(again.lines, [])
    assert.deepStrictEqual(postings(again.entry), { "Receivable prize spring bob": 1419n, "Receivable prize spring ada": -1419n })
    assert.deepStrictEqual(again.changes.map(({ recipient, setOff }) => [recipient, setOff]), [["ada", 1419n], ["bob", 0n]])
  })

  it("that changes nothing moves nothing", () => {
    const same = correctionOf(successor(first, [9, 7, 5, 3]), first, balances(opening), noon)
    assert.deepStrictEqual([same.entry.postings, same.changes, same.lines], [[], [], []])
  })

  it("takes fees, charity, residual and top-up back where all is refunded after all, and the other way round", () => {
    const none = planFor({ scores: [9, 7], contributions: feesOf(["ada"]) })
    const refunded = planFor({ scores: [0, 0], contributions: feesOf(["ada"]), version: 2, supersedes: { version: 1, planHash: none.hash } })
    const fee = Result.getOrThrow(contributionEntry({ key: "1", at: noon, challengeId: spring, currency: eur }, { payer: "ada", kind: "EntryFee", minorUnits: 1000n }))
    const before = [fee, postingsOf(none, noon)]
    const { entry: made, lines } = correctionOf(refunded, none, balances(before), noon)
    assert.deepStrictEqual(postings(made), {
      OrganiserTopUp: -150n, PlatformFee: 100n, "Charity spring": 50n, "CarryOver spring": 150n, "RefundPayable spring ada": -1000n,
      "Entitlement spring ada": 625n, "Entitlement spring bob": 225n
    })
    assert.deepStrictEqual(lines.map(({ key, due }) => [key, due]), [["refund:ada:refund", 1000n]])
    const after = [...before, made]
    const paid = [...after, payAll(after, "p")]
    const back = planFor({ scores: [9, 7], contributions: feesOf(["ada"]), version: 3, supersedes: { version: 2, planHash: refunded.hash } })
    const { entry: reversed } = correctionOf(back, refunded, balances(paid), noon)
    assert.deepStrictEqual(postings(reversed), {
      OrganiserTopUp: 150n, PlatformFee: -100n, "Charity spring": -50n, "CarryOver spring": -150n, "Entitlement spring ada": -625n,
      "Entitlement spring bob": -225n, "Receivable refund spring ada": 1000n
    })
  })

  it("follows what was paid ahead", () => {
    const ada = ParticipantId.make("ada")
    const ahead = planFor({ scores: [9, 7, 5, 3], advances: new Map([[ada, 1000n]]) })
    const entries = [...opening.slice(0, -1), postingsOf(ahead, noon)]
    const lower = successor(ahead, [3, 7, 5, 4], new Map([[ada, 1000n]]))
    const { entry: made } = correctionOf(lower, ahead, balances(entries), noon)
    assert.strictEqual(postings(made)["Receivable prize spring ada"], 1000n)
    assert.strictEqual(postings(made)["Entitlement spring ada"], 1218n)
  })

  it("I3, I4, I5 and I30 hold over any chain of corrections, paid or not", () => {
    const points = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 })
    fc.assert(fc.property(fc.array(fc.record({ points, paid: fc.boolean() }), { maxLength: 5 }), (steps) => {
      let [plan, entries] = [first, opening]
      for (const [index, { points: scores, paid }] of steps.entries()) {
        if (paid) entries = [...entries, payAll(entries, `p${index}`)]
        const next = successor(plan, scores)
        const { entry: made, changes, lines } = correctionOf(next, plan, balances(entries), noon)
        entries = [...entries, made]
        plan = next
        assert.deepStrictEqual(entitled(entries), awarded(plan))
        assert.strictEqual(balances(entries).held(accountOf("liabilities:pool:spring"), eur), 0n)
        const states = conservation(entries, spring)
        assert.isTrue(states.every(({ holds }) => holds))
        for (const change of changes) {
          assert.strictEqual(change.after - change.before, change.pays + change.setOff - change.fromHeld - change.owedBack)
          const due = lines.filter(({ claim, recipient }) => claim === change.claim && recipient === change.recipient)
          assert.strictEqual(due.reduce((sum, line) => sum + line.due, 0n), change.pays)
        }
        for (const { account, minorUnits } of balances(entries).rows()) {
          if (account._tag === "Receivable") assert.isTrue(minorUnits >= 0n)
          if (account._tag === "Entitlement" || account._tag === "RefundPayable") assert.isTrue(minorUnits <= 0n)
        }
      }
    }), { numRuns: 60 })
  })
})
