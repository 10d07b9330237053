import { rankRows, readCursor } from "@laurel/core/board"
import { boardDays, boardOfDay, courseOf, type DailyList, ranksOfDay } from "@laurel/core/challenge"
import { formatDay, formatInstant, parseDay } from "@laurel/core/shared"
import { Effect, Option } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { DayNotKept } from "../../problem/errors.ts"
import { numberIn, placeAfter } from "../../wire/page.ts"
import { nextOf, scopeOf, shownOn } from "./BoardJson.ts"
import { opened } from "./opened.ts"
import * as operations from "./operations.ts"
import { viewFor, type Which } from "./viewFor.ts"

const present = <Row>(rows: ReadonlyArray<Row | undefined>): ReadonlyArray<Row> => rows.flatMap((row) => row ?? [])

const dailyList = ({ teams }: Which): DailyList => (teams === true ? "teams" : "overall")

/** Boards: pages, ranks and neighbours, and how they were day by day. */
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
  ),
  challengeRoute(operations.listBoardDays, ({ query, principal }, challenge) =>
    Effect.gen(function* () {
      const days = yield* boardDays(challenge.id, yield* viewFor(query, principal, challenge))
      return { body: { data: days.map(formatDay) } }
    })
  ),
  challengeRoute(operations.getBoardOfDay, ({ params: { day: name }, query, principal }, challenge) =>
    Effect.gen(function* () {
      const { limit, participants } = query
      // The board of a day is what it was, so that a cursor need say no more than how many rows come before.
      const [day, after] = [parseDay(name), (yield* placeAfter(query.cursor, numberIn)) ?? 0]
      const list = dailyList(query)
      const view = yield* viewFor(query, principal, challenge)
      const kept =
        day === undefined
          ? Option.none()
          : participants === undefined
            ? yield* boardOfDay(challenge.id, day, { list, view, limit, after })
            : yield* ranksOfDay(challenge.id, day, participants, { list, view })
      if (Option.isNone(kept)) return yield* new DayNotKept({ day: name })
      const { at, count, rows } = kept.value
      const { unit, scoreOf } = shownOn(challenge, scopeOf(query))
      const page = participants === undefined ? rows : rows.slice(after, after + limit)
      const data = page.map(({ rank, participantId, score }) => ({
        rank,
        participant_id: participantId,
        score: scoreOf(score)
      }))
      const isMore = after + page.length < (participants === undefined ? count : rows.length)
      const next = isMore ? { has_more: true, next_cursor: `${after + page.length}` } : { has_more: false }
      return { body: { day: name, at: formatInstant(at), count, unit, data, ...next } }
    })
  ),
  challengeRoute(operations.getCourse, ({ params: { participant_id: id }, query, principal }, challenge) =>
    Effect.gen(function* () {
      const view = yield* viewFor(query, principal, challenge)
      const course = yield* courseOf(challenge.id, id, { list: dailyList(query), view, days: query.days })
      const { unit, scoreOf } = shownOn(challenge, scopeOf(query))
      const data = course.map(({ day, rank, score }) => ({
        day: formatDay(day),
        ...(rank === undefined ? {} : { rank }),
        ...(score === undefined ? {} : { score: scoreOf(score) })
      }))
      return { body: { participant_id: id, unit, data } }
    })
  )
]
