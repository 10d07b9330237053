import { Clock, Effect } from "effect"
import { BoardFollowers } from "../board/index.ts"
import { Outbox, type Projector, project } from "../challenge/index.ts"
import { makeTurns } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"

/** How a projector works. */
export interface ProjectorOptions {
  /** How often it looks for what waits in the store without having been woken for it; a second unless said otherwise. */
  readonly pollMs?: number
}

const usualPollMs = 1_000

/** So many challenges are looked for at once; those after them are for the next look. */
const usualPage = 100

/**
 * Makes a projector that works for as long as its scope is open: it carries a challenge when it is woken for it, and looks regularly for
 * what others left behind, or what the day has brought.
 */
export const makeProjector = Effect.fnUntraced(function* ({ pollMs = usualPollMs }: ProjectorOptions = {}) {
  const { begin, settled } = yield* makeTurns((id: ChallengeId) => id, carried)
  const outbox = yield* Outbox
  const look = Effect.gen(function* () {
    const waiting = yield* outbox.waiting(yield* Clock.currentTimeMillis, usualPage)
    yield* Effect.forEach(waiting, begin, { discard: true })
  }).pipe(Effect.catch((error) => Effect.logWarning(error.message, error)))
  yield* Effect.forkScoped(Effect.forever(Effect.andThen(look, Effect.sleep(pollMs))))
  const projector: Projector["Service"] = { wake: begin, settled }
  return projector
})

/** Carries a challenge; what could not be carried waits in the outbox still, and the next look finds it. */
const carried = (id: ChallengeId) =>
  Effect.catchCause(carryAll(id), (cause) =>
    Effect.logWarning(`the boards of ${id} could not be brought up to date`, cause)
  )

/** Carries everything that waits of a challenge, in as many transactions as it takes, and has the followers catch up. */
const carryAll = Effect.fnUntraced(function* (id: ChallengeId) {
  const { catchUp } = yield* BoardFollowers
  for (let isMore = true; isMore; ) {
    const projected = yield* project(id)
    yield* Effect.forEach(projected?.boards ?? [], catchUp, { discard: true })
    isMore = projected?.isMore === true
  }
})
