import {
  amended,
  type Circle,
  type CircleFull,
  type CircleId,
  type CircleLimitTooLow,
  CircleNotFound,
  Circles,
  type Member,
  NotCircleMember,
  withOneMore,
  without
} from "@laurel/core/community"
import { compareIds, type Instant, type UserId } from "@laurel/core/shared"
import { Effect, Layer, Option, Result } from "effect"
import { World } from "./World.ts"

/** A circle, with when its members joined. */
interface Kept {
  readonly circle: Circle
  readonly joined: ReadonlyMap<UserId, Instant>
}

const byAge = (a: Member, b: Member): number => a.joinedAt - b.joinedAt || compareIds(a.userId, b.userId)

const membersOf = ({ joined }: Kept): ReadonlyArray<Member> =>
  [...joined].map(([userId, joinedAt]) => ({ userId, joinedAt })).toSorted(byAge)

/** Circles and their members in the process's memory. */
export const layerCircles: Layer.Layer<Circles, never, World> = Layer.effect(
  Circles,
  Effect.gen(function* () {
    const { act } = yield* World
    const circles = new Map<CircleId, Kept>()
    const put = (id: CircleId, kept: Kept | undefined, onRollback: (undo: () => void) => void): void => {
      const before = circles.get(id)
      const set = (now: Kept | undefined): void => {
        if (now === undefined) circles.delete(id)
        else circles.set(id, now)
      }
      set(kept)
      onRollback(() => set(before))
    }
    const missing = (circleId: CircleId) => Result.fail(new CircleNotFound({ circleId }))
    return Circles.of({
      add: (circle) =>
        act((onRollback) => {
          if (circles.has(circle.id)) return false
          put(circle.id, { circle, joined: new Map([[circle.owner, circle.createdAt]]) }, onRollback)
          return true
        }),
      find: (id) => act(() => Option.map(Option.fromUndefinedOr(circles.get(id)), ({ circle }) => circle)),
      isIn: (userId, ids) => act(() => ids.map((id) => circles.get(id)?.joined.has(userId) ?? false)),
      enter: (id, { userId, joinedAt }) =>
        act((onRollback): Result.Result<{ circle: Circle; isNew: boolean }, CircleNotFound | CircleFull> => {
          const kept = circles.get(id)
          if (kept === undefined) return missing(id)
          if (kept.joined.has(userId)) return Result.succeed({ circle: kept.circle, isNew: false })
          return Result.map(withOneMore(kept.circle), (circle) => {
            put(id, { circle, joined: new Map(kept.joined).set(userId, joinedAt) }, onRollback)
            return { circle, isNew: true }
          })
        }).pipe(Effect.flatMap(Effect.fromResult)),
      leave: (id, userId) =>
        act((onRollback): Result.Result<Left, CircleNotFound | NotCircleMember> => {
          const kept = circles.get(id)
          if (kept === undefined) return missing(id)
          if (!kept.joined.has(userId)) return Result.fail(new NotCircleMember({ circleId: id, userId }))
          const heir = membersOf(kept).find((member) => member.userId !== userId)
          const after = without(kept.circle, userId, heir?.userId)
          const joined = new Map(kept.joined)
          joined.delete(userId)
          put(id, after === undefined ? undefined : { circle: after, joined }, onRollback)
          return Result.succeed({ before: kept.circle, after: Option.fromUndefinedOr(after) })
        }).pipe(Effect.flatMap(Effect.fromResult)),
      amend: (id, amendment) =>
        act((onRollback): Result.Result<{ before: Circle; after: Circle }, CircleNotFound | CircleLimitTooLow> => {
          const kept = circles.get(id)
          if (kept === undefined) return missing(id)
          return Result.map(amended(kept.circle, amendment), (after) => {
            put(id, { ...kept, circle: after }, onRollback)
            return { before: kept.circle, after }
          })
        }).pipe(Effect.flatMap(Effect.fromResult)),
      remove: (id) =>
        act((onRollback) => {
          const before = circles.get(id)
          put(id, undefined, onRollback)
          return Option.map(Option.fromUndefinedOr(before), ({ circle }) => circle)
        }),
      members: (id, limit, after) =>
        act(() => {
          const kept = circles.get(id)
          if (kept === undefined) return []
          return membersOf(kept)
            .filter((member) => after === undefined || byAge(after, member) < 0)
            .slice(0, limit)
        }),
      ofUser: (userId, limit, after) =>
        act(() =>
          [...circles.values()]
            .flatMap(({ circle, joined }) => {
              const joinedAt = joined.get(userId)
              return joinedAt === undefined ? [] : { circle, joinedAt }
            })
            .filter(
              ({ circle, joinedAt }) =>
                after === undefined || (joinedAt - after.joinedAt || compareIds(circle.id, after.circleId)) > 0
            )
            .toSorted((a, b) => a.joinedAt - b.joinedAt || compareIds(a.circle.id, b.circle.id))
            .slice(0, limit)
        )
    })
  })
)

interface Left {
  readonly before: Circle
  readonly after: Option.Option<Circle>
}
