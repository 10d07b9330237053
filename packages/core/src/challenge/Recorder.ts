import { Cause, Deferred, Effect, Exit, Queue } from "effect"
import type { Arrival, Outcome } from "../activity/index.ts"
import { type Caller, Origin } from "../audit/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { RecorderFull } from "./errors.ts"
import { type record, recordTogether } from "./record.ts"

/** How much is gathered. */
export interface RecorderOptions {
  /** Rows of one transaction; a caller with more has one alone. 1 000 unless said otherwise. */
  readonly batchRows?: number
  /** Rows that may wait for their turn; who would bring more is refused. 10 000 unless said otherwise. */
  readonly waitingRows?: number
  /**
   * After a transaction of several callers the next one begins when as many wait again, when nobody came for two milliseconds, or after so many
   * at the latest: who is answered often asks again at once. At once unless said otherwise.
   */
  readonly lingerMs?: number
}

type Gathered = Required<Pick<RecorderOptions, "batchRows" | "lingerMs">>

type RecordFailure = Effect.Error<ReturnType<typeof record>>

/** Records the activities of many callers at the same time. */
export interface Recorder {
  readonly record: (
    challengeId: ChallengeId,
    arrivals: ReadonlyArray<Arrival>
  ) => Effect.Effect<ReadonlyArray<Outcome>, RecordFailure | RecorderFull>
}

/** A caller that waits. */
interface Waiting {
  readonly arrivals: ReadonlyArray<Arrival>
  readonly origin: Caller
  readonly answer: Deferred.Deferred<ReadonlyArray<Outcome>, RecordFailure>
}

/** Callers that wait for the same transaction. */
interface Line {
  readonly challengeId: ChallengeId
  readonly waiting: Array<Waiting>
  rows: number
  /** Is there once nobody waits any more. */
  readonly isOver: Deferred.Deferred<void>
}

/**
 * Makes a recorder for as long as its scope is open. While one transaction of a challenge runs, callers queue, and the next one
 * takes all that wait, up to a number of rows: the more callers there are, the less each costs (group commit). Each gets the
 * outcomes of its own rows once they are durable, in the order given. Rows of one actor are recorded in the order in which they came.
 *
 * **Details**: a transaction that fails is tried again in halves, so that what one caller sent fails nobody else; what fails
 * because of the challenge or the store fails all. A caller that is interrupted while it waits is left out; its rows are
 * recorded when their transaction had begun. When the scope closes, what waits is recorded first; who comes after that is
 * interrupted.
 *
 * **Gotchas**: it records in transactions of its own; within a transaction call `record`. A transaction has one entry in the audit log for
 * each actor and channel in it; where they came from is in it when it is of one caller.
 */
export const makeRecorder = Effect.fnUntraced(function* ({
  batchRows = 1_000,
  waitingRows = 10_000,
  lingerMs = 0
}: RecorderOptions = {}) {
  const lines = new Map<string, Line>()
  const begun = yield* Queue.unbounded<Line>()
  // Lines are drained by fibers of their own: no caller does the work of others, and none can take it along when it goes.
  yield* Effect.forkScoped(
    Effect.forever(
      Effect.flatMap(Queue.take(begun), (line) => Effect.forkChild(drained(lines, line, { batchRows, lingerMs })))
    )
  )
  let isClosed = false
  yield* Effect.addFinalizer(() => {
    isClosed = true
    return Effect.forEach(lines.values(), ({ isOver }) => Deferred.await(isOver), { discard: true })
  })
  const recorder: Recorder = {
    record: (challengeId, arrivals) =>
      Effect.gen(function* () {
        if (isClosed) return yield* Effect.interrupt
        const origin = yield* Origin
        const known = lines.get(challengeId)
        if (known !== undefined && known.rows > 0 && known.rows + arrivals.length > waitingRows) {
          return yield* new RecorderFull({ challengeId, waiting: known.rows, limit: waitingRows })
        }
        const line = known ?? { challengeId, waiting: [], rows: 0, isOver: Deferred.makeUnsafe() }
        const caller: Waiting = { arrivals, origin, answer: Deferred.makeUnsafe() }
        line.waiting.push(caller)
        line.rows += arrivals.length
        if (known === undefined) {
          lines.set(challengeId, line)
          Queue.offerUnsafe(begun, line)
        }
        return yield* Effect.onInterrupt(Deferred.await(caller.answer), () => Effect.sync(() => leave(line, caller)))
      })
  }
  return recorder
})

const leave = (line: Line, caller: Waiting): void => {
  const at = line.waiting.indexOf(caller)
  if (at < 0) return
  line.waiting.splice(at, 1)
  line.rows -= caller.arrivals.length
}

/** How long nobody has to come for those who wait to be recorded without more, in milliseconds. */
const quietMs = 2

