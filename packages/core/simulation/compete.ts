import { Effect, Result } from "effect"
import type { Activity } from "../src/activity/index.ts"
import { ActivityLog, type Arrival, type Outcome } from "../src/activity/index.ts"
import { StoredBoards } from "../src/board/index.ts"
import {
  type AdjustmentWanted,
  adjust,
  advance,
  amend,
  type Board,
  type Challenge,
  type ChallengeDefinition,
  ChallengeStore,
  define,
  deposit,
  Entries,
  type Entry,
  find,
  finish,
  freeze,
  join,
  liveBoardsOf,
  project,
  publish,
  record,
  reverseAdjustment,
  review,
  Scores,
  standings,
  unfreeze
} from "../src/challenge/index.ts"
import type { ScoreState } from "../src/scoring/index.ts"
import { cancel } from "../src/settlement/index.ts"
import type { UserId } from "../src/shared/index.ts"
import { type Act, actsOf } from "./actsOf.ts"
import { spectate, unwatched, type Watching } from "./live/spectate.ts"
import { ActivitiesModel } from "./models/activities.model.ts"
import { wordOf } from "./Random.ts"
import { observeLedger, organiser, type Stage } from "./Stage.ts"

/** What a competition came to, and what it takes to repeat it in another order. */
export interface Competition {
  /** Nothing when the challenge was cancelled. */
  readonly board: Board | undefined
  readonly entered: ReadonlyArray<Entry>
  readonly amended: ReadonlyArray<Entry>
  /** Rows whose outcome does not depend on when they came. */
  readonly timeless: ReadonlyArray<Arrival>
  readonly reviews: ReadonlyArray<Review>
  readonly adjustments: ReadonlyArray<Adjusted>
}

/** What a score was adjusted by, and whether that was taken back. */
export interface Adjusted {
  readonly wanted: AdjustmentWanted
  readonly isReversed: boolean
}

/** A decision of the organiser about an activity in quarantine. */
export interface Review {
  readonly identity: Pick<Activity, "source" | "sourceKey">
  readonly verdict: "Released" | "Rejected"
}

/** Plays a history from definition to final standings, through the use cases, looking on the way. */
export const compete = Effect.fnUntraced(function* (stage: Stage) {
  const {
    setting: { definition, rules },
    history,
    clock
  } = stage
  clock.moveTo(history.publishedAt)
  yield* defineOnce(definition)
  yield* publish(definition.id, organiser)
  const watching = stage.spectator === undefined ? unwatched : yield* spectate(stage, stage.spectator)
  const diary = new Diary(stage)
  for (const act of actsOf(history, rules.schedule)) {
    yield* watching.until(act.at)
    clock.moveTo(act.at)
    yield* perform(stage, diary, act)
  }
  yield* watching.until(rules.schedule.graceEnds)
  clock.moveTo(rules.schedule.graceEnds)
  yield* decideHeld(stage, diary)
  return yield* concluded(stage, diary, watching)
}, Effect.scoped)

const checkedBefore = new WeakSet<ChallengeDefinition>()

/** Checking a definition takes longer than playing it, so the use case checks it the first time and the draft is kept as it is after that. */
const defineOnce = Effect.fnUntraced(function* (definition: ChallengeDefinition) {
  if (checkedBefore.has(definition)) return yield* (yield* ChallengeStore).insert(draftOf(definition))
  yield* define(definition, organiser)
  checkedBefore.add(definition)
})

/** The draft that defining a challenge stores. */
export const draftOf = (definition: ChallengeDefinition): Challenge => ({
  _tag: "Draft",
  id: definition.id,
  version: 0,
  organiser,
  definition,
  draftedAt: 0
})

/** What was done so far, and the model that was told of it. */
class Diary {
  readonly model: ActivitiesModel
  readonly users = new Set<string>()
  readonly entered: Array<Entry> = []
  readonly amended: Array<Entry> = []
  readonly timeless: Array<Arrival> = []
  readonly reviews: Array<Review> = []
  readonly adjustments = new Map<string, Adjusted>()
  frozen: Board | undefined

  constructor({
    setting: {
      definition,
      rules: { schedule }
    }
  }: Stage) {
    this.model = new ActivitiesModel({ window: schedule, graceEnds: schedule.graceEnds, metrics: definition.metrics })
  }
}

