import { randomBytes } from "node:crypto"
import { isAdministrator, type Principal } from "@laurel/core/access"
import {
  amendCircle,
  Circles,
  circleBoard,
  circleBytes,
  createCircle,
  deleteCircle,
  joinCircle,
  leaveCircle,
  seeCircle,
  type Viewer
} from "@laurel/core/community"
import { Effect } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { Members } from "../../ports/Members.ts"
import { pageJson, placeAfter } from "../../wire/page.ts"
import { scopeOf, shownOn } from "../boards/BoardJson.ts"
import { viewFor } from "../boards/viewFor.ts"
import {
  circleJson,
  memberCursor,
  memberJson,
  membershipCursor,
  membershipJson,
  readMemberCursor,
  readMembershipCursor
} from "./CircleJson.ts"
import * as operations from "./operations.ts"
import { userOf } from "./userOf.ts"

const viewerOf = (principal: Principal): Viewer => ({
  userId: userOf(principal),
  seesAll: isAdministrator(principal)
})

/** Circles: who is in them, and their boards. */
export const circleRoutes: ReadonlyArray<Route> = [
  route(operations.createCircle, ({ principal, body }) =>
    Effect.map(createCircle(body, userOf(principal), randomBytes(circleBytes)), (circle) => ({
      body: circleJson(circle)
    }))
  ),
  route(operations.readCircle, ({ principal, params }) =>
    Effect.map(seeCircle(params.circle_id, viewerOf(principal)), (circle) => ({ body: circleJson(circle) }))
  ),
  route(operations.amendCircle, ({ principal, params, body }) =>
    Effect.map(amendCircle(params.circle_id, body, userOf(principal)), (circle) => ({ body: circleJson(circle) }))
  ),
  route(operations.deleteCircle, ({ principal, params }) =>
    Effect.as(deleteCircle(params.circle_id, userOf(principal)), { body: undefined })
  ),
  route(operations.joinCircle, ({ principal, params }) =>
    Effect.map(joinCircle(params.circle_id, userOf(principal)), ({ circle, isNew }) => ({
      body: circleJson(circle),
      ...(isNew ? {} : { status: 200 as const })
    }))
  ),
  route(operations.listCircleMembers, ({ principal, params, query: { limit, cursor } }) =>
    Effect.gen(function* () {
      const { id } = yield* seeCircle(params.circle_id, viewerOf(principal))
      const after = yield* placeAfter(cursor, readMemberCursor)
      const found = yield* (yield* Circles).members(id, limit + 1, after)
      return { body: pageJson(found, limit, memberJson, memberCursor) }
    })
  ),
  route(operations.leaveCircle, ({ principal, params: { circle_id: id, user_id: userId } }) =>
    Effect.as(leaveCircle(id, userId, userOf(principal)), { body: undefined })
  ),
  route(operations.listMyCircles, ({ principal, query: { limit, cursor } }) =>
    Effect.gen(function* () {
      const after = yield* placeAfter(cursor, readMembershipCursor)
      const found = yield* (yield* Circles).ofUser(userOf(principal), limit + 1, after)
      return { body: pageJson(found, limit, membershipJson, membershipCursor) }
    })
  ),
  challengeRoute(operations.getCircleBoard, ({ principal, params, query }, challenge) =>
    Effect.gen(function* () {
      const circle = yield* seeCircle(params.circle_id, viewerOf(principal))
      const { of } = yield* Members
      const scope = scopeOf(query)
      const { heading, placeOf } = shownOn(challenge, scope)
      const view = yield* viewFor(query, principal, challenge)
      const board = yield* circleBoard(challenge, circle, { scope, view }, of)
      const data = board.rows.map(({ among, overall: { rank, place } }) => ({
        ...placeOf(among),
        overall: { rank, place }
      }))
      return { body: { circle_id: circle.id, ...heading(board), data } }
    })
  )
]