/** Lets as many callers come back as were answered, as long as they do: together they cost little more than one alone. */
const whenBack = (line: Line, callers: number, lingerMs: number) =>
  Effect.gen(function* () {
    let [before, quiet] = [line.waiting.length, 0]
    for (let left = lingerMs; left > 0 && quiet < quietMs && line.waiting.length < callers; left--) {
      yield* Effect.sleep(1)
      quiet = line.waiting.length > before ? 0 : quiet + 1
      before = line.waiting.length
    }
  })

/** Records what waits in a line until nobody does. */
const drained = (lines: Map<string, Line>, line: Line, { batchRows, lingerMs }: Gathered) =>
  Effect.gen(function* () {
    let answered = 0
    for (;;) {
      // Whoever comes in the same turn comes along.
      yield* Effect.yieldNow
      if (answered > 1) yield* whenBack(line, answered, lingerMs)
      const batch = take(line, batchRows)
      if (batch.length === 0) {
        // In the same turn, so that nobody joins a line that is over.
        lines.delete(line.challengeId)
        return
      }
      yield* recorded(line.challengeId, batch)
      answered = batch.length
    }
  }).pipe(
    Effect.onExit((exit) =>
      Effect.sync(() => {
        if (Exit.isFailure(exit)) {
          lines.delete(line.challengeId)
          cutOff(line.waiting)
        }
        Deferred.doneUnsafe(line.isOver, Exit.void)
      })
    )
  )

/** The callers of the next transaction: as many as fit, and one at least. */
const take = (line: Line, batchRows: number): ReadonlyArray<Waiting> => {
  let [callers, rows] = [0, 0]
  for (const { arrivals } of line.waiting) {
    if (callers > 0 && rows + arrivals.length > batchRows) break
    callers++
    rows += arrivals.length
  }
  line.rows -= rows
  return line.waiting.splice(0, callers)
}

type Answer = Exit.Exit<ReadonlyArray<Outcome>, RecordFailure>

const answer = (caller: Waiting, exit: Answer): void => {
  Deferred.doneUnsafe(caller.answer, exit)
}

/** What those are told for whom nothing is done any more. */
const cutOff = (callers: Iterable<Waiting>): void => {
  for (const caller of callers) answer(caller, Exit.interrupt())
}

/** Records the rows of callers in one transaction and answers each; what fails is tried again in halves. */
const recorded = (
  challengeId: ChallengeId,
  callers: ReadonlyArray<Waiting>
): Effect.Effect<void, never, Effect.Services<ReturnType<typeof record>>> =>
  Effect.gen(function* () {
    const { parts, order } = partsOf(callers)
    const exit = yield* recordTogether(challengeId, parts).pipe(
      Effect.exit,
      // A transaction that is cut off with the recorder is an answer too.
      Effect.onInterrupt(() => Effect.sync(() => cutOff(callers)))
    )
    if (Exit.isFailure(exit) && callers.length > 1 && mayBeOfOne(exit.cause)) {
      const half = callers.length >>> 1
      yield* recorded(challengeId, callers.slice(0, half))
      yield* recorded(challengeId, callers.slice(half))
      return
    }
    let start = 0
    for (const caller of order) {
      const end = start + caller.arrivals.length
      answer(caller, Exit.isSuccess(exit) ? Exit.succeed(exit.value.slice(start, end)) : exit)
      start = end
    }
  })

/** What every caller would meet alone as well: nothing that one of them sent is the reason. */
const ofAll: ReadonlyArray<RecordFailure["_tag"]> = ["ChallengeNotFound", "TransactionUnavailable"]

const mayBeOfOne = (cause: Cause.Cause<RecordFailure>): boolean =>
  !Cause.hasInterrupts(cause) &&
  !cause.reasons.some((reason) => reason._tag === "Fail" && ofAll.includes(reason.error._tag))

/** Callers by who they are, in the order in which the first of each came; and all of them in the order in which their rows are recorded. */
const partsOf = (callers: ReadonlyArray<Waiting>) => {
  const byActor = new Map<string, [Waiting, ...Array<Waiting>]>()
  for (const caller of callers) {
    const key = `${caller.origin.actor}\n${caller.origin.channel}`
    const known = byActor.get(key)
    if (known === undefined) byActor.set(key, [caller])
    else known.push(caller)
  }
  const groups = [...byActor.values()]
  return {
    parts: groups.map((group) => ({
      origin: originOf(group),
      arrivals: group.flatMap(({ arrivals }) => arrivals)
    })),
    order: groups.flat()
  }
}

/** Where rows of one actor come from: of several callers only what they share. */
const originOf = ([first, ...others]: readonly [Waiting, ...ReadonlyArray<Waiting>]): Caller => {
  const { actor, channel } = first.origin
  return others.length === 0 ? first.origin : { actor, channel }
}
