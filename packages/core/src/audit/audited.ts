import { Clock, Effect, Option } from "effect"
import { Transaction } from "../runtime/index.ts"
import type { ChallengeId, PrincipalId } from "../shared/index.ts"
import { Audit } from "./Audit.ts"
import { type AuditScope, ownScope, scopeOf } from "./AuditEntry.ts"
import type { Action } from "./actions.ts"
import { Origin } from "./Origin.ts"
import { CurrentRecording, Recording } from "./Recording.ts"

/** What is done, to which challenge unless it belongs to none, and by whom when the use case was told: otherwise whoever `Origin` names. */
export interface Deed {
  readonly action: Action
  readonly challengeId?: ChallengeId
  readonly by?: PrincipalId
}

/**
 * Carries out a use case in one transaction, and writes what it noted as one audit entry in it, in one statement; none when
 * it noted nothing, for then it changed nothing.
 *
 * **Details**: a use case that carries out another one is what was done: what the inner one notes is told in its entry.
 */
export const audited = Effect.fnUntraced(function* <A, E, R>(deed: Deed, work: Effect.Effect<A, E, R>) {
  const { transact } = yield* Transaction
  const outer = yield* outerOf(deed)
  return yield* transact(outer === undefined ? written(deed, work) : work)
})

/**
 * As `audited`, with an entry of its own also within another use case: what the clock did on the way is told before what
 * was asked for.
 */
export const auditedApart = Effect.fnUntraced(function* <A, E, R>(deed: Deed, work: Effect.Effect<A, E, R>) {
  const outer = yield* outerOf(deed)
  if (outer === undefined) return yield* audited(deed, work)
  const own = new Recording(outer.scope)
  const done = yield* within(own, work)
  if (!own.isEmpty) outer.earlier.push(yield* noteOf(deed, own))
  return done
})

/** The chain that it is told in. */
const chainOf = ({ challengeId }: Deed): AuditScope => (challengeId === undefined ? ownScope : scopeOf(challengeId))

/** The open recording of the same chain that this is done within. */
const outerOf = (deed: Deed) =>
  Effect.map(CurrentRecording, (current) =>
    Option.getOrUndefined(Option.filter(current, ({ isOver, scope }: Recording) => !isOver && scope === chainOf(deed)))
  )

const within = <A, E, R>(recording: Recording, work: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.onExit(Effect.provideService(work, CurrentRecording, Option.some(recording)), () =>
    Effect.sync(() => {
      recording.isOver = true
    })
  )

const written = Effect.fnUntraced(function* <A, E, R>(deed: Deed, work: Effect.Effect<A, E, R>) {
  const recording = new Recording(chainOf(deed))
  const done = yield* within(recording, work)
  const notes = [...recording.earlier, ...(recording.isEmpty ? [] : [yield* noteOf(deed, recording)])]
  if (notes.length > 0) yield* (yield* Audit).append(recording.scope, notes)
  return done
})

const noteOf = Effect.fnUntraced(function* ({ action, by }: Deed, recording: Recording) {
  const { actor, ...origin } = yield* Origin
  return recording.toldBy({ at: yield* Clock.currentTimeMillis, actor: by ?? actor, action, origin })
})
