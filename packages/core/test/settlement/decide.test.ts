import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import { EntryId } from "../../src/ledger/index.ts"
import {
  changedFacts,
  countLines,
  decide,
  evolve,
  factsOf,
  type LineCounts,
  openCorrection,
  type PlanFacts,
  planFromJson,
  type SettlementCommand,
  SettlementId,
  type SettlementRefused,
  SettlementState,
  settlementAllows,
  toCanonical
} from "../../src/settlement/index.ts"
import { ChallengeId, ParticipantId, sha256Hex } from "../../src/shared/index.ts"
import { anton, eve, noon, olga, opened, planFor } from "./world.ts"

type Tag = SettlementState["_tag"]
type CommandTag = SettlementCommand["_tag"]

const plan = planFor({ scores: [9, 7, 5, 3] })
const second = planFor({ scores: [7, 9, 5, 3], version: 2 })
const current = factsOf(plan)
const lines = countLines([])
const disputeUntil = noon + 1000
const entryId = EntryId.make("e1")
const other = sha256Hex("another plan")

/** The commands that lead through a settlement, each one in the order given. */
const steps = {
  Compute: { _tag: "Compute", by: olga, plan },
  Publish: { _tag: "Publish", disputeUntil, current },
  Submit: { _tag: "Submit" },
  Approve: { _tag: "Approve", by: anton, planHash: plan.hash, current },
  Reject: { _tag: "Reject", by: anton, planHash: plan.hash, reason: "a typing error" },
  Post: { _tag: "Post", entryId, current },
  Distribute: { _tag: "Distribute" },
  Flag: { _tag: "Flag" },
  Complete: { _tag: "Complete", lines },
  Supersede: { _tag: "Supersede", by: { version: 2, planHash: other } },
  Cancel: { _tag: "Cancel", by: olga, reason: "rained off" },
  Refund: { _tag: "Refund" },
  CompleteRefunds: { _tag: "CompleteRefunds", lines }
} as const satisfies Partial<Record<CommandTag, SettlementCommand>>

const run = (state: SettlementState, commands: ReadonlyArray<SettlementCommand>, now = disputeUntil): SettlementState =>
  commands.reduce((at, command) => evolve(at, Result.getOrThrow(decide(at, command, now))), state)

const toApproval = [steps.Compute, steps.Publish, steps.Submit]
const toDistribution = [...toApproval, steps.Approve, steps.Post, steps.Distribute]

const paths: Record<Tag, ReadonlyArray<SettlementCommand>> = {
  Open: [],
  Computed: [steps.Compute],
  Provisional: [steps.Compute, steps.Publish],
  AwaitingApproval: toApproval,
  Rejected: [...toApproval, steps.Reject],
  Approved: [...toApproval, steps.Approve],
  Posted: [...toApproval, steps.Approve, steps.Post],
  Distributing: toDistribution,
  NeedsAttention: [...toDistribution, steps.Flag],
  Settled: [...toDistribution, steps.Complete],
  Superseded: [...toDistribution, steps.Complete, steps.Supersede],
  Cancelled: [steps.Cancel],
  Refunding: [steps.Cancel, steps.Refund],
  Refunded: [steps.Cancel, steps.Refund, steps.CompleteRefunds]
}

const tags = Object.keys(paths).filter((tag): tag is Tag => tag in paths)
const stateIn = (tag: Tag): SettlementState => run(opened, paths[tag])

