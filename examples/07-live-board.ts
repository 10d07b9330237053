// A live board: whoever watches is told who moved as soon as it is recorded. Here all of it is one process; several share the news
// over Redis, and `laurel board watch` shows the same at a terminal.
import { storedBoardsAlone, withBoards } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { type LiveEvent, makeLiveBoards } from "@laurel/core/board"
import * as Challenge from "@laurel/core/challenge"
import { ChallengeId, Name, ParticipantId, PrincipalId, UserId } from "@laurel/core/shared"
import { Effect, Stream } from "effect"

const id = ChallengeId.make("sit-ups")
const olga = PrincipalId.make("olga")
const names = ["ada", "bob", "lin"]
const now = Date.now()
const dayFromNow = (days: number) => new Date(now + days * 86_400_000).toISOString().slice(0, 10)

const entries = names.map(
  (name): Challenge.Entry => ({
    participantId: ParticipantId.make(name),
    userId: UserId.make(name),
    enteredAt: now - 1_000,
    categories: [],
    status: "Active"
  })
)

const did = (name: string, quantity: number, sourceKey: string) => ({
  activity: {
    userId: UserId.make(name),
    metric: Name.make("sit-ups"),
    quantity,
    at: now,
    source: "gym",
    sourceKey: `${name} ${sourceKey}`,
    revision: 0,
    void: false
  },
  receivedAt: now
})

/** What everybody does, one after the other: each waits until the board has told of what was done before. */
const still = [did("lin", 40, "2"), did("bob", 45, "2")]

const inWords = ({ change }: LiveEvent): string =>
  change._tag === "Snapshot"
    ? change.rows.map(({ rank, participantId, score }) => `${rank}. ${participantId} ${score}`).join(", ")
    : change.moved.map(({ row, from }) => `${row.participantId} ${from.rank} -> ${row.rank}`).join(", ")

const program = Effect.gen(function* () {
  const definition = yield* Effect.fromResult(
    Challenge.decodeDefinition({
      id: "sit-ups",
      name: "Sit-ups this week",
      zone: "UTC",
      window: { start: dayFromNow(-1), end: dayFromNow(7) },
      metrics: [{ name: "sit-ups" }],
      score: { _tag: "Total", metric: "sit-ups" }
    })
  )
  yield* Challenge.define(definition, olga)
  yield* Challenge.publish(id, olga)
  yield* Challenge.join(id, entries)
  yield* Challenge.record(id, [did("ada", 50, "1"), did("bob", 30, "1"), did("lin", 20, "1")])

  const { state } = yield* Challenge.readBoard(id, { _tag: "Overall" }, "Organiser")
  yield* Effect.sync(() => console.log("watching"))
  yield* state
  const { watch } = yield* makeLiveBoards
  const board = Challenge.liveBoardOf(yield* Challenge.find(id), { _tag: "Overall" })
  yield* watch(board).pipe(
    // Places 1 to 10; those from 11 to 100 are told of less often.
    Stream.filter(({ change }) => change.tier === "top"),
    Stream.take(1 + still.length),
    Stream.runForEach((event) =>
      Effect.gen(function* () {
        yield* Effect.sync(() => console.log(inWords(event)))
        const next = still.shift()
        if (next !== undefined) yield* Challenge.record(id, [next])
      })
    )
  )
})

const ports = withBoards(Memory.layer, storedBoardsAlone, Memory.layerBoardNews)
await Effect.runPromise(Effect.scoped(program).pipe(Effect.provide(ports)))
