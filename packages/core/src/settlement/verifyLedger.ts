import { Effect } from "effect"
import { type AuditHead, type Booked, factsIn, scopeOf, verifyAudit } from "../audit/index.ts"
import { challengeGlance, find } from "../challenge/index.ts"
import { type Account, balances, type Entry, type KindTotal, Ledger, totals } from "../ledger/index.ts"
import { type Canonical, type ChallengeId, canonicalJson } from "../shared/index.ts"
import { glance } from "./glance.ts"
import { SettlementStore } from "./SettlementStore.ts"
import type { PlanFinding } from "./verifyPlan.ts"
import { verifySeals } from "./verifySeals.ts"

/**
 * Where the facts of a challenge are not what its audit log tells: the chain itself is read through first, then every entry
 * of the ledger is held against the seal under which it was posted, and the challenge and its settlements against what was
 * told of them last. `known` is a head of the chain that was kept elsewhere.
 */
export const verifyLedger = Effect.fn("Settlement.verifyLedger")(function* (
  challengeId: ChallengeId,
  known: AuditHead | undefined = undefined
) {
  const seals: Array<Booked> = []
  const last = new Map<string, string>()
  const { finding } = yield* verifyAudit(scopeOf(challengeId), known, (entry) => {
    const { booked, subjects } = factsIn(entry)
    seals.push(...booked)
    for (const [subject, fact] of subjects) if (isKept(subject)) last.set(subject, fact)
  })
  if (finding !== undefined) {
    return [{ path: `audit, entry ${finding.seq}`, message: `is ${finding.problem.toLowerCase()}` }]
  }
  const journal = yield* (yield* Ledger).entriesOf(challengeId)
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const findings: ReadonlyArray<PlanFinding> = [
    ...verifySeals(seals, journal),
    ...(yield* ofPools(challengeId, journal)),
    ...ofTotals(yield* (yield* Ledger).totals(challengeId), totals(journal, challengeId)),
    ...ofSubjects(last, [
      ["challenge", challengeGlance(yield* find(challengeId))],
      ...settlements.map((state) => [`settlement ${state.settlementId}`, glance(state)] as const)
    ])
  ]
  return findings
})

/** What a store says that the pool holds is what the entries leave in it. */
const ofPools = Effect.fnUntraced(function* (challengeId: ChallengeId, journal: ReadonlyArray<Entry>) {
  const pool: Account = { _tag: "Pool", challengeId }
  const summed = balances(journal)
  const findings: Array<PlanFinding> = []
  for (const currency of new Set(journal.map((entry) => entry.currency))) {
    const [is, ought] = [(yield* (yield* Ledger).held([pool], currency))[0], summed.held(pool, currency)]
    if (is !== ought) findings.push({ path: "ledger", message: `its pool is said to hold ${is} and holds ${ought}` })
  }
  return findings
})

/** Sums that a store keeps beside the entries are those of the entries. */
const ofTotals = (kept: ReadonlyArray<KindTotal>, summed: ReadonlyArray<KindTotal>): ReadonlyArray<PlanFinding> =>
  textOf(kept) === textOf(summed) ? [] : [{ path: "ledger", message: "its totals are not those of its entries" }]

const textOf = (totalsOfKinds: ReadonlyArray<KindTotal>): string =>
  totalsOfKinds.map((total) => Object.entries(total).sort().join(" ")).join("\n")

const isKept = (subject: string): boolean => subject === "challenge" || subject.startsWith("settlement ")

/** What is stored is what was told last, and everything that was told of is there. */
const ofSubjects = (
  last: ReadonlyMap<string, string>,
  stored: ReadonlyArray<readonly [subject: string, Canonical]>
): ReadonlyArray<PlanFinding> => {
  const now = new Map(stored.map(([subject, fact]) => [subject, canonicalJson(fact)]))
  return [...new Set([...last.keys(), ...now.keys()])].flatMap((subject) => {
    const [is, told] = [now.get(subject) ?? notThere, last.get(subject) ?? notThere]
    return is === told ? [] : [{ path: subject, message: `is ${is}, and was told to be ${told}` }]
  })
}

const notThere = "not there"