const perform = Effect.fnUntraced(function* (stage: Stage, diary: Diary, act: Act) {
  const {
    setting: {
      definition: { id }
    },
    recorder
  } = stage
  switch (act._tag) {
    case "Deposit":
      recorder.note("deposit", act.deposit.id, `${yield* deposit(id, act.deposit)}`)
      return yield* deposit(id, act.deposit)
    case "Join":
      return yield* enter(stage, diary, act.entries)
    case "Record":
      return yield* submit(stage, diary, act.arrivals)
    case "Amend":
      return yield* change(stage, diary, act.entry)
    case "Adjust":
    case "Reverse":
      return yield* decide(stage, diary, act._tag, act.wanted)
    case "Look":
      return yield* look(stage, diary)
    case "Cancel":
      return recorder.note("cancel", (yield* cancel(id, organiser, "the organiser called it off"))._tag)
    case "Freeze":
    case "Unfreeze":
      return yield* turn(stage, diary, act._tag)
  }
})

const enter = Effect.fnUntraced(function* ({ setting, recorder }: Stage, diary: Diary, entries: ReadonlyArray<Entry>) {
  const outcomes = yield* join(setting.definition.id, entries)
  outcomes.forEach((outcome, index) => {
    const entry = entries[index]
    recorder.note("join", entry?.participantId ?? "", outcome._tag)
    if (outcome._tag !== "Entered" || entry === undefined) return
    diary.entered.push(entry)
    diary.users.add(entry.userId)
  })
})

const submit = Effect.fnUntraced(function* (
  { setting, recorder }: Stage,
  diary: Diary,
  arrivals: ReadonlyArray<Arrival>
) {
  const { id } = setting.definition
  const { _tag: state } = yield* advance(id)
  const isOpen = state === "Running" || state === "Closing"
  const outcomes = yield* record(id, arrivals)
  arrivals.forEach((arrival, index) => {
    const outcome = outcomes[index]
    diary.model.take(arrival, isOpen && diary.users.has(arrival.activity.userId))
    if (outcome === undefined) return
    const name = nameOf(outcome)
    recorder.note("row", arrival.activity.source, arrival.activity.sourceKey, arrival.activity.revision, name)
    recorder.count(name)
    if (!timely.has(name)) diary.timeless.push(arrival)
  })
})

const nameOf = (outcome: Outcome): string => {
  if (outcome._tag === "Refused") return `Refused: ${outcome.reason}`
  return outcome._tag === "Quarantined" ? `Quarantined: ${outcome.limit}` : outcome._tag
}

/** Outcomes that hang on what had happened before the row came. */
const timely: ReadonlySet<string> = new Set(
  ["ChallengeNotOpen", "UnknownParticipant", "RevisionConflict"].map((reason) => `Refused: ${reason}`)
)

const change = Effect.fnUntraced(function* ({ setting, recorder }: Stage, diary: Diary, entry: Entry) {
  const answer = yield* Effect.result(amend(setting.definition.id, entry, organiser))
  if (Result.isSuccess(answer)) diary.amended.push(entry)
  else if (answer.failure._tag !== "ParticipantNotFound" && answer.failure._tag !== "ChallengeTransitionForbidden") {
    return yield* Effect.fail(answer.failure)
  }
  recorder.note("amend", entry.participantId, entry.status, Result.isSuccess(answer) ? "done" : answer.failure._tag)
})

/** The organiser adjusts a score or takes that back: refused where nobody has entered, or nothing was adjusted. */
const decide = Effect.fnUntraced(function* (
  { setting, recorder }: Stage,
  diary: Diary,
  way: "Adjust" | "Reverse",
  wanted: AdjustmentWanted
) {
  const { id } = setting.definition
  const deciding = Effect.gen(function* () {
    return yield* way === "Adjust"
      ? adjust(id, wanted, organiser)
      : reverseAdjustment(id, wanted.id, "a slip", organiser)
  })
  const answer = yield* Effect.result(deciding)
  const isReversed = way === "Reverse"
  if (Result.isSuccess(answer)) diary.adjustments.set(wanted.id, { wanted, isReversed })
  else if (!refusalsOfDeciding.has(answer.failure._tag)) return yield* Effect.fail(answer.failure)
  recorder.note(way, wanted.id, wanted.amount, Result.isSuccess(answer) ? "done" : answer.failure._tag)
  return undefined
})

const refusalsOfDeciding: ReadonlySet<string> = new Set([
  "ParticipantNotFound",
  "AdjustmentNotFound",
  "ChallengeTransitionForbidden"
])

const turn = Effect.fnUntraced(function* ({ setting, recorder }: Stage, diary: Diary, way: "Freeze" | "Unfreeze") {
  const { id } = setting.definition
  const answer = yield* Effect.result(way === "Freeze" ? freeze(id, organiser) : unfreeze(id, organiser))
  recorder.note(way, Result.isSuccess(answer) ? "done" : answer.failure._tag)
  if (Result.isFailure(answer)) {
    return answer.failure._tag === "ChallengeTransitionForbidden" ? undefined : yield* Effect.fail(answer.failure)
  }
  diary.frozen = way === "Freeze" ? yield* standings(id, "Organiser") : undefined
  return undefined
})

