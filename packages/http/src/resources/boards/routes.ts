import type { KnownChallenge, Principal } from "@laurel/core/access"
import { rankRows, readCursor } from "@laurel/core/board"
import { readBoard } from "@laurel/core/challenge"
import { Effect } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { nextOf, scopeOf, shownOn } from "./BoardJson.ts"
import * as operations from "./operations.ts"
import { viewFor, type Which } from "./viewFor.ts"

const opened = Effect.fnUntraced(function* (challenge: KnownChallenge, which: Which, principal: Principal) {
  const view = yield* viewFor(which, principal, challenge)
  const scope = scopeOf(which)
  const reader = yield* readBoard(challenge.id, scope, view)
  return {
    reader,
    ...shownOn(challenge, scope),
    isShared: view === "Public" && challenge.definition.visibility === "public"
  }
})

const present = <Row>(rows: ReadonlyArray<Row | undefined>): ReadonlyArray<Row> => rows.flatMap((row) => row ?? [])

/** Boards: pages, ranks and neighbours. */
export const boardRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.getBoard, ({ query, principal }, challenge) =>
    Effect.gen(function* () {
      const { limit, cursor, ...which } = query
      const after = cursor === undefined ? undefined : yield* readCursor(cursor)
      const { reader, heading, placeOf, isShared } = yield* opened(challenge, which, principal)
      const page = yield* reader.page(limit, after)
      const { rows, next, hasMoved } = page
      const body = { ...heading(page), data: rows.map(placeOf), ...nextOf(next), has_moved: hasMoved }
      return { body, isShared, version: `${page.version}-${limit}` }
    })
  ),
  challengeRoute(operations.getRanks, ({ query, principal }, challenge) =>
    Effect.gen(function* () {
      const { reader, heading, placeOf } = yield* opened(challenge, query, principal)
      const found = yield* reader.ranks(query.participants)
      return { body: { ...heading(found), data: present(found.rows).map(placeOf) } }
    })
  ),
  challengeRoute(operations.getCircle, ({ query, principal }, challenge) =>
    Effect.gen(function* () {
      const { reader, heading, placeOf } = yield* opened(challenge, query, principal)
      const found = yield* reader.ranks([...new Set(query.participants)])
      const among = rankRows(challenge.definition.ranking, present(found.rows))
      return { body: { ...heading({ ...found, count: among.length }), data: among.map(placeOf) } }
    })
  ),
  challengeRoute(operations.getAround, ({ params, query, principal }, challenge) =>
    Effect.gen(function* () {
      const { reader, heading, placeOf } = yield* opened(challenge, query, principal)
      const found = yield* reader.around(params.participant_id, query.neighbours)
      return { body: { ...heading(found), data: found.rows.map(placeOf) } }
    })
  )
]
