import { Effect } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { UpgradeRequired } from "../../problem/errors.ts"
import { followBoard } from "./followBoard.ts"
import { eventText, jsonText, oncePer, opening } from "./Message.ts"
import * as operations from "./operations.ts"

const encoder = new TextEncoder()
const events = { first: encoder.encode(opening), encode: oncePer((message) => encoder.encode(eventText(message))) }
const messages = { encode: oncePer(jsonText) }

/** Boards as they move: the same messages, in two forms. */
export const liveRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.watchBoard, ({ principal, query, header }, challenge) =>
    Effect.map(
      followBoard(challenge, principal, query, query.last_event_id ?? header("last-event-id"), events),
      (stream) => ({ body: "", stream, headers: { "x-accel-buffering": "no" } })
    )
  ),
  challengeRoute(operations.watchBoardSocket, ({ principal, query, header }, challenge) =>
    header("upgrade")?.toLowerCase() === "websocket"
      ? Effect.map(followBoard(challenge, principal, query, query.last_event_id, messages), (stream) => ({
          body: "",
          messages: stream
        }))
      : Effect.fail(new UpgradeRequired())
  )
]