/** Looks at the board and everything that it is made from. */
const look = Effect.fnUntraced(function* (stage: Stage, diary: Diary) {
  const { setting, clock, recorder } = stage
  const { id } = setting.definition
  yield* observeLedger(stage, "Open")
  const board = yield* standings(id, "Organiser")
  yield* observeBoard(stage, diary, board, clock.currentTimeMillisUnsafe())
  yield* observeKept(stage, board)
  recorder.note("look", board.standingsHash)
  if (diary.frozen !== undefined) {
    yield* recorder.observe({ _tag: "FrozenBoard", frozen: diary.frozen, now: yield* standings(id, "Public") })
  }
})

const observeBoard = Effect.fnUntraced(function* (
  { setting, recorder }: Stage,
  diary: Diary,
  board: Board,
  at: number
) {
  const { id } = setting.definition
  const entries = yield* (yield* Entries).all(id)
  const userIds = entries.map(({ userId }) => userId)
  const counted = yield* (yield* ActivityLog).counted(id, userIds)
  const loaded = yield* (yield* Scores).load(id, userIds)
  const states = new Map<UserId, ScoreState>()
  for (const [at, userId] of userIds.entries()) {
    const state = loaded[at]
    if (state !== undefined) states.set(userId, state)
  }
  yield* recorder.observe({
    _tag: "Board",
    setting,
    at,
    board,
    entries,
    counted,
    expected: diary.model.counted(),
    states,
    adjustments: adjustmentsIn(diary)
  })
})

/** What was adjusted and not taken back. */
const adjustmentsIn = ({ adjustments }: Diary): ReadonlyArray<AdjustmentWanted> =>
  [...adjustments.values()].flatMap(({ wanted, isReversed }) => (isReversed ? [] : [wanted]))

/** Shows the boards that are kept current, once everything is carried to them. */
const observeKept = Effect.fnUntraced(function* ({ setting, recorder }: Stage, board: Board) {
  const { id } = setting.definition
  while ((yield* project(id)) !== undefined) {
    // Until nothing waits any more.
  }
  const boards = yield* StoredBoards
  for (const live of liveBoardsOf(yield* find(id))) {
    const { rows } = yield* Effect.catchTag(boards.all(live), "BoardNotKept", () => Effect.succeed({ rows: [] }))
    yield* recorder.observe({ _tag: "KeptBoard", setting, scope: live.scope, rows, board })
  }
})

/** The organiser releases a third of what is in quarantine, rejects a third, and forgets a third. */
const decideHeld = Effect.fnUntraced(function* ({ setting, recorder }: Stage, diary: Diary) {
  const { id } = setting.definition
  const { _tag: state } = yield* advance(id)
  if (state !== "Running" && state !== "Closing") return
  for (const {
    arrival: {
      activity: { source, sourceKey }
    },
    outcome
  } of yield* (yield* ActivityLog).held(id)) {
    const chance = wordOf(`${source}\n${sourceKey}`) % 3
    if (outcome._tag !== "Quarantined" || chance === 2) continue
    const verdict = chance === 0 ? "Released" : "Rejected"
    const identity = { source, sourceKey }
    const reviewed = yield* review(id, identity, verdict, organiser)
    recorder.note("review", source, sourceKey, verdict, reviewed === undefined ? "nothing" : "done")
    diary.model.review(identity, verdict)
    diary.reviews.push({ identity, verdict })
  }
})

const concluded = Effect.fnUntraced(function* (stage: Stage, diary: Diary, watching: Watching) {
  const { setting, clock, recorder } = stage
  const { id } = setting.definition
  const { entered, amended, timeless, reviews } = diary
  const played = { entered, amended, timeless, reviews, adjustments: [...diary.adjustments.values()] }
  const before = yield* advance(id)
  recorder.note("grace is over", before._tag)
  if (before._tag === "Cancelled") return { board: undefined, ...played } satisfies Competition
  if (diary.frozen !== undefined) {
    yield* recorder.observe({ _tag: "FrozenBoard", frozen: diary.frozen, now: yield* standings(id, "Public") })
  }
  const board = yield* finish(id)
  recorder.note("final", board.standingsHash)
  yield* observeKept(stage, board)
  yield* watching.ended(board)
  yield* observeBoard(stage, diary, board, clock.currentTimeMillisUnsafe())
  yield* observeLedger(stage, "Open")
  return { board, ...played } satisfies Competition
})
