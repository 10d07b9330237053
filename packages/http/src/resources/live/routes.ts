import { Effect } from "effect"
import { challengeRoute, route } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import type { Sent } from "../../operation/readRequest.ts"
import { UpgradeRequired } from "../../problem/errors.ts"
import { followActivities } from "./followActivities.ts"
import { followBoard } from "./followBoard.ts"
import { eventText, jsonText, oncePer, opening } from "./Message.ts"
import * as operations from "./operations.ts"

const encoder = new TextEncoder()
const events = { first: encoder.encode(opening), encode: oncePer((message) => encoder.encode(eventText(message))) }
const messages = { encode: oncePer(jsonText) }

const asEvents = <E, R>(opened: Effect.Effect<ReadableStream<Uint8Array<ArrayBuffer>>, E, R>) =>
  Effect.map(opened, (stream) => ({ body: "", stream, headers: { "x-accel-buffering": "no" } }))

/** Over a socket, where that is asked for. */
const asSocket = <E, R>(header: Sent["header"], opened: Effect.Effect<ReadableStream<string>, E, R>) =>
  header("upgrade")?.toLowerCase() === "websocket"
    ? Effect.map(opened, (stream) => ({ body: "", messages: stream }))
    : Effect.fail(new UpgradeRequired())

/** Boards as they move, and what becomes of one's own activities: the same messages, in two forms. */
export const liveRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.watchBoard, ({ principal, query, header }, challenge) =>
    asEvents(followBoard(challenge, principal, query, query.last_event_id ?? header("last-event-id"), events))
  ),
  challengeRoute(operations.watchBoardSocket, ({ principal, query, header }, challenge) =>
    asSocket(header, followBoard(challenge, principal, query, query.last_event_id, messages))
  ),
  route(operations.watchOwnActivities, ({ principal, query, header }) =>
    asEvents(followActivities(principal, query.last_event_id ?? header("last-event-id"), events))
  ),
  route(operations.watchOwnActivitiesSocket, ({ principal, query, header }) =>
    asSocket(header, followActivities(principal, query.last_event_id, messages))
  )
]
