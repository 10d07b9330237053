import { followBoards } from "@laurel/adapters/decorators"
import { layerBoards } from "@laurel/adapters/redis"
import { type BoardRow, Boards, type LiveBoard, type Placed, rankRows, StoredBoards } from "@laurel/core/board"
import { type Challenge, ChallengeStore, decodeDefinition } from "@laurel/core/challenge"
import type { Transaction } from "@laurel/core/runtime"
import { ChallengeId, ParticipantId, PrincipalId } from "@laurel/core/shared"
import { Context, Effect, Fiber, Layer, Option, Result, Stream } from "effect"

/** What is done to Redis while it is in use, and what heals it. */
export interface Loss {
  readonly name: string
  readonly strike: () => Promise<void>
  readonly heal: () => Promise<void>
}

/** How boards are used while Redis is lost. */
export interface LossOptions {
  readonly participants: number
  /** How long it is away. */
  readonly awayMs: number
  readonly writeEveryMs: number
  readonly seed: number
}

/** What was seen. */
export interface LossReport {
  readonly reads: number
  /** Answers that were not those of the version they name: there may be none. */
  readonly wrong: ReadonlyArray<string>
  /** What a reader was answered that was no answer. */
  readonly refused: ReadonlyArray<string>
  readonly p95Ms: number
  /** How long after healing Redis had all that the store had then. */
  readonly caughtUpMs: number
  /** Whether it says what the store says once nobody writes any more. */
  readonly isEqual: boolean
}

export const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [{ _tag: "MoreActiveDays" }], ranks: "standard" }
}

/** The challenge that the board is of: a store keeps no boards of challenges that are not there. */
const draft: Challenge = {
  _tag: "Draft",
  id: board.challengeId,
  version: 0,
  organiser: PrincipalId.make("olivia"),
  draftedAt: 0,
  definition: Result.getOrThrow(
    decodeDefinition({
      id: board.challengeId,
      name: "Spring",
      zone: "UTC",
      window: { start: "2026-03-01", end: "2026-04-01" },
      metrics: [{ name: "steps" }],
      score: { _tag: "Total", metric: "steps" }
    })
  )
}

/** The boards in Redis themselves, for whoever compares. */
class InRedis extends Context.Service<InRedis, Boards["Service"]>()("InRedis") {}

/** Boards in Redis that follow those of a store. */
export const followedInRedis = <E>(
  store: Layer.Layer<StoredBoards | Transaction | ChallengeStore, E>,
  url: string,
  prefix: string
) => {
  const redis = layerBoards({ url, prefix, connectTimeoutMs: 200, commandTimeoutMs: 200 })
  const inRedis = Layer.effect(InRedis, Boards).pipe(Layer.provide(redis))
  return Layer.merge(followBoards(redis), inRedis).pipe(Layer.provideMerge(store))
}

/** Longer than anything takes that works. */
const patienceMs = 30_000

const idOf = (n: number) => ParticipantId.make(`p${String(n).padStart(6, "0")}`)

