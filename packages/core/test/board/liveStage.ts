import { Clock, Effect, Exit, Fiber, Layer, Option, PubSub, type Scope, Stream } from "effect"
import { TestClock } from "effect/testing"
import {
  type Announcement,
  BoardNews,
  BoardNotKept,
  Boards,
  BoardsUnavailable,
  eventId,
  type LiveBoard,
  type LiveBoards,
  type LiveEvent,
  makeLiveBoards,
  type Placed,
  type RankedRow,
  rankRows,
  readEventId,
  rowsIn,
  scopeText,
  type TierMarks,
  tiers,
  withDifference
} from "../../src/board/index.ts"
import { ChallengeId } from "../../src/shared/index.ts"
import { rule } from "./rankedRows.ts"

export const board: LiveBoard = { challengeId: ChallengeId.make("spring"), scope: { _tag: "Overall" }, rule }

/** Everybody has done what can be done without time going by. */
export const settled = Effect.repeat(Effect.yieldNow, { times: 20 })

/** How whoever keeps the board behaves. */
export type Mood = "answers" | "keeps nothing" | "is away" | "is broken"

/** One board that a test sets as it likes, and whoever watches it. */
export class Stage {
  mood: Mood = "answers"
  version = 0
  rows: ReadonlyArray<Placed> = []
  /** When the board was read, and to which place. */
  readonly reads: Array<readonly [atMs: number, lastPlace: number]> = []
  looks = 0
  /** How long a read takes; what it gives is of its beginning. */
  readMs = 0
  readonly #news: PubSub.PubSub<Announcement>

  private constructor(news: PubSub.PubSub<Announcement>) {
    this.#news = news
  }

  static readonly make = Effect.map(PubSub.sliding<Announcement>(16), (news) => new Stage(news))

  /** The board is this from now on. */
  set(version: number, rows: ReadonlyArray<Placed>): void {
    this.version = version
    this.rows = rows
  }

  /** The board is this from now on, and whoever watches hears of it. */
  tell(version: number, rows: ReadonlyArray<Placed>): Effect.Effect<void> {
    this.set(version, rows)
    return this.announce()
  }

  announce({ challengeId, scope }: LiveBoard = board): Effect.Effect<void> {
    const announced = Effect.suspend(() =>
      PubSub.publish(this.#news, { challengeId, scope: scopeText(scope), version: this.version })
    )
    return Effect.andThen(announced, settled)
  }

  get ranked(): ReadonlyArray<RankedRow> {
    return rankRows(rule, this.rows)
  }

  /** The tiers as they should be told. */
  get tiers(): ReadonlyArray<ReadonlyArray<RankedRow>> {
    return tiers.map((tier) => rowsIn(tier, this.ranked))
  }

  get layer(): Layer.Layer<Boards | BoardNews> {
    const answer = <A>(of: () => A) =>
      Effect.suspend((): Effect.Effect<A, BoardNotKept | BoardsUnavailable> => {
        const { challengeId, scope } = board
        if (this.mood === "keeps nothing") return new BoardNotKept({ challengeId, scope: scopeText(scope) })
        if (this.mood === "is away") return new BoardsUnavailable({ operation: "page", cause: "away" })
        return this.mood === "is broken" ? Effect.die("broken") : Effect.sync(of)
      })
    const state = () => ({ version: this.version, count: this.rows.length })
    return Layer.merge(
      Layer.mock(Boards, {
        state: () => {
          this.looks++
          return answer(state)
        },
        page: (_, limit) =>
          Effect.flatMap(Clock.currentTimeMillis, (at) => {
            this.reads.push([at, limit])
            const page = answer(() => ({ ...state(), rows: this.ranked.slice(0, limit), hasMoved: false }))
            return Effect.tap(page, Effect.sleep(this.readMs))
          })
      }),
      Layer.mock(BoardNews, { news: Stream.fromPubSub(this.#news) })
    )
  }
}

/** Who subscribes, folds what is told, and insists that nothing is missing and nothing comes twice. */
export class Subscriber {
  readonly events: Array<LiveEvent> = []
  readonly #rows = new Map<string, ReadonlyArray<RankedRow>>()
  #live: LiveBoards
  /** Opens as long as the subscriber takes what it is told. */
  readonly gate: Effect.Effect<void>
  #fiber: Fiber.Fiber<void> | undefined
  #have: TierMarks = {}
  #isGone = true

  constructor(live: LiveBoards, gate: Effect.Effect<void> = Effect.void) {
    this.#live = live
    this.gate = gate
  }

  /** Subscribes with the id of the last event. */
  readonly come: Effect.Effect<void, never, Scope.Scope> = Effect.suspend(() => {
    if (!this.#isGone) return Effect.void
    this.#isGone = false
    const id = eventId(this.#have)
    const stream = this.#live.watch(
      board,
      Option.getOrElse(readEventId(id), () => ({}))
    )
    const told = Stream.runForEach(stream, (event) =>
      Effect.andThen(
        Effect.sync(() => this.#take(event)),
        Effect.suspend(() => this.gate)
      )
    )
    const begun = Effect.map(Effect.forkScoped(told), (fiber) => {
      this.#fiber = fiber
    })
    return Effect.andThen(begun, settled)
  })

  /** Subscribes in another process. */
  comeTo(live: LiveBoards): Effect.Effect<void, never, Scope.Scope> {
    this.#live = live
    return this.come
  }

  readonly go: Effect.Effect<void> = Effect.suspend(() => {
    this.#isGone = true
    return this.#fiber === undefined ? Effect.void : Fiber.interrupt(this.#fiber)
  })

  /** How the stream ended that is listened to. */
  get exit(): Effect.Effect<Exit.Exit<void>> {
    return this.#fiber === undefined ? Effect.succeed(Exit.void) : Fiber.await(this.#fiber)
  }

  get tiers(): ReadonlyArray<ReadonlyArray<RankedRow> | undefined> {
    return tiers.map(({ name }) => this.#rows.get(name))
  }

  #take(event: LiveEvent): void {
    const { change, have } = event
    if (change._tag === "Difference" && change.from !== this.#have[change.tier]?.version)
      throw new Error(`a difference from ${change.from} was told to who has ${eventId(this.#have)}`)
    const rows = this.#rows.get(change.tier) ?? []
    this.#rows.set(change.tier, change._tag === "Snapshot" ? change.rows : withDifference(rows, change))
    this.#have = have
    this.events.push(event)
  }
}

/** Runs a play on a stage of its own. */
export const onStage = <E>(
  play: (stage: Stage, live: LiveBoards) => Effect.Effect<unknown, E, Scope.Scope>
): Effect.Effect<void, E> =>
  Effect.gen(function* () {
    const stage = yield* Stage.make
    const live = yield* Effect.provide(makeLiveBoards, stage.layer)
    yield* play(stage, live)
  }).pipe(Effect.scoped)

/** Time goes by piece by piece, and in between everybody does what is due. */
export const pass = (millis: number): Effect.Effect<void> =>
  Effect.gen(function* () {
    for (let left = millis; left > 0; left -= pieceMs) {
      yield* TestClock.adjust(Math.min(left, pieceMs))
      yield* settled
    }
  })

const pieceMs = 250

/** Longer than any window and look: whatever there is to tell has been told. */
export const quiet = pass(6_500)
