import { Effect } from "effect"
import {
  AdjustmentId,
  adjust,
  advance,
  amend,
  chargeKey,
  define,
  deposit,
  endSeries,
  finish,
  freeze,
  join,
  joinWithFee,
  publish,
  reconcileCharges,
  record,
  recur,
  reportCharge,
  restate,
  reverseAdjustment,
  review,
  revise,
  step,
  unfreeze,
  withdraw
} from "../../src/challenge/index.ts"
import {
  approve,
  cancel,
  correct,
  forfeit,
  giveUp,
  pay,
  plan,
  post,
  reclaim,
  reconcile,
  refund,
  reject,
  report,
  retry,
  SettlementStore,
  submit,
  upholdDispute
} from "../../src/settlement/index.ts"
import { ParticipantId, PrincipalId } from "../../src/shared/index.ts"
import type { StoryPorts } from "../stories/StoryPorts.ts"
import { approver, attemptAt, entryOf, moveTo, organiser, storyDefinition, walked } from "../stories/world.ts"
import type { UseCase } from "./useCases.ts"

/** One thing that somebody does, or that happens. */
export interface Move {
  /** How it reads in a counterexample. */
  readonly text: string
  /** Nothing for what is no use case: time passes. */
  readonly useCase?: UseCase
  readonly perform: Effect.Effect<unknown, unknown, StoryPorts>
}

/** The challenge that all moves are about. */
export const march = storyDefinition({ freezeAt: "2026-03-25", recurrence: { cron: "0 0 1 * *" } })
const { id } = march

/** Who takes part. */
export const people = ["ada", "bob", "eve", "lin"] as const

const move = (useCase: UseCase, about: string, perform: Move["perform"]): Move => ({
  text: `${useCase}(${about})`,
  useCase,
  perform
})

export const passTo = (text: string): Move => ({ text, perform: moveTo(text) })

const hashNow = Effect.gen(function* () {
  const state = (yield* (yield* SettlementStore).of(id)).at(-1)
  return state !== undefined && "planHash" in state ? state.planHash : "0".repeat(64)
})

const lineOf = (name: string) => `prize:${name}:main+0`
const person = { _tag: "Person" as const, by: organiser, note: "bank statement" }
const webhook = { _tag: "Webhook" as const, eventId: "evt-1" }
const key = (name: string) => chargeKey(id, ParticipantId.make(name), 1)

export const defining = move("define", "", define(march, organiser))
export const publishing = move("publish", "", publish(id, organiser))
export const everybodyJoins = move(
  "join",
  "all",
  join(
    id,
    people.map((name) => entryOf(name))
  )
)
export const everybodyWalks = move(
  "record",
  "all",
  record(
    id,
    people.map((name, index) => walked(name, 15_000 - 3_000 * index, `2026-03-05T0${index}:00:00Z`))
  )
)
export const tooMuch = move("record", "bob, too much", record(id, [walked("bob", 70_000, "2026-03-06T08:00:00Z")]))
const identity = { source: "watch", sourceKey: "bob@2026-03-06T08:00:00Z" }
export const releasing = move("review", "bob, Released", review(id, identity, "Released", organiser))
const late = { id: AdjustmentId.make("late"), participantId: ParticipantId.make("bob"), amount: -500, reason: "late" }
export const adjusting = move("adjust", "bob", adjust(id, late, organiser))
export const takingBack = move("reverseAdjustment", "bob", reverseAdjustment(id, late.id, "in time", organiser))
export const finishing = move("finish", "", finish(id))
export const planning = move("plan", "", plan(id, organiser))
export const approving = move(
  "approve",
  "",
  Effect.flatMap(hashNow, (hash) => approve(id, hash, approver))
)
export const rejecting = move(
  "reject",
  "",
  Effect.flatMap(hashNow, (hash) => reject(id, hash, approver, "no"))
)
export const posting = move("post", "", post(id))
export const paying = move("pay", "", pay(id, "w1"))
export const reconciling = move("reconcile", "", reconcile(id))
export const cancelling = move("cancel", "", cancel(id, organiser, "weather"))
export const refunding = move("refund", "", refund(id, organiser, "weather"))

const cheat = entryOf("bob", { status: "Disqualified" })
export const correcting = move("correct", "bob", correct(id, [cheat], organiser))
export const upholding = move("upholdDispute", "bob", upholdDispute(id, [cheat], organiser, "he cheated"))
export const restating = move("restate", "bob", restate(id, [cheat], organiser))

