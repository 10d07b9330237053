import { Effect, Stream } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import { UpgradeRequired } from "../../problem/errors.ts"
import { followBoard } from "./followBoard.ts"
import { eventText, jsonText, opening } from "./Message.ts"
import * as operations from "./operations.ts"

/** Boards as they move: the same messages, in two encodings. */
export const liveRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.watchBoard, ({ principal, query, header }, challenge) =>
    Effect.map(
      followBoard(challenge, principal, query, query.last_event_id ?? header("last-event-id"), (messages) =>
        Stream.encodeText(Stream.concat(Stream.make(opening), Stream.map(messages, eventText)))
      ),
      (stream) => ({ body: "", stream, headers: { "x-accel-buffering": "no" } })
    )
  ),
  challengeRoute(operations.watchBoardSocket, ({ principal, query, header }, challenge) =>
    header("upgrade")?.toLowerCase() === "websocket"
      ? Effect.map(
          followBoard(challenge, principal, query, query.last_event_id, (messages) => Stream.map(messages, jsonText)),
          (messages) => ({ body: "", messages })
        )
      : Effect.fail(new UpgradeRequired())
  )
]
