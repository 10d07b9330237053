import {
  type Board,
  type DailyList,
  type DailyRow,
  type DailyRows,
  type SnapshotKind,
  Snapshots
} from "@laurel/core/challenge"
import { type ChallengeId, compareIds, type Day, type Instant, type ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Option } from "effect"
import { World } from "./World.ts"

/** A list of a day's board, in its order. */
type KeptList = ReadonlyMap<ParticipantId, DailyRow>

interface KeptDay extends Readonly<Record<DailyList, KeptList>> {
  readonly at: Instant
}

const keptList = (rows: ReadonlyArray<DailyRow>): KeptList => new Map(rows.map((row) => [row.participantId, row]))

const byRank = (a: DailyRow, b: DailyRow): number => a.rank - b.rank || compareIds(a.participantId, b.participantId)

/** Snapshots in the process's memory. */
export const layerSnapshots: Layer.Layer<Snapshots, never, World> = Layer.effect(
  Snapshots,
  Effect.gen(function* () {
    const world = yield* World
    const snapshots = { Frozen: new Map<ChallengeId, Board>(), Final: new Map<ChallengeId, Board>() }
    const daily = new Map<ChallengeId, Map<Day, KeptDay>>()
    const daysOf = (id: ChallengeId): Map<Day, KeptDay> => {
      const known = daily.get(id) ?? new Map<Day, KeptDay>()
      daily.set(id, known)
      return known
    }
    const inOrder = (id: ChallengeId): ReadonlyArray<Day> => [...daysOf(id).keys()].sort((a, b) => a - b)
    const rowsOf = (
      id: ChallengeId,
      day: Day,
      list: DailyList,
      choose: (kept: KeptList) => ReadonlyArray<DailyRow>
    ): ReadonlyArray<DailyRows> => {
      const kept = daysOf(id).get(day)
      if (kept === undefined) return []
      return [{ day, at: kept.at, count: kept[list].size, rows: choose(kept[list]) }]
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
          days.set(day, { at: board.at, overall: keptList(board.overall), teams: keptList(board.teams ?? []) })
          onRollback(() => days.delete(day))
        }),
      days: (challengeId) => world.act(() => inOrder(challengeId)),
      dailyPage: (challengeId, day, list, { limit, after = 0 }) =>
        world.act(() => {
          const page = (kept: KeptList) => [...kept.values().drop(after).take(limit)]
          return Option.fromUndefinedOr(rowsOf(challengeId, day, list, page)[0])
        }),
      dailyRows: (challengeId, list, participants, { last, through = Number.POSITIVE_INFINITY }) =>
        world.act(() => {
          const asked = [...new Set(participants)]
          const days = inOrder(challengeId).filter((day) => day <= through)
          const theirs = (kept: KeptList) => asked.flatMap((id) => kept.get(id) ?? []).sort(byRank)
          return days.slice(-last).flatMap((day) => rowsOf(challengeId, day, list, theirs))
        })
    })
  })
)
