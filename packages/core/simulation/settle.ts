import { Effect, Result } from "effect"
import { type Board, deposit, Entries, type Entry, find, standings, standingsOf } from "../src/challenge/index.ts"
import { Ledger } from "../src/ledger/index.ts"
import type { Eligibility, PrizeInput } from "../src/prize/index.ts"
import {
  approve,
  contributionsOf,
  correct,
  pay,
  plan,
  planSettlement,
  post,
  preview,
  type SettlementPlan,
  toCanonical,
  upholdDispute
} from "../src/settlement/index.ts"
import type { ParticipantId } from "../src/shared/index.ts"
import { simulatedSecret } from "./Setting.ts"
import { approver, observeLedger, organiser, type Stage } from "./Stage.ts"

const hour = 3_600_000

/** Settles a final challenge, disputes and corrections included. Gives the plan that was posted first. */
export const settle = Effect.fnUntraced(function* (stage: Stage, board: Board) {
  const {
    setting: {
      definition: { id }
    },
    history: { organiser: plans }
  } = stage
  const secret = { secret: simulatedSecret }
  const shown = yield* preview(id, secret)
  const first = yield* plan(id, organiser, secret)
  yield* observePlan(stage, board, first, shown)
  const winner = plans.upholdsDispute ? yield* judged(stage, board) : undefined
  const made = winner === undefined ? first : yield* upholdDispute(id, [winner], organiser, "a rule was broken", secret)
  const restated = winner === undefined ? board : yield* standings(id, "Organiser")
  if (winner !== undefined) yield* observePlan(stage, restated, made, made)
  yield* sign(stage, made)
  yield* carryOut(stage)
  const other = plans.corrects ? yield* judged(stage, restated) : undefined
  if (other !== undefined) yield* correctWith(stage, made, other)
  return made
})

/** Who comes first of those whom the organiser's judgement changes, so judged; nothing when nobody does. */
const judged = Effect.fnUntraced(function* ({ setting, history }: Stage, { overall }: Board) {
  const { judges } = history.organiser
  const entries = yield* (yield* Entries).all(setting.definition.id)
  const byId = new Map(entries.map((entry) => [entry.participantId, entry]))
  for (const { standing } of overall.ranked) {
    const entry = standing.status === "Scored" ? byId.get(standing.participantId) : undefined
    if (entry === undefined || entry.eligibility === judges) continue
    const otherwise: Entry =
      judges === "Disqualified" ? { ...entry, status: judges } : { ...entry, eligibility: judges }
    return otherwise
  }
  return undefined
})

/** Waits until nothing can be disputed any more, tries what must be refused, and approves. */
const sign = Effect.fnUntraced(function* ({ setting, clock, recorder }: Stage, made: SettlementPlan) {
  const { id, disputeHours } = setting.definition
  clock.moveTo(clock.currentTimeMillisUnsafe() + disputeHours * hour)
  const byMaker = yield* Effect.result(approve(id, made.hash, organiser))
  const ofOtherHash = yield* Effect.result(approve(id, made.standingsHash, approver))
  yield* recorder.observe({ _tag: "Approval", byMaker: tagOf(byMaker), ofOtherHash: tagOf(ofOtherHash) })
  yield* approve(id, made.hash, approver)
  recorder.note("approved", made.hash)
})

const tagOf = (answer: Result.Result<unknown, { readonly _tag: string }>): string =>
  Result.isSuccess(answer) ? "a signature" : answer.failure._tag

/** Posts what is approved, a second time too, and pays; somebody tries to pay into the pool that was given away. */
const carryOut = Effect.fnUntraced(function* (stage: Stage) {
  const { id } = stage.setting.definition
  yield* post(id)
  yield* observeLedger(stage, "Posted")
  const at = stage.clock.currentTimeMillisUnsafe()
  yield* Effect.result(deposit(id, { id: "too-late", kind: "Sponsor", payer: "sponsor", minorUnits: 1n, at }))
  yield* post(id)
  stage.recorder.note("settled", (yield* pay(id, "worker"))._tag)
  yield* observeLedger(stage, "Posted")
})

const correctWith = Effect.fnUntraced(function* (stage: Stage, previous: SettlementPlan, entry: Entry) {
  const {
    setting: {
      definition: { id }
    },
    recorder
  } = stage
  const ledger = yield* Ledger
  const before = yield* ledger.entriesOf(id)
  const made = yield* correct(id, [entry], organiser, { secret: simulatedSecret })
  yield* observePlan(stage, yield* standings(id, "Organiser"), made, made)
  yield* sign(stage, made)
  yield* post(id)
  const after = yield* ledger.entriesOf(id)
  yield* recorder.observe({ _tag: "Correction", previous, plan: made, before, after })
  yield* carryOut(stage)
})

/** Gathers anew what a plan is made from, in another order, and shows both to the checks. */
const observePlan = Effect.fnUntraced(function* (
  { setting, recorder }: Stage,
  board: Board,
  made: SettlementPlan,
  shown: SettlementPlan
) {
  const { id, prizes, ranking, score } = setting.definition
  const challenge = yield* find(id)
  if (prizes === undefined || !("rulesHash" in challenge)) return
  const contributions = (yield* contributionsOf(id)).toReversed()
  const input = inputOf(board, yield* (yield* Entries).all(id), contributions, challenge.rulesHash)
  const again = planSettlement({
    challengeId: id,
    currency: made.currency,
    version: made.version,
    rulesHash: challenge.rulesHash,
    standingsHash: board.standingsHash,
    paidInMinorUnits: contributions.reduce((sum, { minorUnits }) => sum + minorUnits, 0n),
    prizes,
    ranking,
    input,
    ...(score.missing === undefined ? {} : { missing: score.missing }),
    ...(made.supersedes === undefined ? {} : { supersedes: made.supersedes })
  })
  recorder.note("plan", made.version, made.hash)
  yield* recorder.observe({
    _tag: "Plan",
    setting,
    board,
    plan: made,
    preview: shown,
    input,
    again: Result.isSuccess(again) ? toCanonical(again.success) : again.failure._tag
  })
})

const inputOf = (
  board: Board,
  entries: ReadonlyArray<Entry>,
  contributions: PrizeInput["contributions"],
  seed: string
): PrizeInput => {
  const eligibility = new Map<ParticipantId, Eligibility>()
  const categories = new Map<ParticipantId, ReadonlyArray<string>>()
  for (const { participantId, eligibility: status, categories: names } of entries.toReversed()) {
    if (status !== undefined) eligibility.set(participantId, status)
    if (names.length > 0) categories.set(participantId, names)
  }
  const teams = board.teamStandings.map(({ standing, members }) => ({ standing, members: members.toReversed() }))
  return {
    contributions,
    standings: standingsOf(board).toReversed(),
    teams: teams.toReversed(),
    eligibility,
    categories,
    seed,
    secret: simulatedSecret
  }
}