/** What a payout of one person can be made to do. */
export const payoutMoves = (name: string): ReadonlyArray<Move> => [
  ...(["Confirmed", "Refused", "Returned"] as const).map((outcome) =>
    move(
      "report",
      `${name}, ${outcome}`,
      Effect.flatMap(attemptAt(march, name), (attemptKey) =>
        report(id, { attemptKey, outcome, evidence: outcome === "Refused" ? person : webhook })
      )
    )
  ),
  move("retry", name, retry(id, lineOf(name))),
  move("giveUp", name, giveUp(id, lineOf(name), organiser)),
  move("reclaim", name, reclaim(id, lineOf(name), organiser)),
  move("forfeit", name, forfeit(id, lineOf(name), organiser))
]

const gift = (name: string, minorUnits: bigint) =>
  move(
    "deposit",
    `${name}, ${minorUnits}`,
    deposit(id, { id: name, kind: "Sponsor", payer: "acme", minorUnits, at: 0 })
  )

/** Everything that can be done at any time, whatever comes of it. */
export const allMoves: ReadonlyArray<Move> = [
  defining,
  publishing,
  everybodyJoins,
  everybodyWalks,
  tooMuch,
  releasing,
  adjusting,
  takingBack,
  finishing,
  planning,
  approving,
  rejecting,
  posting,
  paying,
  reconciling,
  cancelling,
  refunding,
  correcting,
  upholding,
  restating,
  move("advance", "", advance(id)),
  move("revise", "", revise({ ...march, name: "March and more" }, organiser)),
  move("join", "two", join(id, [entryOf("mia"), entryOf("ada")])),
  move("joinWithFee", "mia", joinWithFee(id, entryOf("mia"), "w1")),
  move("joinWithFee", "zoe", joinWithFee(id, entryOf("zoe"), "w1")),
  move("reconcileCharges", "", reconcileCharges(id)),
  move(
    "reportCharge",
    "mia, Charged",
    reportCharge(id, { key: key("mia"), outcome: "Charged", reference: "r", evidence: person })
  ),
  move("reportCharge", "zoe, Refused", reportCharge(id, { key: key("zoe"), outcome: "Refused", evidence: person })),
  move("record", "nobody", record(id, [walked("nobody", 10, "2026-03-05T08:00:00Z")])),
  move("record", "late", record(id, [walked("ada", 10, "2026-02-01T08:00:00Z")])),
  move("record", "revised", record(id, [walked("ada", 14_000, "2026-03-05T00:00:00Z", { revision: 1 })])),
  move("record", "nothing", record(id, [])),
  move("review", "bob, Rejected", review(id, identity, "Rejected", organiser)),
  move("review", "unseen", review(id, { source: "watch", sourceKey: "unseen" }, "Rejected", organiser)),
  gift("gift", 100n),
  gift("gift", 200n),
  gift("nothing", 0n),
  move("amend", "eve", amend(id, entryOf("eve", { eligibility: "RankedNotPaid" }), organiser)),
  move("amend", "eve, back", amend(id, entryOf("eve"), organiser)),
  move("withdraw", "eve, by somebody else", withdraw(id, entryOf("eve").participantId, PrincipalId.make("mallory"))),
  move("withdraw", "eve, by herself", withdraw(id, entryOf("eve").participantId, PrincipalId.make("eve"))),
  move("withdraw", "eve, once more", withdraw(id, entryOf("eve").participantId, organiser)),
  move("amend", "eve, once more back", amend(id, entryOf("eve"), organiser)),
  move("amend", "a stranger's", amend(id, entryOf("eve", { status: "Withdrawn" }), approver)),
  move("step", "", step(id)),
  move("submit", "", submit(id)),
  move("recur", "", recur(id)),
  move("endSeries", "", endSeries(id, organiser)),
  move("freeze", "", freeze(id, organiser)),
  move("unfreeze", "", unfreeze(id, organiser)),
  move("cancel", "by a stranger", cancel(id, approver, "weather")),
  move("restate", "nobody", restate(id, [], organiser)),
  ...payoutMoves("ada"),
  ...payoutMoves("eve")
]

/** The moves by which a challenge goes through its life. */
export const wholeLife: ReadonlyArray<Move> = [
  defining,
  publishing,
  everybodyJoins,
  passTo("2026-03-10T12:00:00Z"),
  everybodyWalks,
  tooMuch,
  passTo("2026-03-28T00:00:00Z"),
  releasing,
  adjusting,
  takingBack,
  passTo("2026-04-03T00:00:00Z"),
  finishing,
  planning,
  passTo("2026-04-04T12:00:00Z"),
  approving,
  posting,
  paying,
  reconciling,
  correcting,
  passTo("2026-04-06T00:00:00Z"),
  approving,
  posting,
  paying
]
