import { type Board, type DailyBoard, type SnapshotKind, Snapshots } from "@laurel/core/challenge"
import type { ChallengeId, Day } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

/** Snapshots in the process's memory. */
export const layerSnapshots: Layer.Layer<Snapshots, never, World> = Layer.effect(
  Snapshots,
  Effect.gen(function* () {
    const world = yield* World
    const snapshots = { Frozen: new Map<ChallengeId, Board>(), Final: new Map<ChallengeId, Board>() }
    const daily = new Map<ChallengeId, Map<Day, DailyBoard>>()
    const daysOf = (id: ChallengeId): Map<Day, DailyBoard> => {
      const known = daily.get(id) ?? new Map<Day, DailyBoard>()
      daily.set(id, known)
      return known
    }
    const put = (kind: SnapshotKind, id: ChallengeId, snapshot: Board | undefined): void => {
      if (snapshot === undefined) snapshots[kind].delete(id)
      else snapshots[kind].set(id, snapshot)
    }
    const change = (id: ChallengeId, kind: SnapshotKind, snapshot: Board | undefined) =>
      world.act((onRollback) => {
        const before = snapshots[kind].get(id)
        put(kind, id, snapshot)
        onRollback(() => put(kind, id, before))
      })
    return Snapshots.of({
      save: (challengeId, kind, snapshot) => change(challengeId, kind, snapshot),
      drop: (challengeId, kind) => change(challengeId, kind, undefined),
      find: (challengeId, kind) => world.act(() => Option.fromUndefinedOr(snapshots[kind].get(challengeId))),
      saveDaily: (challengeId, day, board) =>
        world.act((onRollback) => {
          const days = daysOf(challengeId)
          if (days.has(day)) return
          days.set(day, board)
          onRollback(() => days.delete(day))
        }),
      daily: (challengeId, day) => world.act(() => Option.fromUndefinedOr(daysOf(challengeId).get(day))),
      days: (challengeId) => world.act(() => [...daysOf(challengeId).keys()].sort((a, b) => a - b))
    })
  })
)
