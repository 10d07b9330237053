import { Clock, Effect } from "effect"
import { ActivityLog, type Appended, type Arrival, judge, type Outcome, wasKept } from "../activity/index.ts"
import { audited, auditedApart, type Caller, noteRows, Origin } from "../audit/index.ts"
import type { ChallengeId, UserId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { type Batch, batchOf } from "./Batch.ts"
import { Entries } from "./Entries.ts"
import { foldBatch, outcomesOf, refoldFrom } from "./foldBatch.ts"
import { glanceAtBatch } from "./glance.ts"
import { Outbox } from "./Outbox.ts"
import { type Rules, rulesOf } from "./Rules.ts"
import { Scores } from "./Scores.ts"

const notOpen: Outcome = { _tag: "Refused", reason: "ChallengeNotOpen" }

/**
 * Records a batch of activities and brings the scores of its users up to date, in one transaction of a constant number
 * of steps; one outcome for each row, in the order given. A bad row never blocks the others.
 *
 * **Details**: `receivedAt` of each row is supplied by the edge: for devices the present, for an import what it knows.
 */
export const record = Effect.fn("Challenge.record")(function* (
  challengeId: ChallengeId,
  arrivals: ReadonlyArray<Arrival>
) {
  return yield* audited(
    { action: "challenge.record", challengeId },
    recording(challengeId, arrivals, (appended) => noteRows("activities", glanceAtBatch(arrivals, appended)))
  )
})

/** What some callers sent, and who they are. */
export interface Part {
  readonly origin: Caller
  readonly arrivals: ReadonlyArray<Arrival>
}

/** As `record`, for what several sent: one transaction, and one entry in the audit log for each of them. */
export const recordTogether = Effect.fn("Challenge.recordTogether")(function* (
  challengeId: ChallengeId,
  parts: ReadonlyArray<Part>
) {
  const deed = { action: "challenge.record", challengeId } as const
  const arrivals = parts.flatMap((part) => part.arrivals)
  const note = Effect.fnUntraced(function* (appended: ReadonlyArray<Appended>) {
    let start = 0
    for (const { origin, arrivals: own } of parts) {
      const glances = glanceAtBatch(own, appended.slice(start, start + own.length))
      yield* Effect.provideService(auditedApart(deed, noteRows("activities", glances)), Origin, origin)
      start += own.length
    }
  })
  return yield* audited(deed, recording(challengeId, arrivals, note))
})

const recording = Effect.fnUntraced(function* <E, R>(
  challengeId: ChallengeId,
  arrivals: ReadonlyArray<Arrival>,
  note: (appended: ReadonlyArray<Appended>) => Effect.Effect<void, E, R>
) {
  const challenge = yield* advance(challengeId)
  const open = challenge._tag === "Running" || challenge._tag === "Closing"
  const rules = rulesOf(challenge.definition)
  const batch = batchOf(arrivals)
  const scores = yield* Scores
  const known = yield* Effect.cached(usersOf({ scores, entries: yield* Entries }, challengeId, rules, batch.userIds))
  const log = yield* ActivityLog
  const appended = yield* log.append(
    challengeId,
    arrivals,
    Effect.map(known, ({ before, entries }) => (arrival: Arrival, row: number) => {
      const user = batch.userAt[row] ?? -1
      const isEntered = before[user] !== undefined || entries[user] !== undefined
      return open ? judge(rules.terms, arrival, isEntered) : notOpen
    })
  )
  const { before, entries } = yield* known
  yield* note(appended)
  const folded = foldBatch(rules, entries, before, batch, appended)
  const facts = yield* log.counted(challengeId, [...folded.refold.keys()])
  const changed = refoldFrom(rules, folded, facts)
  yield* scores.save(challengeId, changed)
  if (open)
    yield* (yield* Outbox).add(challengeId, tellingUsers(batch, appended), {
      at: yield* Clock.currentTimeMillis,
      joined: 0,
      activities: moreOf(appended),
      areActive: true
    })
  return outcomesOf(rules, arrivals, appended, folded, facts)
})

/** The users of whom something was kept, whether it counts or not: whoever follows what they do is told. */
const tellingUsers = ({ userIds, userAt }: Batch, appended: ReadonlyArray<Appended>): ReadonlyArray<UserId> => {
  const telling = new Set<UserId>()
  for (let row = 0; row < appended.length; row++) {
    const userId = userIds[userAt[row] ?? -1]
    const answer = appended[row]
    if (userId !== undefined && answer !== undefined && wasKept(answer)) telling.add(userId)
  }
  return [...telling]
}

/** How many more activities count than before a batch. */
const moreOf = (appended: ReadonlyArray<Appended>): number => {
  let more = 0
  for (const { outcome, removed } of appended) {
    if (outcome._tag === "Accepted" || outcome._tag === "Replaced") more++
    if (removed !== undefined) more--
  }
  return more
}

/** What is known about users. */
interface Ports {
  readonly scores: Scores["Service"]
  readonly entries: Entries["Service"]
}

/**
 * The scores of these users, and their entries where the scores do not tell all that is asked: who has a score has entered, for
 * nobody who has is ever taken out.
 */
const usersOf = Effect.fnUntraced(function* (
  ports: Ports,
  challengeId: ChallengeId,
  { hasZones }: Rules,
  userIds: ReadonlyArray<UserId>
) {
  const before = yield* ports.scores.load(challengeId, userIds)
  const isAsked = (_: UserId, user: number): boolean => hasZones || before[user] === undefined
  const found = (yield* ports.entries.ofUsers(challengeId, userIds.filter(isAsked))).values()
  const entries = userIds.map((userId, user) => (isAsked(userId, user) ? found.next().value : undefined))
  return { before, entries }
})