/** Numbers that are the same again for the same seed. */
const dice = (seed: number) => {
  let state = seed >>> 0
  return (sides: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

/** What the board has to say at each of its versions: the whole truth, kept by the test itself. */
class Truth {
  readonly #rows = new Map<ParticipantId, BoardRow>()
  readonly #versions = new Map<number, ReadonlyMap<ParticipantId, Placed>>()
  readonly #listings = new Map<number, ReturnType<typeof rankRows>>()

  take(version: number, rows: ReadonlyArray<BoardRow>): void {
    for (const row of rows) this.#rows.set(row.participantId, row)
    const placed = new Map<ParticipantId, Placed>()
    for (const { participantId, position } of this.#rows.values()) {
      if (position !== undefined) placed.set(participantId, { participantId, ...position })
    }
    this.#versions.set(version, placed)
  }

  listing(version: number) {
    const known =
      this.#listings.get(version) ?? rankRows(board.rule, [...(this.#versions.get(version)?.values() ?? [])])
    this.#listings.set(version, known)
    return known
  }
}

/**
 * Writes to a board and reads it all the while, with Redis struck in the middle and healed again. Every answer is held against what the
 * board was at the version that the answer names.
 */
export const playLoss = (loss: Loss, { participants, awayMs, writeEveryMs, seed }: LossOptions) =>
  Effect.gen(function* () {
    const boards = yield* Boards
    const stored = yield* StoredBoards
    const inRedis = yield* InRedis
    yield* (yield* ChallengeStore).insert(draft)
    const roll = dice(seed)
    const truth = new Truth()
    const position = () => ({ status: "Scored" as const, score: roll(200), tieBreak: [0 - roll(9)] })
    const first = Array.from(
      { length: participants },
      (_, n): BoardRow => ({
        participantId: idOf(n),
        revision: 1,
        position: position()
      })
    )
    truth.take(1, first)
    yield* boards.rebuild(board, 1, Stream.make(first))

    let version = 1
    const write = Effect.gen(function* () {
      const next = version + 1
      const rows = Array.from({ length: 1 + roll(20) }, (): BoardRow => {
        const participantId = idOf(roll(participants))
        return roll(20) === 0
          ? { participantId, revision: next }
          : { participantId, revision: next, position: position() }
      }).filter(({ participantId }, at, all) => all.findIndex((row) => row.participantId === participantId) === at)
      truth.take(next, rows)
      yield* boards.submit(board, { version: next, rows })
      version = next
    })

    const wrong: Array<string> = []
    const refused: Array<string> = []
    const delays: Array<number> = []
    const check = (what: string, at: number, said: unknown, meant: unknown): void => {
      if (JSON.stringify(said) !== JSON.stringify(meant)) wrong.push(`${what} at version ${at}`)
    }
    const read = Effect.gen(function* () {
      const who = idOf(roll(participants))
      const began = performance.now()
      const kind = roll(3)
      if (kind === 0) {
        const page = yield* boards.page(board, 10)
        check("the top", page.version, page.rows, truth.listing(page.version).slice(0, 10))
      } else if (kind === 1) {
        const { rows, ...seen } = yield* boards.ranks(board, [who])
        const meant = truth.listing(seen.version).find(({ participantId }) => participantId === who)
        check(`the rank of ${who}`, seen.version, rows, [meant])
      } else {
        const { rows, ...seen } = yield* boards.around(board, who, 2)
        const listing = truth.listing(seen.version)
        const place = listing.findIndex(({ participantId }) => participantId === who)
        check(`around ${who}`, seen.version, rows, place < 0 ? [] : listing.slice(Math.max(0, place - 2), place + 3))
      }
      delays.push(performance.now() - began)
    }).pipe(Effect.catch((error) => Effect.sync(() => void refused.push(error.message))))

    const using = yield* Effect.forkChild(
      Effect.all(
        [
          Effect.forever(Effect.andThen(write, Effect.sleep(writeEveryMs))),
          ...Array.from({ length: 4 }, () => Effect.forever(Effect.andThen(read, Effect.sleep(1))))
        ],
        { concurrency: "unbounded", discard: true }
      )
    )
    yield* Effect.sleep(awayMs / 2)
    yield* Effect.promise(loss.strike)
    yield* Effect.sleep(awayMs)
    yield* Effect.promise(loss.heal)
    const healed = performance.now()
    const atHealing = version
    const isBack = Effect.map(Effect.option(inRedis.state(board)), (state) =>
      Option.exists(state, ({ version: has }) => has >= atHealing)
    )
    while (!(yield* isBack) && performance.now() - healed < patienceMs) yield* Effect.sleep(10)
    const caughtUpMs = performance.now() - healed
    yield* Effect.sleep(awayMs / 2)
    yield* Fiber.interrupt(using)

    // Nobody writes any more: whoever reads has what is missing brought.
    let isEqual = false
    for (const began = performance.now(); !isEqual && performance.now() - began < patienceMs; ) {
      yield* boards.page(board, 1)
      const copy = yield* Effect.option(inRedis.all(board))
      isEqual = Option.isSome(copy) && JSON.stringify(copy.value) === JSON.stringify(yield* stored.all(board))
      yield* Effect.sleep(20)
    }
    delays.sort((a, b) => a - b)
    const report: LossReport = {
      reads: delays.length,
      wrong,
      refused,
      p95Ms: delays[Math.floor(delays.length * 0.95)] ?? 0,
      caughtUpMs,
      isEqual
    }
    return report
  })
