import { Effect, Option } from "effect"
import { find } from "../challenge/index.ts"
import { conservation, type Entry, Ledger, toJsonLines } from "../ledger/index.ts"
import { type ChallengeId, formatInstant } from "../shared/index.ts"
import { lastStanding } from "./carryOut.ts"
import { changedFacts, factsOf } from "./PlanFacts.ts"
import { entryToPost } from "./postingsOf.ts"
import { recompute } from "./recompute.ts"
import type { SettlementPlan } from "./SettlementPlan.ts"
import type { SettlementState } from "./SettlementState.ts"
import { SettlementStore } from "./SettlementStore.ts"
import { type StoredPlan, storedPlan } from "./storedPlan.ts"
import { verifyLedger } from "./verifyLedger.ts"
import { type PlanFinding, verifyPlan } from "./verifyPlan.ts"

type Planned = Extract<SettlementState, { readonly planHash: string }>

const isPlanned = (state: SettlementState): state is Planned => "planHash" in state

/**
 * Everything in the settlements of a challenge that contradicts the rest of it; nothing when all is as it was written. Each
 * plan must be sound and the one that its settlement names; the one that stands must follow from the facts that are stored,
 * byte for byte; what is posted must be in the ledger as the plan has it; no unit of money may be missing from it (I3); and
 * all of it must be what the audit log tells (`verifyLedger`).
 */
export const verify = Effect.fn("Settlement.verify")(function* (challengeId: ChallengeId) {
  const challenge = yield* find(challengeId)
  const settlements = yield* (yield* SettlementStore).of(challengeId)
  const journal = yield* (yield* Ledger).entriesOf(challengeId)
  const findings: Array<PlanFinding> = [...conserved(journal, challengeId)]
  const standing = lastStanding(settlements)
  for (const settlement of settlements.filter(isPlanned)) {
    const path = `version ${settlement.version}`
    const stored = Option.getOrUndefined(yield* storedPlan(settlement.planHash))
    if (stored === undefined) {
      findings.push({ path, message: `rests on plan ${settlement.planHash}, which is not kept` })
      continue
    }
    findings.push(...ofPlan(path, settlement, stored), ...ofPosting(path, settlement, stored.plan, journal))
    const isFinal = challenge._tag === "Final" || challenge._tag === "Settled"
    if (settlement === standing && isFinal) findings.push(...(yield* ofFacts(path, stored)))
  }
  findings.push(...(yield* verifyLedger(challengeId)))
  return findings
})

const conserved = (journal: ReadonlyArray<Entry>, challengeId: ChallengeId): ReadonlyArray<PlanFinding> =>
  conservation(journal, challengeId).flatMap(({ currency, holds }) =>
    holds ? [] : [{ path: "ledger", message: `what was paid in in ${currency} is not what was given a destination` }]
  )

const ofPlan = (path: string, settlement: Planned, { plan: kept, digest }: StoredPlan): ReadonlyArray<PlanFinding> => [
  ...verifyPlan(kept).map((finding) => ({ ...finding, path: `${path}, ${finding.path}` })),
  ...(digest === settlement.planHash
    ? []
    : [{ path, message: `names plan ${settlement.planHash} and has one whose text has the hash ${digest}` }]),
  ...changedFacts(settlement.facts, factsOf(kept)).map((fact) => ({
    path,
    message: `rests on other ${fact} than its plan`
  }))
]

/**
 * What is posted is what the plan says; a correction posts differences, which the ledger's balance holds together. When it
 * was booked is for the seal to say: the settlement has its own instant, some moments later.
 */
const ofPosting = (
  path: string,
  settlement: Planned,
  kept: SettlementPlan,
  journal: ReadonlyArray<Entry>
): ReadonlyArray<PlanFinding> => {
  if (!("entryId" in settlement)) return []
  const entry = journal.find(({ id }) => id === settlement.entryId)
  if (entry === undefined)
    return [{ path, message: `was posted at ${formatInstant(settlement.postedAt)} and is not in the ledger` }]
  if (kept.supersedes !== undefined) return []
  const [is, ought] = [entry, entryToPost(kept, entry.at)].map((one) => [...toJsonLines([one])].join(""))
  return is === ought ? [] : [{ path, message: `is in the ledger with other postings than its plan has` }]
}

const ofFacts = Effect.fnUntraced(
  function* (path: string, { plan: kept, digest }: StoredPlan) {
    const again = yield* recompute(kept)
    if (again.hash === digest) return []
    const differing = changedFacts(factsOf(kept), factsOf(again)).join(", ") || "the awards"
    const finding: PlanFinding = { path, message: `is not what the stored facts come to: ${differing} differ` }
    return [finding]
  },
  // A ledger from which no plan follows is something to find, and hides nothing else.
  (found, path) => Effect.catchTag(found, "PoolMismatch", ({ message }) => Effect.succeed([{ path, message }]))
)