/** Commands that repeat nothing which the paths above did, so that only the table and the guards decide. */
const fresh = (state: SettlementState): ReadonlyArray<SettlementCommand> => {
  const next = planFor({ scores: [7, 9, 5, 3], version: state.version + 1 })
  const planHash = "planHash" in state ? state.planHash : other
  const facts: PlanFacts = "facts" in state ? state.facts : current
  return [
    { _tag: "Compute", by: eve, plan: next },
    { _tag: "Publish", disputeUntil: disputeUntil + 5, current: facts },
    { _tag: "UpholdDispute", by: eve, reason: "a false start", plan: next },
    { _tag: "Submit" },
    { _tag: "Approve", by: eve, planHash, current: facts },
    { _tag: "Reject", by: eve, planHash, reason: "wrong winner" },
    { _tag: "Post", entryId: EntryId.make("e2"), current: facts },
    { _tag: "Distribute" },
    { _tag: "Flag" },
    { _tag: "Resume" },
    { _tag: "Complete", lines },
    { _tag: "Supersede", by: { version: 3, planHash: sha256Hex("a third plan") } },
    { _tag: "Cancel", by: eve, reason: "no runners" },
    { _tag: "Refund" },
    { _tag: "CompleteRefunds", lines }
  ]
}

/** The life of a settlement, restated: state, command, next state; what repeats the step before changes nothing. */
const life = `
Open Compute Computed | Open Cancel Cancelled
Computed Compute Computed | Computed Publish Provisional | Computed Cancel Cancelled
Provisional Compute Computed | Provisional UpholdDispute Computed | Provisional Submit AwaitingApproval | Provisional Publish - | Provisional Cancel Cancelled
AwaitingApproval Approve Approved | AwaitingApproval Reject Rejected | AwaitingApproval Submit = | AwaitingApproval Cancel Cancelled
Rejected Compute Computed | Rejected Cancel Cancelled
Approved Reject Rejected | Approved Post Posted | Approved Approve ! | Approved Cancel Cancelled
Posted Distribute Distributing
Distributing Flag NeedsAttention | Distributing Complete Settled | Distributing Distribute = | Distributing Resume =
NeedsAttention Resume Distributing | NeedsAttention Flag = | NeedsAttention Distribute =
Settled Supersede Superseded | Settled Complete = | Settled Distribute =
Superseded Distribute = | Superseded Complete =
Cancelled Refund Refunding
Refunding CompleteRefunds Refunded | Refunding Refund =
Refunded Refund = | Refunded CompleteRefunds =`
const table = new Map(
  life
    .split(/[|\n]/)
    .map((cell) => cell.trim().split(" "))
    .map(([state, command, next]) => [`${state} ${command}`, next])
)

const refusalOf = (state: SettlementState, command: SettlementCommand, now = disputeUntil) =>
  Result.getOrThrow(Result.flip(decide(state, command, now)))

