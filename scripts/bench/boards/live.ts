import * as Memory from "@laurel/adapters/memory"
import {
  BoardNews,
  type BoardRow,
  Boards,
  type LiveBoard,
  type LiveBoards,
  makeLiveBoards,
  type TierName,
  tiers
} from "@laurel/core/board"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Effect, Layer, Stream } from "effect"

// Everybody looks at one board that changes all the time: how long it takes until a change is told, and what the crowd costs.
const field = 10_000
const crowds = [1, 1_000, 5_000]
const submitsASecond = 200
const warmUpMs = 6_000
const measuredMs = 30_000

const board: LiveBoard = {
  challengeId: ChallengeId.make("bench"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [{ _tag: "EarliestReached" }], ranks: "standard" }
}

const rowOf = (number: number, revision: number, score: number): BoardRow => ({
  participantId: ParticipantId.make(`p${number}`),
  revision,
  position: { status: "Scored", score, tieBreak: [revision] }
})

const begun = Array.from({ length: field }, (_, number) => rowOf(number, 1, 2 * (field - number)))

/** Each changes both tiers: one of the first ten and one of the ninety after them, to and fro. */
const changesAt = (version: number): ReadonlyArray<BoardRow> => {
  const isUp = Math.floor(version / 90) % 2
  const [top, next] = [version % 10, 10 + (version % 90)]
  return [top, next].map((number) => rowOf(number, version, 2 * (field - number) + 3 * isUp + (version % 7)))
}

/** Delays by millisecond. */
class Delays {
  readonly #counts = new Uint32Array(20_000)
  #all = 0

  add(ms: number): void {
    const at = Math.min(this.#counts.length - 1, Math.max(0, Math.round(ms)))
    this.#counts[at] = (this.#counts[at] ?? 0) + 1
    this.#all++
  }

  quantile(share: number): number {
    let left = this.#all * share
    return this.#counts.findIndex((count) => {
      left -= count
      return left <= 0
    })
  }
}

/** What is measured while a crowd looks on. */
interface Measured {
  readonly delays: Readonly<Record<TierName, Delays>>
  /** Of one processor, in percent. */
  readonly cpu: number
  readonly rssMb: number
}

const submitting = Effect.fnUntraced(function* (submittedAt: Array<number>) {
  const boards = yield* Boards
  const { announce } = yield* BoardNews
  const started = performance.now()
  for (let done = 0; ; done++) {
    const ahead = started + (done * 1_000) / submitsASecond - performance.now()
    if (ahead > 0) yield* Effect.sleep(ahead)
    const version = 2 + done
    submittedAt[version] = performance.now()
    yield* announce(board, yield* boards.submit(board, { version, rows: changesAt(version) }))
  }
})

const listening = (live: LiveBoards, submittedAt: ReadonlyArray<number>, take: (tier: TierName, ms: number) => void) =>
  Stream.runForEach(live.watch(board), ({ change }) =>
    Effect.sync(() => {
      if (change._tag === "Snapshot") return
      const now = performance.now()
      for (let version = change.from + 1; version <= change.to; version++)
        take(change.tier, now - (submittedAt[version] ?? now))
    })
  )

const measured = Effect.fnUntraced(function* (crowd: number) {
  const boards = yield* Boards
  const live = yield* makeLiveBoards
  yield* boards.rebuild(board, 1, Stream.make(begun))
  const submittedAt: Array<number> = []
  const delays = { top: new Delays(), next: new Delays() }
  let isMeasuring = false
  const take = (tier: TierName, ms: number): void => {
    if (isMeasuring) delays[tier].add(ms)
  }
  // One of them never asks again after what it was told first.
  yield* Effect.forkScoped(Stream.runForEach(live.watch(board), () => Effect.never))
  for (let n = 0; n < crowd; n++) yield* Effect.forkScoped(listening(live, submittedAt, take))
  yield* Effect.forkScoped(submitting(submittedAt))
  yield* Effect.sleep(warmUpMs)
  globalThis.gc?.()
  isMeasuring = true
  const [cpu, started] = [process.cpuUsage(), performance.now()]
  yield* Effect.sleep(measuredMs)
  const used = process.cpuUsage(cpu)
  const took = performance.now() - started
  globalThis.gc?.()
  const rssMb = process.memoryUsage().rss / 2 ** 20
  return { delays, cpu: (used.user + used.system) / 10 / took, rssMb } satisfies Measured
}, Effect.scoped)

const ports = Layer.merge(Memory.layerBoards, Memory.layerBoardNews)

console.log(`one board of ${field}, ${submitsASecond} submits a second that each change both tiers, and one who stalls`)
console.log(
  `${"subscribers".padEnd(12)}${"tier".padEnd(7)}${"every".padStart(8)}${"p50".padStart(8)}${"p99".padStart(8)}`
)
for (const crowd of crowds) {
  const { delays, cpu, rssMb } = await Effect.runPromise(measured(crowd).pipe(Effect.provide(Layer.fresh(ports))))
  for (const { name, everyMs } of tiers) {
    const figures = [everyMs, delays[name].quantile(0.5), delays[name].quantile(0.99)]
    const columns = figures.map((ms) => `${ms} ms`.padStart(8)).join("")
    console.log(`${String(crowd).padEnd(12)}${name.padEnd(7)}${columns}`)
  }
  console.log(`${"".padEnd(12)}${cpu.toFixed(0)} % of a processor, ${rssMb.toFixed(0)} MB`)
}
