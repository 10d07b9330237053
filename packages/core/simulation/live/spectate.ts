import { Clock, Effect, Layer, Stream } from "effect"
import { type ByTier, makeLiveBoards, type RankedRow, tiers, withDifference } from "../../src/board/index.ts"
import { type Board, find, liveBoardOf } from "../../src/challenge/index.ts"
import type { Instant } from "../../src/shared/index.ts"
import { makeProjector } from "../../src/work/index.ts"
import { toldBoardIsRight } from "../checks/toldBoardIsRight.ts"
import type { ToldBoardObserved } from "../Observation.ts"
import type { Stage } from "../Stage.ts"
import { LiveClock } from "./LiveClock.ts"
import type { Spectator } from "./Spectator.ts"

/** A spectator who goes along with a competition. */
export interface Watching {
  /** Time passes up to the instant: to be said before the clock of the competition moves there. */
  readonly until: (at: Instant) => Effect.Effect<void>
  /** Time passes until the final board has been told, as it has to be before long. */
  readonly ended: (board: Board) => ReturnType<Stage["recorder"]["observe"]>
}

/** For a competition that nobody watches. */
export const unwatched: Watching = { until: () => Effect.void, ended: () => Effect.void }

/** As often as the first tier is told of at most. */
const frameMs = Math.min(...tiers.map(({ everyMs }) => everyMs))

/** After this everybody has been told of everything: the slowest tier may have been read just before the last change. */
const lastMs = 2 * Math.max(...tiers.map(({ everyMs }) => everyMs))

/** So often others have their turn in one frame: more than it takes from a change to whoever is told of it. */
const turnsOfFrame = 64

/**
 * Has a spectator watch the board of a published challenge, from the start of its window until the scope closes: it is the live board
 * that everybody watches, kept by a projector. Only what passes of the virtual time is seen, so the same run is seen the same again.
 */
export const spectate = Effect.fnUntraced(function* (
  {
    setting: {
      definition: { id },
      rules: { schedule }
    },
    clock,
    recorder
  }: Stage,
  { boards, speed, see, passes }: Spectator
) {
  const live = new LiveClock(clock, speed)
  const context = yield* Layer.build(boards)
  const board = liveBoardOf(yield* find(id), { _tag: "Overall" })
  const [projector, { watch }] = yield* Effect.all([makeProjector(), makeLiveBoards]).pipe(
    Effect.provideContext(context),
    Effect.provideService(Clock.Clock, live)
  )
  let told: ByTier<ReadonlyArray<RankedRow>> = {}
  yield* Stream.runForEach(watch(board), (event) =>
    Effect.sync(() => {
      const { change } = event
      const rows = change._tag === "Snapshot" ? change.rows : withDifference(told[change.tier] ?? [], change)
      told = { ...told, [change.tier]: rows }
      see(event, clock.currentTimeMillisUnsafe())
    })
  ).pipe(Effect.provideService(Clock.Clock, live), Effect.forkScoped)

  const frame = Effect.fnUntraced(function* (at: Instant) {
    clock.moveTo(at)
    yield* projector.wake(id)
    yield* projector.settled(id)
    live.wake()
    for (let turn = 0; turn < turnsOfFrame; turn++) yield* Effect.yieldNow
    yield* passes(frameMs, at)
  })
  let next = schedule.start
  const until = Effect.fnUntraced(function* (at: Instant) {
    for (; next <= at; next += frameMs * speed) yield* frame(next)
  })
  const watching: Watching = {
    until,
    ended: Effect.fnUntraced(function* (final) {
      const now = clock.currentTimeMillisUnsafe()
      const last = now + lastMs * speed
      const seen = (): ToldBoardObserved => ({
        _tag: "ToldBoard",
        rows: tiers.flatMap(({ name }) => told[name] ?? []),
        board: final
      })
      while (toldBoardIsRight.find(seen()) !== undefined && next <= last) yield* until(next)
      // The competition goes on as if nobody had watched.
      clock.setTo(now)
      return yield* recorder.observe(seen())
    })
  }
  return watching
})
