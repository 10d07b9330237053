import { ActivityLog } from "@laurel/core/activity"
import type { ChallengeId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import { ActivityTable } from "./ActivityTable.ts"
import { World } from "./World.ts"

/** Activities in the process's memory, in columns. */
export const layerActivityLog: Layer.Layer<ActivityLog, never, World> = Layer.effect(
  ActivityLog,
  Effect.gen(function* () {
    const world = yield* World
    const tables = new Map<ChallengeId, ActivityTable>()
    const tableOf = (id: ChallengeId): ActivityTable => {
      const known = tables.get(id)
      if (known !== undefined) return known
      const table = new ActivityTable()
      tables.set(id, table)
      return table
    }
    return ActivityLog.of({
      append: (challengeId, arrivals, verdicts) =>
        Effect.flatMap(verdicts, (verdictOf) => {
          const rows = arrivals.map((arrival, row) => ({ arrival, verdict: verdictOf(arrival, row) }))
          return world.act((onRollback) => tableOf(challengeId).append(rows, onRollback))
        }),
      counted: (challengeId, userIds) =>
        world.act(() => new Map(userIds.map((userId) => [userId, tableOf(challengeId).counted(userId)]))),
      countedAt: (challengeId, userIds, by) =>
        world.act(() => new Map(userIds.map((userId) => [userId, tableOf(challengeId).countedAt(userId, by)]))),
      held: (challengeId, userId) => world.act(() => tableOf(challengeId).held(userId)),
      page: (challengeId, which, page) => world.act(() => tableOf(challengeId).page(which, page)),
      changes: (challengeId, userId, after, limit) =>
        world.act(() => tableOf(challengeId).changes(userId, after, limit)),
      lastChange: (challengeId, userId) => world.act(() => tableOf(challengeId).lastChange(userId)),
      countHeld: (challengeId) => world.act(() => tableOf(challengeId).countHeld()),
      review: (challengeId, { source, sourceKey }, verdict) =>
        world.act((onRollback) => tableOf(challengeId).review(source, sourceKey, verdict, onRollback))
    })
  })
)