describe("a settlement", () => {
  it("takes in each state exactly the commands of its life, and refuses every other one by name", () => {
    let pairs = 0
    for (const tag of tags) {
      const state = stateIn(tag)
      assert.strictEqual(state._tag, tag)
      for (const command of fresh(state)) {
        pairs++
        const name = `${tag} ${command._tag}`
        const expected = table.get(name) ?? "-"
        const decision = decide(state, command, disputeUntil)
        if (expected === "-" || expected === "!") {
          const refused = Result.getOrThrow(Result.flip(decision))
          assert.strictEqual(refused._tag, expected === "!" ? "AlreadyApproved" : "TransitionForbidden", name)
          if (refused._tag !== "TransitionForbidden") continue
          assert.deepInclude({ ...refused }, { state: tag, command: command._tag, allowed: settlementAllows(tag) })
          assert.include(refused.message, `is ${tag} and does not take ${command._tag}`)
        } else if (expected === "=") {
          assert.strictEqual(Result.getOrThrow(decision)._tag, "NothingChanged", name)
        } else {
          const after = evolve(state, Result.getOrThrow(decision))
          assert.strictEqual(after._tag, expected, name)
          assert.strictEqual(after.revision, state.revision + 1)
        }
      }
    }
    assert.strictEqual(pairs, 14 * 15)
  })

  it("I15 answers a repetition with nothing changed, in every state", () => {
    for (const tag of tags) {
      const [last] = paths[tag].slice(-1)
      if (last === undefined) continue
      const state = stateIn(tag)
      const decision = Result.getOrThrow(decide(state, last, noon))
      assert.strictEqual(decision._tag, "NothingChanged", tag)
      assert.strictEqual(evolve(state, decision), state)
    }
    assert.strictEqual(Result.getOrThrow(decide(stateIn("Posted"), steps.Approve, noon))._tag, "NothingChanged")
    assert.strictEqual(Result.getOrThrow(decide(stateIn("Settled"), steps.Post, noon))._tag, "NothingChanged")
  })

  it("keeps in each state the fields that exist in it, as stored and read again", () => {
    const codec = Schema.toCodecJson(SettlementState)
    for (const tag of tags) {
      const state = stateIn(tag)
      assert.deepStrictEqual(Schema.decodeUnknownSync(codec)(Schema.encodeSync(codec)(state)), state)
    }
    assert.deepInclude(stateIn("Superseded"), {
      planHash: plan.hash,
      facts: current,
      maker: olga,
      approver: anton,
      approvedAt: disputeUntil,
      entryId,
      postedAt: disputeUntil,
      settledAt: disputeUntil,
      dueMinorUnits: 3550n,
      supersededBy: { version: 2, planHash: other },
      revision: 8,
      version: 1
    })
    assert.deepInclude(stateIn("Refunded"), {
      cancelledBy: olga,
      reason: "rained off",
      refundedAt: disputeUntil,
      version: 0
    })
    assert.deepInclude(stateIn("Rejected"), { rejectedBy: anton, reason: "a typing error" })
  })

  it("evolves by whatever was decided, and an event that cannot apply is a defect", () => {
    const states = tags.map((tag) => stateIn(tag))
    fc.assert(
      fc.property(
        fc.constantFrom(...states),
        fc.constantFrom(...states.flatMap((state) => fresh(state))),
        (state, command) => {
          const decision = decide(state, command, disputeUntil)
          if (Result.isSuccess(decision)) evolve(state, decision.success)
        }
      )
    )
    assert.throws(
      () => evolve(opened, { _tag: "PlanPublished", at: 0, disputeUntil: 0 }),
      /PlanPublished cannot apply to a settlement that is Open/
    )
    assert.throws(() => evolve(stateIn("Computed"), { _tag: "SettlementPosted", at: 0, entryId }))
    assert.throws(() => evolve(stateIn("Approved"), { _tag: "SettlementCompleted", at: 0 }))
    assert.throws(() =>
      evolve(stateIn("Posted"), { _tag: "SettlementSuperseded", at: 0, by: { version: 2, planHash: other } })
    )
    assert.throws(() => evolve(stateIn("Posted"), { _tag: "RefundsStarted", at: 0 }))
    assert.throws(() => evolve(stateIn("Cancelled"), { _tag: "RefundsCompleted", at: 0 }))
  })
})

