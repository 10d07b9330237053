import { Deferred, Effect } from "effect"

/** Work for subjects that is done one at a time for each, in the background. */
export interface Turns<Subject> {
  /** Has the work done for a subject, by a run that begins after this; returns at once. */
  readonly begin: (subject: Subject) => Effect.Effect<void>
  /** As `begin`, and waits until that run is over. */
  readonly run: (subject: Subject) => Effect.Effect<void>
  /** Waits until all runs that were asked for before are over. */
  readonly settled: (subject: Subject) => Effect.Effect<void>
}

/** One run for a subject, as whoever came last gave it. */
interface Run<Subject> {
  readonly subject: Subject
  readonly over: Deferred.Deferred<void>
}

/** The run under way, and the one that follows it for those who came meanwhile. */
interface Turn<Subject> {
  readonly current: Run<Subject>
  readonly next: Run<Subject> | undefined
}

/**
 * Makes turns for as long as its scope is open: of one subject one run is under way at a time, and whoever comes meanwhile is served by
 * the one after it together with all others who do. However many come, two runs are enough for them. Who is interrupted while waiting
 * interrupts no run.
 */
export const makeTurns = Effect.fnUntraced(function* <Subject, R>(
  keyOf: (subject: Subject) => string,
  work: (subject: Subject) => Effect.Effect<void, never, R>
) {
  const scope = yield* Effect.scope
  const context = yield* Effect.context<R>()
  const turns = new Map<string, Turn<Subject>>()

  /** Runs, and again for as long as somebody has come meanwhile. */
  const running = Effect.fnUntraced(function* (key: string) {
    for (let turn = turns.get(key); turn !== undefined; turn = turns.get(key)) {
      const { subject, over } = turn.current
      yield* work(subject)
      const next = turns.get(key)?.next
      if (next === undefined) turns.delete(key)
      else turns.set(key, { current: next, next: undefined })
      yield* Deferred.succeed(over, undefined)
    }
  })

  /** What is over when the work has been done by a run that begins after this. */
  const asked = (subject: Subject) =>
    Effect.suspend(() => {
      const key = keyOf(subject)
      const turn = turns.get(key)
      const over = turn?.next?.over ?? Deferred.makeUnsafe<void>()
      if (turn !== undefined) {
        turns.set(key, { current: turn.current, next: { subject, over } })
        return Effect.succeed(over)
      }
      turns.set(key, { current: { subject, over }, next: undefined })
      return Effect.as(Effect.forkIn(Effect.provideContext(running(key), context), scope), over)
    })

  // Whoever waits when the scope closes waits for nothing.
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const { current, next } of turns.values()) {
        Deferred.doneUnsafe(current.over, Effect.interrupt)
        if (next !== undefined) Deferred.doneUnsafe(next.over, Effect.interrupt)
      }
    })
  )

  const made: Turns<Subject> = {
    begin: (subject) => Effect.asVoid(asked(subject)),
    run: (subject) => Effect.flatMap(asked(subject), Deferred.await),
    settled: (subject) =>
      Effect.suspend(() => {
        const turn = turns.get(keyOf(subject))
        return turn === undefined ? Effect.void : Deferred.await((turn.next ?? turn.current).over)
      })
  }
  return made
})
