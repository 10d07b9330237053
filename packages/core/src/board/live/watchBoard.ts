import { type Cause, Effect, Latch, type Scope } from "effect"
import type { Boards } from "../Boards.ts"
import type { BoardNotKept, BoardsUnavailable } from "../errors.ts"
import type { LiveBoard } from "../LiveBoard.ts"
import { afterRead, emptyRing, type Ring, unread } from "./Ring.ts"
import { rowsIn, type Tier, type TierName, tiers } from "./Tier.ts"

/** News may be lost: so often a board is looked at without any. */
export const lookEveryMs = 1_000

/** What is known of a board, and what opens when that is no longer all. */
export interface Seen {
  readonly rings: Readonly<Record<TierName, Ring>>
  readonly isOld: Latch.Latch
  /** Why there will be no more: a defect. */
  readonly end?: Cause.Cause<never>
}

/** A board that is being watched. */
export interface WatchedBoard {
  readonly seen: () => Seen
  /** Says that the board may have changed. */
  readonly hear: () => void
}

/**
 * Watches a board for as long as the scope is open, for any number of subscribers: each tier is read when the board may have changed, but
 * never twice within its time, and always once more after the last change.
 */
export const watchBoard = Effect.fnUntraced(function* (
  boards: Boards["Service"],
  board: LiveBoard
): Effect.fn.Return<WatchedBoard, never, Scope.Scope> {
  const mayHaveChanged = { top: Latch.makeUnsafe(true), next: Latch.makeUnsafe(true) }
  let seen: Seen = { rings: { top: emptyRing, next: emptyRing }, isOld: Latch.makeUnsafe() }
  /** Whoever waits is told when a tier is another; a version alone is nobody's business. */
  const see = (rings: Seen["rings"], end?: Cause.Cause<never>) =>
    Effect.suspend(() => {
      const { isOld } = seen
      const isNew = end !== undefined || tiers.some(({ name }) => rings[name].whole !== seen.rings[name].whole)
      seen = { rings, isOld: isNew ? Latch.makeUnsafe() : isOld, ...(end === undefined ? {} : { end }) }
      return isNew ? isOld.open : Effect.void
    })
  const change = (of: (ring: Ring, name: TierName) => Ring) =>
    Effect.suspend(() => see({ top: of(seen.rings.top, "top"), next: of(seen.rings.next, "next") }))
  const read = Effect.fnUntraced(function* (tier: Tier) {
    const { version, rows } = yield* boards.page(board, tier.lastPlace)
    yield* change((ring, name) => (name === tier.name ? afterRead(ring, name, version, rowsIn(tier, rows)) : ring))
  })
  const look = Effect.gen(function* () {
    const { version } = yield* boards.state(board)
    for (const { name } of tiers) if (seen.rings[name].readAt !== version) mayHaveChanged[name].openUnsafe()
  })
  /** Whoever keeps boards says when they are away; here it is enough to look again. */
  const orLater = (effect: Effect.Effect<void, BoardNotKept | BoardsUnavailable>) =>
    Effect.catchTags(effect, { BoardNotKept: () => change(() => emptyRing), BoardsUnavailable: () => change(unread) })
  const looking = Effect.forever(Effect.andThen(Effect.sleep(lookEveryMs), orLater(look)))
  const reading = (tier: Tier) =>
    Effect.forever(
      mayHaveChanged[tier.name].await.pipe(
        // Closed before the read: what is heard during it is read later.
        Effect.andThen(mayHaveChanged[tier.name].close),
        Effect.andThen(orLater(read(tier))),
        Effect.andThen(Effect.sleep(tier.everyMs))
      )
    )
  yield* Effect.all([looking, ...tiers.map(reading)], { concurrency: "unbounded", discard: true }).pipe(
    Effect.onError((cause) => see(seen.rings, cause)),
    Effect.forkScoped
  )
  return {
    seen: () => seen,
    hear: () => {
      for (const { name } of tiers) mayHaveChanged[name].openUnsafe()
    }
  }
})