describe("approval", () => {
  const waiting = stateIn("AwaitingApproval")

  it("I24 is not given by the maker, on every path", () => {
    const again: ReadonlyArray<SettlementCommand> = [
      { _tag: "Compute", by: eve, plan: second },
      { ...steps.Publish, current: factsOf(second) },
      steps.Submit
    ]
    const disputed: ReadonlyArray<SettlementCommand> = [
      steps.Compute,
      steps.Publish,
      { _tag: "UpholdDispute", by: eve, reason: "a false start", plan: second },
      { ...steps.Publish, current: factsOf(second) },
      steps.Submit
    ]
    const routes: ReadonlyArray<readonly [SettlementState, typeof olga]> = [
      [waiting, olga],
      [run(stateIn("Rejected"), again), eve],
      [run(opened, [steps.Compute, ...again]), eve],
      [run(opened, disputed), eve],
      [run(run(stateIn("Approved"), [steps.Reject]), again), eve]
    ]
    for (const [state, maker] of routes) {
      const planHash = "planHash" in state ? state.planHash : ""
      const facts = "facts" in state ? state.facts : current
      const refused = refusalOf(state, { _tag: "Approve", by: maker, planHash, current: facts })
      assert.strictEqual(refused._tag, "ApproverIsMaker")
      assert.strictEqual(run(state, [{ _tag: "Approve", by: anton, planHash, current: facts }])._tag, "Approved")
    }
  })

  it("I25 is bound to the hash of the exact awards", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const refused = refusalOf(waiting, { ...steps.Approve, planHash: sha256Hex(text) })
        assert.strictEqual(refused._tag, "PlanHashMismatch")
      })
    )
    assert.strictEqual(refusalOf(waiting, { ...steps.Reject, planHash: other })._tag, "PlanHashMismatch")
    assert.strictEqual(
      refusalOf(stateIn("Approved"), { ...steps.Reject, by: eve, planHash: other })._tag,
      "PlanHashMismatch"
    )
  })

  it("is refused to a stale plan, which says what changed", () => {
    const stale = { ...current, standingsHash: other, poolHash: other }
    const refused = refusalOf(waiting, { ...steps.Approve, current: stale })
    assert.strictEqual(
      refused.message,
      "The plan of settlement spring is stale: standings and pool changed since; compute it anew"
    )
    assert.strictEqual(
      refusalOf(stateIn("Computed"), { ...steps.Publish, current: { ...current, rulesHash: other } })._tag,
      "StalePlan"
    )
    assert.strictEqual(refusalOf(stateIn("Approved"), { ...steps.Post, current: stale })._tag, "StalePlan")
    const judged = { ...current, eligibilityHash: other }
    for (const command of [
      { ...steps.Approve, current: judged },
      { ...steps.Post, current: judged }
    ]) {
      const state = command._tag === "Post" ? stateIn("Approved") : waiting
      assert.deepInclude({ ...refusalOf(state, command) }, { _tag: "StalePlan", changed: ["eligibility"] })
    }
  })

  it("once given is given: by somebody else or for another plan it is refused", () => {
    const approved = stateIn("Approved")
    assert.strictEqual(refusalOf(approved, { ...steps.Approve, by: eve })._tag, "AlreadyApproved")
    assert.strictEqual(refusalOf(approved, { ...steps.Approve, planHash: other })._tag, "AlreadyApproved")
    assert.strictEqual(refusalOf(approved, { ...steps.Approve, by: olga })._tag, "AlreadyApproved")
  })
})

describe("a plan that is handed in", () => {
  const compute = (state: SettlementState, made: typeof plan) =>
    decide(state, { _tag: "Compute", by: olga, plan: made }, noon)
  const tagOf = (state: SettlementState, made: typeof plan) => Result.getOrThrow(Result.flip(compute(state, made)))._tag

  it("has the version that comes next", () => {
    assert.strictEqual(tagOf(opened, second), "PlanOutOfSequence")
    assert.strictEqual(tagOf(stateIn("Rejected"), plan), "PlanOutOfSequence")
    assert.isTrue(Result.isSuccess(compute(stateIn("Rejected"), second)))
    assert.isTrue(Result.isSuccess(compute(stateIn("Computed"), second)))
  })

  it("is of the same challenge and unaltered", () => {
    assert.strictEqual(tagOf({ ...opened, challengeId: ChallengeId.make("autumn") }, plan), "PlanOfOtherChallenge")
    assert.strictEqual(tagOf(opened, { ...plan, seed: "another" }), "PlanAltered")
    const read = Result.getOrThrow(planFromJson(toCanonical(plan)))
    assert.isTrue(Result.isSuccess(compute(opened, read)))
    assert.strictEqual(tagOf(opened, { ...read, poolHash: read.eligibilityHash }), "PlanAltered")
  })

  it("after an upheld dispute rests on other standings, or on another eligibility", () => {
    const disputed = stateIn("Provisional")
    const same = planFor({ scores: [9, 7, 5, 3], version: 2 })
    const unpaid = planFor({
      scores: [9, 7, 5, 3],
      version: 2,
      eligibility: new Map([[ParticipantId.make("ada"), "RankedNotPaid"]])
    })
    const uphold = (made: typeof plan) =>
      decide(disputed, { _tag: "UpholdDispute", by: eve, reason: "", plan: made }, noon)
    assert.strictEqual(Result.getOrThrow(Result.flip(uphold(same)))._tag, "FactsUnchanged")
    assert.strictEqual(evolve(disputed, Result.getOrThrow(uphold(unpaid)))._tag, "Computed")
    assert.strictEqual(evolve(disputed, Result.getOrThrow(uphold(second)))._tag, "Computed")
  })

  it("of a correction names what it supersedes", () => {
    const settled = stateIn("Settled")
    if (settled._tag !== "Settled") throw new Error("not settled")
    const correction = openCorrection(SettlementId.make("spring 2"), settled)
    assert.strictEqual(tagOf(correction, second), "PlanOutOfSequence")
    const corrected = planFor({ scores: [7, 9, 5, 3], version: 2, supersedes: { version: 1, planHash: plan.hash } })
    assert.isTrue(Result.isSuccess(compute(correction, corrected)))
    assert.strictEqual(tagOf({ ...opened, version: 1 }, corrected), "PlanOutOfSequence")
  })
})

