import { Clock, Effect, Option } from "effect"
import type { ChallengeId } from "../shared/index.ts"
import type { Challenge } from "./Challenge.ts"
import { currentBoard } from "./currentBoard.ts"
import { Snapshots } from "./Snapshots.ts"
import { seen } from "./seen.ts"

/** Who looks: the public, whose board may stand still, or the organisers, whose board moves on. */
export type BoardView = "Public" | "Organiser"

/**
 * The board of a challenge as it stands. Once final it is the frozen one, also when the challenge is cancelled after that;
 * while frozen for the public, the public sees it as it stood then.
 */
export const standings = Effect.fn("Challenge.standings")((challengeId: ChallengeId, view: BoardView) =>
  seen(challengeId, (challenge) => boardFor(challenge, view))
)

const boardFor = Effect.fnUntraced(function* (challenge: Challenge, view: BoardView) {
  const { id: challengeId } = challenge
  const kind = frozenFor(challenge, view)
  if (kind !== undefined) {
    const snapshot = yield* (yield* Snapshots).find(challengeId, kind)
    // It was kept in the transaction that froze the board: a store without it has lost something.
    return yield* Option.isSome(snapshot)
      ? Effect.succeed(snapshot.value)
      : Effect.die(new Error(`the ${kind} board of challenge ${challengeId} is not kept`))
  }
  const final = challenge._tag === "Cancelled" ? yield* (yield* Snapshots).find(challengeId, "Final") : Option.none()
  return Option.isSome(final) ? final.value : yield* currentBoard(challenge, yield* Clock.currentTimeMillis)
})

/** Which board that stands still somebody sees; nothing where it is the one that moves. */
export const frozenFor = (challenge: Challenge, view: BoardView) => {
  if (challenge._tag === "Final" || challenge._tag === "Settled") return "Final" as const
  // Whoever is not known to be an organiser sees what the public sees.
  return view !== "Organiser" && "frozenAt" in challenge && challenge.frozenAt !== undefined
    ? ("Frozen" as const)
    : undefined
}
