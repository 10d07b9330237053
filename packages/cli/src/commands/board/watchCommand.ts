import { type BoardScope, makeLiveBoards, scopeText } from "@laurel/core/board"
import { find, liveBoardOf, makePublicBoards, type PublicEvent, tiersOf } from "@laurel/core/challenge"
import type { ChallengeId } from "@laurel/core/shared"
import { makeProjector } from "@laurel/core/work"
import { Effect, Schema, Stream } from "effect"
import { Problem } from "../../io/Problem.ts"
import { readTop } from "../../output/readTop.ts"
import { styleOf } from "../../output/style.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { countOf } from "../../session/countOf.ts"
import { endedByHand } from "../../session/endedByHand.ts"
import { type House, onStore } from "../../session/openSession.ts"
import type { FastBoards } from "../../store/FastBoards.ts"
import { BoardScreen } from "./BoardScreen.ts"
import { eventLine } from "./eventLine.ts"
import { keptBoard, scopeOf } from "./keptBoard.ts"

const readOptions = Schema.decodeUnknownSync(
  Schema.Struct({
    top: Schema.String,
    for: Schema.optionalKey(Schema.String),
    at: Schema.optionalKey(Schema.String),
    division: Schema.optionalKey(Schema.String),
    teams: Schema.optionalKey(Schema.Boolean),
    public: Schema.optionalKey(Schema.Boolean)
  })
)

/** `laurel board watch`: a board that is drawn again whenever somebody moves, or its changes, one a line. */
export const watchCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const { at, top, for: seconds, ...which } = readOptions(given)
  if (at !== undefined) throw standsStill()
  const challengeId = challengeIdOf(id)
  const [rows, limit, scope] = [
    readTop(top),
    seconds === undefined ? undefined : countOf(seconds, "--for"),
    scopeOf(which)
  ]
  await onStore(given, house, async (session) => {
    const { io, json, run, redis } = session
    const fast = await house.stores.fastBoards(redis)
    const { title, places, reader } = await run(keptBoard(challengeId, which))
    // Where nobody has read it yet it is built now.
    await run(reader.state)
    const head = `${title.name} (${title.id}), ${scopeText(scope)}`
    const screen = new BoardScreen(io, head, places, rows)
    const style = styleOf(io, true)
    const see =
      io.isTTY.out && !json
        ? (event: PublicEvent) => {
            screen.entitle(event.isFrozen ? `${head}, stands still for the public` : head)
            for (const change of changesIn(event)) screen.see({ change }, style)
          }
        : (event: PublicEvent) => {
            const beside = event.isFrozen ? { frozen: true as const } : {}
            for (const change of changesIn(event)) io.stdout.write(eventLine(places, { change }, beside))
          }
    const watched = watching(challengeId, scope, which.public === true, fast, see)
    await run(limit === undefined ? watched : Effect.raceFirst(watched, Effect.sleep(limit * 1_000))).catch(endedByHand)
  })
}

const changesIn = (event: PublicEvent) => (event.isFrozen ? tiersOf(event.page) : [event.change])

/** Watches a board without end. What waits to be carried to it is carried by this process, too. */
const watching = (
  challengeId: ChallengeId,
  scope: BoardScope,
  isPublic: boolean,
  { followed }: FastBoards,
  see: (event: PublicEvent) => void
) =>
  Effect.gen(function* () {
    const board = liveBoardOf(yield* find(challengeId), scope)
    yield* makeProjector()
    const live = yield* makeLiveBoards
    const events = isPublic
      ? (yield* makePublicBoards(live)).watch(challengeId, scope)
      : Stream.map(live.watch(board), (event): PublicEvent => ({ ...event, isFrozen: false }))
    yield* Stream.runForEach(events, (event) => Effect.sync(() => see(event)))
  }).pipe(Effect.scoped, Effect.provide(followed))

const standsStill = (): Problem =>
  new Problem({
    exit: "usage",
    code: "clock-stands",
    title: "with a clock that stands still there is nothing to watch",
    where: "--at",
    remedy: "leave it out; laurel board show shows the board at an instant"
  })
