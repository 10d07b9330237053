import { Clock, Effect } from "effect"
import { Outbox, type Projector } from "../challenge/index.ts"
import { makeTurns } from "../runtime/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { carryBoards } from "./carryBoards.ts"

/** How a projector works. */
export interface ProjectorOptions {
  /** How often it looks for what waits in the store without having been woken for it; a second unless said otherwise. */
  readonly pollMs?: number
}

const usualPollMs = 1_000

/** So many challenges are looked for at once; the next look begins after them. */
const usualPage = 100

/**
 * Makes a projector that works for as long as its scope is open: it carries a challenge when it is woken for it, and looks regularly for
 * what others left behind, or what the day has brought.
 *
 * **Details**: its looks go round everything that waits, so that challenges that cannot be carried keep none from being.
 */
export const makeProjector = Effect.fnUntraced(function* ({ pollMs = usualPollMs }: ProjectorOptions = {}) {
  const { begin, settled } = yield* makeTurns((id: ChallengeId) => id, carried)
  const outbox = yield* Outbox
  let after: ChallengeId | undefined
  // Also after a defect it looks again: nobody else would.
  const look = Effect.gen(function* () {
    const waiting = yield* outbox.waiting(yield* Clock.currentTimeMillis, usualPage, after)
    after = waiting.length < usualPage ? undefined : waiting.at(-1)
    yield* Effect.forEach(waiting, begin, { discard: true })
  }).pipe(Effect.catchCause((cause) => Effect.logWarning("what waits for the projector could not be read", cause)))
  yield* Effect.forkScoped(Effect.forever(Effect.andThen(look, Effect.sleep(pollMs))))
  const projector: Projector["Service"] = { wake: begin, settled }
  return projector
})

/** Carries a challenge; what could not be carried waits in the outbox still, and the next look finds it. */
const carried = (id: ChallengeId) =>
  Effect.catchCause(carryBoards(id), (cause) =>
    Effect.logWarning(`the boards of ${id} could not be brought up to date`, cause)
  )