describe("time and progress", () => {
  it("keep results open to dispute until the window is over", () => {
    const published = stateIn("Provisional")
    assert.strictEqual(refusalOf(published, steps.Submit, disputeUntil - 1)._tag, "DisputeWindowOpen")
    assert.isTrue(Result.isSuccess(decide(published, steps.Submit, disputeUntil)))
  })

  it("let a settlement complete only when no payout is outstanding", () => {
    const distributing = stateIn("Distributing")
    const complete = (...states: ReadonlyArray<keyof LineCounts>) =>
      decide(distributing, { _tag: "Complete", lines: countLines(states.map((_tag) => ({ _tag }))) }, noon)
    for (const _tag of ["Held", "Payable", "Claimed", "Submitted", "Unknown", "Refused", "Returned"] as const) {
      assert.strictEqual(Result.getOrThrow(Result.flip(complete("Confirmed", _tag)))._tag, "PayoutsOutstanding", _tag)
    }
    assert.isTrue(Result.isSuccess(complete("Confirmed", "Unclaimed", "Forfeited")))
    const refunding = stateIn("Refunding")
    assert.strictEqual(
      refusalOf(refunding, { _tag: "CompleteRefunds", lines: countLines([{ _tag: "Held" }]) })._tag,
      "PayoutsOutstanding"
    )
  })

  it("refund nothing when a correction is cancelled", () => {
    const settled = stateIn("Settled")
    if (settled._tag !== "Settled") throw new Error("not settled")
    const cancelled = run(openCorrection(SettlementId.make("spring 2"), settled), [steps.Cancel])
    assert.strictEqual(refusalOf(cancelled, steps.Refund)._tag, "NothingToRefund")
  })
})

