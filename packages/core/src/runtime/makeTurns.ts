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

/** The run under way, and the one that follows it for those who came meanwhile. */
interface Turn {
  readonly over: Deferred.Deferred<void>
  readonly next: Deferred.Deferred<void> | undefined
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
  const turns = new Map<string, Turn>()

  /** Runs, and again for as long as somebody has come meanwhile. */
  const running = Effect.fnUntraced(function* (subject: Subject) {
    const key = keyOf(subject)
    for (let turn = turns.get(key); turn !== undefined; turn = turns.get(key)) {
      yield* work(subject)
      const next = turns.get(key)?.next
      if (next === undefined) turns.delete(key)
      else turns.set(key, { over: next, next: undefined })
      yield* Deferred.succeed(turn.over, undefined)
    }
  })

  /** What is over when the work has been done by a run that begins after this. */
  const asked = (subject: Subject) =>
    Effect.suspend(() => {
      const key = keyOf(subject)
      const turn = turns.get(key)
      if (turn !== undefined) {
        const next = turn.next ?? Deferred.makeUnsafe<void>()
        turns.set(key, { over: turn.over, next })
        return Effect.succeed(next)
      }
      const over = Deferred.makeUnsafe<void>()
      turns.set(key, { over, next: undefined })
      return Effect.as(Effect.forkIn(Effect.provideContext(running(subject), context), scope), over)
    })

  // Whoever waits when the scope closes waits for nothing.
  yield* Effect.addFinalizer(() =>
    Effect.sync(() => {
      for (const { over, next } of turns.values()) {
        Deferred.doneUnsafe(over, Effect.interrupt)
        if (next !== undefined) Deferred.doneUnsafe(next, Effect.interrupt)
      }
    })
  )

  const made: Turns<Subject> = {
    begin: (subject) => Effect.asVoid(asked(subject)),
    run: (subject) => Effect.flatMap(asked(subject), Deferred.await),
    settled: (subject) =>
      Effect.suspend(() => {
        const turn = turns.get(keyOf(subject))
        return turn === undefined ? Effect.void : Deferred.await(turn.next ?? turn.over)
      })
  }
  return made
})
