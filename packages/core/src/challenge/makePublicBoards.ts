import { Effect, Exit, Fiber, RcMap, Scope, Stream } from "effect"
import {
  type BoardPage,
  type BoardScope,
  type LiveBoards,
  type LiveEvent,
  noMarks,
  rowsIn,
  type Snapshot,
  type TierMarks,
  tiers
} from "../board/index.ts"
import type { ChallengeId } from "../shared/index.ts"
import { advance } from "./advance.ts"
import { liveBoardOf } from "./liveBoardsOf.ts"
import { readBoard } from "./readBoard.ts"
import { frozenFor } from "./standings.ts"

/** What somebody is told who sees what the public sees: what became of the board, or that it stands still, and how. */
export type PublicEvent =
  | (LiveEvent & { readonly isFrozen: false })
  | { readonly isFrozen: true; readonly page: BoardPage }

/** So often it is looked whether a board that stands still moves on, once for all who wait for it. */
const lookEveryMs = 1_000

const lastPlace = Math.max(...tiers.map((tier) => tier.lastPlace))

const isFrozen = (challengeId: ChallengeId) =>
  Effect.map(advance(challengeId), (challenge) => frozenFor(challenge, "Public") === "Frozen")

/** A board that stands still, tier by tier. */
export const tiersOf = ({ version, rows }: BoardPage): ReadonlyArray<Snapshot> =>
  tiers.map((tier) => ({ _tag: "Snapshot", tier: tier.name, version, rows: rowsIn(tier, rows) }))

/** One board of a challenge. */
interface Which {
  readonly challengeId: ChallengeId
  readonly scope: BoardScope
}

/**
 * Live boards for whoever sees what the public sees: while a board is frozen it is told once as it stood then, and nothing of what moves; when
 * it moves on, it is told anew.
 *
 * **Details**: a change is told when the board does not stand still after it was made, so nothing that was done after the freeze is told. That
 * is asked once for all who are told the same change, again only where it could not be told, and a board that stands still is read and looked after once for all who see it.
 */
export const makePublicBoards = Effect.fnUntraced(function* ({ watch }: LiveBoards) {
  const scope = yield* Scope.Scope
  const asked = new WeakMap<LiveEvent["change"], Effect.Effect<boolean, Effect.Error<ReturnType<typeof isFrozen>>>>()
  const mayBeTold = (challengeId: ChallengeId, { change }: LiveEvent) =>
    Effect.suspend(() => {
      const known = asked.get(change)
      if (known !== undefined) return known
      const asking = isFrozen(challengeId).pipe(
        Effect.map((frozen) => !frozen),
        // What may not be told now may be once the board moves on, and what could not be asked is asked again.
        Effect.onExit((exit) =>
          Effect.sync(() => {
            if (Exit.isFailure(exit) || !exit.value) asked.delete(change)
          })
        )
      )
      // Carried out beside whoever asked first, who may leave before it is known.
      return Effect.flatMap(Effect.forkIn(asking, scope), (fiber) => {
        const told = Fiber.join(fiber)
        asked.set(change, told)
        return told
      })
    })
  const standing = yield* RcMap.make({
    lookup: Effect.fnUntraced(function* ({ challengeId, scope }: Which) {
      const page = yield* Effect.flatMap(readBoard(challengeId, scope, "Public"), (reader) => reader.page(lastPlace))
      const moves = yield* Effect.forkScoped(
        Effect.gen(function* () {
          while (yield* isFrozen(challengeId)) yield* Effect.sleep(lookEveryMs)
        })
      )
      return { event: { isFrozen: true, page } satisfies PublicEvent, moves }
    })
  })
  const standingStill = (which: Which) =>
    Stream.unwrap(
      Effect.map(RcMap.get(standing, which), ({ event, moves }) =>
        Stream.concat(Stream.make(event), Stream.drain(Stream.fromEffect(Fiber.join(moves))))
      )
    )
  const untilItChanges = ({ challengeId, scope }: Which, have: TierMarks) =>
    Stream.unwrap(
      Effect.gen(function* () {
        const challenge = yield* advance(challengeId)
        if (frozenFor(challenge, "Public") === "Frozen") return standingStill({ challengeId, scope })
        return watch(liveBoardOf(challenge, scope), have).pipe(
          // Asked after the change was made: where the board does not stand still then, it did not before.
          Stream.takeWhileEffect((event) => mayBeTold(challengeId, event)),
          Stream.map((event): PublicEvent => ({ ...event, isFrozen: false }))
        )
      })
    )
  return {
    /** A board as the public sees it, without end; `have` is what whoever comes back has of it. */
    watch: (challengeId: ChallengeId, scope: BoardScope, have: TierMarks = noMarks) =>
      Stream.concat(
        untilItChanges({ challengeId, scope }, have),
        Stream.forever(untilItChanges({ challengeId, scope }, noMarks))
      )
  }
})

/** Live boards for whoever sees what the public sees. */
export type PublicBoards = Effect.Success<ReturnType<typeof makePublicBoards>>