describe("a refusal", () => {
  /** Why this command could be refused to this state, each reason for itself. */
  const reasonsOf = (state: SettlementState, command: SettlementCommand, now: number): ReadonlySet<string> => {
    const reasons = new Set<string>()
    const when = (reason: SettlementRefused["_tag"], applies: boolean) => void (applies && reasons.add(reason))
    when("AlreadyApproved", state._tag === "Approved" && command._tag === "Approve")
    when("TransitionForbidden", !settlementAllows(state._tag).includes(command._tag) && !reasons.has("AlreadyApproved"))
    if ("by" in command && command._tag === "Approve")
      when("ApproverIsMaker", "maker" in state && state.maker === command.by)
    if ("planHash" in command) when("PlanHashMismatch", "planHash" in state && state.planHash !== command.planHash)
    if ("plan" in command) {
      const { plan: made } = command
      when("PlanOfOtherChallenge", made.challengeId !== state.challengeId)
      when(
        "PlanOutOfSequence",
        made.version !== state.version + 1 || made.supersedes?.planHash !== state.supersedes?.planHash
      )
      when("PlanAltered", made.seed === altered.seed)
      if (command._tag === "UpholdDispute" || state._tag === "Provisional")
        when("FactsUnchanged", "facts" in state && changedFacts(state.facts, made).length === 0)
    }
    if (command._tag === "Submit") when("DisputeWindowOpen", state._tag === "Provisional" && now < state.disputeUntil)
    if ("current" in command)
      when("StalePlan", "facts" in state && changedFacts(state.facts, command.current).length > 0)
    if ("lines" in command) when("PayoutsOutstanding", command.lines.Payable > 0)
    if (command._tag === "Refund") when("NothingToRefund", state.supersedes !== undefined)
    return reasons
  }

  const order: ReadonlyArray<SettlementRefused["_tag"]> = [
    "AlreadyApproved",
    "TransitionForbidden",
    "ApproverIsMaker",
    "PlanHashMismatch",
    "PlanOfOtherChallenge",
    "PlanOutOfSequence",
    "PlanAltered",
    "FactsUnchanged",
    "DisputeWindowOpen",
    "StalePlan",
    "PayoutsOutstanding",
    "NothingToRefund"
  ]
  const altered = { ...second, seed: "another" }
  const same = planFor({ scores: [9, 7, 5, 3], version: 2 })
  const plans = [
    plan,
    second,
    same,
    altered,
    { ...altered, version: 7 },
    { ...plan, challengeId: ChallengeId.make("autumn") }
  ]
  const facts: ReadonlyArray<PlanFacts> = [current, { ...current, poolHash: other }]
  const counts = [countLines([]), countLines([{ _tag: "Payable" }])]
  const asked: ReadonlyArray<SettlementCommand> = [
    ...plans.flatMap(
      (made): ReadonlyArray<SettlementCommand> => [
        { _tag: "Compute", by: eve, plan: made },
        { _tag: "UpholdDispute", by: eve, reason: "a false start", plan: made }
      ]
    ),
    ...facts.flatMap(
      (now): ReadonlyArray<SettlementCommand> => [
        { _tag: "Publish", disputeUntil: disputeUntil + 5, current: now },
        { _tag: "Post", entryId: EntryId.make("e2"), current: now },
        ...[olga, eve].flatMap((by) =>
          [plan.hash, other].map((planHash) => ({ _tag: "Approve" as const, by, planHash, current: now }))
        )
      ]
    ),
    ...[plan.hash, other].map((planHash) => ({ _tag: "Reject" as const, by: eve, planHash, reason: "wrong winner" })),
    ...counts.flatMap(
      (now): ReadonlyArray<SettlementCommand> => [
        { _tag: "Complete", lines: now },
        { _tag: "CompleteRefunds", lines: now }
      ]
    ),
    { _tag: "Submit" },
    { _tag: "Distribute" },
    { _tag: "Flag" },
    { _tag: "Resume" },
    { _tag: "Supersede", by: { version: 3, planHash: other } },
    { _tag: "Cancel", by: eve, reason: "no runners" },
    { _tag: "Refund" }
  ]

  it("names the first reason of several, in the order in which they are declared", () => {
    const corrected = { supersedes: { version: 1, planHash: other } }
    const states = tags.flatMap((tag) => [stateIn(tag), { ...stateIn(tag), ...corrected }])
    const seen = new Set<string>()
    for (const state of states) {
      for (const command of asked) {
        for (const now of [noon, disputeUntil]) {
          const decision = decide(state, command, now)
          const answer = Result.isFailure(decision) ? decision.failure._tag : undefined
          if (Result.isSuccess(decision) && decision.success._tag === "NothingChanged") continue
          const reasons = reasonsOf(state, command, now)
          const [first, then] = order.filter((reason) => reasons.has(reason))
          assert.strictEqual(answer, first, `${state._tag} ${command._tag}`)
          if (first !== undefined) seen.add(first).add(`${first} before ${then}`)
        }
      }
    }
    assert.includeMembers([...seen], [...order])
    assert.includeMembers(
      [...seen],
      [
        "AlreadyApproved before ApproverIsMaker",
        "ApproverIsMaker before PlanHashMismatch",
        "PlanHashMismatch before StalePlan",
        "PlanOfOtherChallenge before PlanOutOfSequence",
        "PlanOutOfSequence before PlanAltered",
        "PlanOutOfSequence before FactsUnchanged"
      ]
    )
  })
})
