import type { KnownChallenge, Principal } from "@laurel/core/access"
import { Origin } from "@laurel/core/audit"
import { type LiveEvent, readEventId } from "@laurel/core/board"
import { advance, type Challenge, liveBoardOf, readBoard } from "@laurel/core/challenge"
import { Effect, Option, Stream } from "effect"
import { challengeRoute } from "../../operation/carry.ts"
import type { Route } from "../../operation/Route.ts"
import type { HttpPorts } from "../../ports/HttpPorts.ts"
import { Live } from "../../ports/Live.ts"
import { Streams } from "../../ports/Streams.ts"
import { scopeOf, shownOn } from "../boards/BoardJson.ts"
import { viewFor } from "../boards/viewFor.ts"
import { cutSlow } from "./cutSlow.ts"
import { eventWriter } from "./eventText.ts"
import * as operations from "./operations.ts"

/** So often something is sent, so that nobody on the way takes a quiet stream for a dead one. */
const heartbeatMs = 15_000
/** After how long a client whose stream has ended asks again. */
const retryMs = 2_000
/** So long a stream of a board that stands still is open: its client asks again, and learns whether it moves on. */
const frozenMs = 30_000
/** How much of a board that stands still is shown. */
const frozenRows = 100

const isFrozen = (challenge: Challenge): boolean => "frozenAt" in challenge && challenge.frozenAt !== undefined

/**
 * Whether a change may be told to the public, asked once for all who are told it. It was made before it is asked: where the board does not
 * stand still then, it did not before.
 */
const toldToPublic = () => {
  const known = new WeakMap<LiveEvent["change"], Effect.Effect<boolean, never, HttpPorts>>()
  return (challengeId: Challenge["id"], { change }: LiveEvent) =>
    Effect.suspend(() => {
      const asked = known.get(change)
      if (asked !== undefined) return asked
      const moves = Effect.map(advance(challengeId), (challenge) => !isFrozen(challenge))
      // Where nobody can say, nothing is told.
      return Effect.flatMap(Effect.cached(Effect.orElseSucceed(moves, () => false)), (once) => {
        known.set(change, once)
        return once
      })
    })
}

const mayBeTold = toldToPublic()

const ownerOf = (principal: Principal, address: string | undefined): string =>
  principal._tag === "Anonymous" ? `address ${address ?? ""}` : `user ${principal.id}`

const writers = new WeakMap<KnownChallenge["definition"], Map<string, ReturnType<typeof eventWriter>>>()

/** One writer for all who watch the same board, so that each change is written once. */
const writerOf = (challenge: KnownChallenge, scope: ReturnType<typeof scopeOf>) => {
  const ofChallenge = writers.get(challenge.definition) ?? new Map<string, ReturnType<typeof eventWriter>>()
  writers.set(challenge.definition, ofChallenge)
  const key = JSON.stringify(scope)
  const writer = ofChallenge.get(key) ?? eventWriter(shownOn(challenge, scope).placeOf)
  ofChallenge.set(key, writer)
  return writer
}

/** Boards as they move. */
export const liveRoutes: ReadonlyArray<Route> = [
  challengeRoute(operations.watchBoard, ({ principal, query, header }, challenge) =>
    Effect.gen(function* () {
      const view = yield* viewFor(query, principal, challenge)
      const scope = scopeOf(query)
      // Whether there is such a board is said before a stream begins; where nobody has read it yet it is built now.
      const reader = yield* readBoard(challenge.id, scope, view)
      const first = yield* reader.page(frozenRows)
      const now = yield* advance(challenge.id)
      const ports = yield* Effect.context<HttpPorts>()
      const owner = ownerOf(principal, (yield* Origin).address)
      const { placeOf, heading } = shownOn(challenge, scope)
      const have = Option.getOrElse(
        Option.flatMap(Option.fromUndefinedOr(query.last_event_id ?? header("last-event-id")), readEventId),
        () => ({})
      )
      const frozen = `event: frozen\ndata: ${JSON.stringify({ ...heading(first), data: first.rows.map(placeOf) })}\n\n`
      const write = writerOf(challenge, scope)
      const live = Stream.unwrap(Effect.map(Live, ({ watch }) => watch(liveBoardOf(now, scope), have)))
      const events =
        view === "Organiser"
          ? Stream.map(live, write)
          : isFrozen(now)
            ? Stream.concat(Stream.make(frozen), Stream.drain(Stream.fromEffect(Effect.sleep(frozenMs))))
            : live.pipe(
                // A board that stands still from now on is told of by a stream of its own.
                Stream.takeWhileEffect((event) => mayBeTold(challenge.id, event)),
                Stream.map(write)
              )
      const beats = Stream.map(Stream.drop(Stream.tick(heartbeatMs), 1), () => ":\n\n")
      const streams = yield* Streams
      const text = Stream.make(`retry: ${retryMs}\n\n`).pipe(
        Stream.concat(Stream.interruptWhen(Stream.merge(events, beats, { haltStrategy: "left" }), streams.ending)),
        Stream.concat(Stream.make("event: reconnect\ndata: {}\n\n"))
      )
      const giveBack = yield* streams.take(owner)
      const bytes = Stream.toReadableStreamWith(Stream.encodeText(Stream.ensuring(text, Effect.sync(giveBack))), ports)
      return { body: "", stream: cutSlow(bytes, giveBack), headers: { "x-accel-buffering": "no" } }
    })
  )
]
