import * as Challenges from "@laurel/core/challenge"
import * as Community from "@laurel/core/community"
import { UserId } from "@laurel/core/shared"
import { Effect, Option, Schema } from "effect"
import type { LivePorts } from "../decorators/index.ts"
import { shownOn } from "./BoardShown.ts"
import { boardQuery, scopeOf } from "./boardsOf.ts"
import type { Laurel } from "./Laurel.ts"
import type { Runner } from "./Runner.ts"
import { argument } from "./reader.ts"

/** Circles, who is in them, and their boards. */
export type Grouped = Pick<
  Laurel,
  | "createCircle"
  | "amendCircle"
  | "deleteCircle"
  | "joinCircle"
  | "leaveCircle"
  | "circleOf"
  | "circles"
  | "circleMembers"
  | "circleBoard"
>

const usualPage = 20

const { name, description, visibility, memberLimit } = Community.Circle.fields
const wantedOf = argument(
  "circle",
  Schema.Struct({
    name,
    description: Schema.optionalKey(description),
    visibility: Schema.optionalKey(visibility),
    memberLimit: Schema.optionalKey(memberLimit)
  })
)
const amendmentOf = argument("amendment", Community.CircleAmendment)
const circleIdOf = argument("circleId", Community.CircleId)
const userOf = argument("user", UserId)
const limit = Schema.optionalKey(Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: Community.mostMembers })))
const after = <Id extends Schema.Codec<unknown, string>>(id: Id) =>
  Schema.Struct({ limit, after: Schema.optionalKey(Schema.Struct({ joinedAt: Schema.Int, id })) })
const membersQuery = argument("query", after(UserId))
const circlesQuery = argument("query", after(Community.CircleId))

/** The circle, whoever may see it: whom it is shown to is for the caller to decide. */
const found = Effect.fnUntraced(function* (circleId: string) {
  const id = yield* circleIdOf(circleId)
  const circle = yield* Community.Circles.use((circles) => circles.find(id))
  return Option.getOrUndefined(circle) ?? (yield* new Community.CircleNotFound({ circleId }))
})

/** These methods, over the use cases of the core. */
export const circlesOf = ({ on, as }: Runner): Grouped => {
  /** What somebody does, as one of those who are in circles. */
  const by = <A, E>(user: string, act: (userId: UserId) => Effect.Effect<A, E, LivePorts>): Promise<A> =>
    as(undefined, () => Effect.flatMap(userOf(user), act))
  return {
    createCircle: (circle, user) =>
      by(user, (owner) =>
        Effect.flatMap(wantedOf(circle), (wanted) =>
          Community.createCircle(wanted, owner, crypto.getRandomValues(new Uint8Array(Community.circleBytes)))
        )
      ),
    amendCircle: (circleId, amendment, user) =>
      by(user, (owner) =>
        Effect.gen(function* () {
          const id = yield* circleIdOf(circleId)
          return yield* Community.amendCircle(id, yield* amendmentOf(amendment), owner)
        })
      ),
    deleteCircle: (circleId, user) =>
      by(user, (owner) => Effect.flatMap(circleIdOf(circleId), (id) => Community.deleteCircle(id, owner))),
    joinCircle: (circleId, user) =>
      by(user, (userId) =>
        Effect.flatMap(circleIdOf(circleId), (id) =>
          Effect.map(Community.joinCircle(id, userId), ({ circle }) => circle)
        )
      ),
    leaveCircle: (circleId, user, owner = user) =>
      by(user, (userId) =>
        Effect.gen(function* () {
          yield* Community.leaveCircle(yield* circleIdOf(circleId), userId, yield* userOf(owner))
        })
      ),
    circleOf: (circleId) => as(undefined, () => found(circleId)),
    circles: (user, query = {}) =>
      by(user, (userId) =>
        Effect.gen(function* () {
          const { limit = usualPage, after } = yield* circlesQuery(query)
          const place = after === undefined ? undefined : { joinedAt: after.joinedAt, circleId: after.id }
          return yield* (yield* Community.Circles).ofUser(userId, limit, place)
        })
      ),
    circleMembers: (circleId, query = {}) =>
      as(undefined, () =>
        Effect.gen(function* () {
          const { id } = yield* found(circleId)
          const { limit = usualPage, after } = yield* membersQuery(query)
          const place = after === undefined ? undefined : { joinedAt: after.joinedAt, userId: after.id }
          return yield* (yield* Community.Circles).members(id, limit, place)
        })
      ),
    circleBoard: (challengeId, circleId, given = {}) =>
      on(challengeId, (id) =>
        Effect.gen(function* () {
          const which = yield* boardQuery(given)
          const options = { scope: scopeOf(which), view: which.view ?? "Public" }
          const circle = yield* found(circleId)
          const challenge = yield* Challenges.find(id)
          const { version, count, rows } = yield* Community.circleBoard(challenge, circle, options, Community.membersOf)
          const { unit, rowOf } = shownOn(challenge, which.teams === true)
          const shown = rows.map(({ among, overall: { rank, place } }) => ({
            ...rowOf(among),
            overall: { rank, place }
          }))
          return { version, count, unit, rows: shown }
        })
      )
  }
}
