import { assert, describe, it } from "@effect/vitest"
import { memoisePages } from "@laurel/adapters/decorators"
import * as Memory from "@laurel/adapters/memory"
import { type BoardRow, Boards, type LiveBoard, StoredBoards } from "@laurel/core/board"
import { boardsContract } from "@laurel/core/contracts"
import { ChallengeId, ParticipantId } from "@laurel/core/shared"
import { Deferred, Effect, Fiber, Layer, Stream } from "effect"
import fc from "fast-check"

const kept = (stored: Layer.Layer<StoredBoards>): Layer.Layer<StoredBoards> =>
  memoisePages.pipe(Layer.provide(Layer.merge(stored, Layer.fresh(Memory.layerCaches))))

boardsContract(
  "with pages that are kept",
  Layer.effect(Boards, StoredBoards).pipe(Layer.provide(kept(Layer.fresh(Memory.layer))))
)

const board: LiveBoard = {
  challengeId: ChallengeId.make("spring"),
  scope: { _tag: "Overall" },
  rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
}
const row = (revision: number): BoardRow => ({
  participantId: ParticipantId.make("ada"),
  revision,
  position: { status: "Scored", score: revision, tieBreak: [] }
})

/** A store's boards whose pages are counted, and answered when the test says so: they are of the state they were read in. */
const slow = Effect.gen(function* () {
  const boards = yield* StoredBoards
  const reads: Array<Deferred.Deferred<void>> = []
  const page: StoredBoards["Service"]["page"] = (...asked) =>
    Effect.gen(function* () {
      const answer = yield* boards.page(...asked)
      const late = yield* Deferred.make<void>()
      reads.push(late)
      yield* Deferred.await(late)
      return answer
    })
  return { boards, reads, page }
}).pipe(Effect.provide(Layer.fresh(Memory.layer)))

/** Somebody asks for the top; somebody else, maybe in another process, writes; the one of the reads under way that is named comes back. */
type Step = "ask" | "write" | "write elsewhere" | { readonly answer: number }

const steps = fc.array(
  fc.oneof(
    fc.constantFrom<Step>("ask", "write", "write elsewhere"),
    fc.nat(9).map((answer): Step => ({ answer }))
  ),
  { minLength: 1, maxLength: 30 }
)

/** Lets everybody go as far as they can. */
const settled = Effect.sleep(0)

describe("pages that are kept by the version of the board (F61)", () => {
  it.live("nobody reads what is older than what was written before they asked, however late reads come back", () =>
    Effect.promise(() =>
      fc.assert(
        fc.asyncProperty(steps, (steps) =>
          Effect.runPromise(
            Effect.gen(function* () {
              const { boards, reads, page } = yield* slow
              const here = yield* StoredBoards.pipe(
                Effect.provide(kept(Layer.succeed(StoredBoards, { ...boards, page })))
              )
              yield* boards.rebuild(board, 1, Stream.make([row(1)]))
              let version = 1
              const asked: Array<readonly [from: number, answer: Fiber.Fiber<number | undefined, unknown>]> = []
              for (const step of steps) {
                if (step === "ask") {
                  const score = Effect.map(here.page(board, 10), ({ rows }) => rows[0]?.score)
                  asked.push([version, yield* Effect.forkChild(score)])
                } else if (typeof step === "object") {
                  const late = reads[step.answer % Math.max(1, reads.length)]
                  if (late !== undefined) yield* Deferred.succeed(late, undefined)
                } else {
                  version += 1
                  yield* (step === "write" ? here : boards).submit(board, { version, rows: [row(version)] })
                }
                yield* settled
              }
              for (let answered = 0; answered < reads.length || answered < 2; answered++) {
                for (const late of reads) yield* Deferred.succeed(late, undefined)
                yield* settled
              }
              for (const [from, answer] of asked) assert.isAtLeast((yield* Fiber.join(answer)) ?? 0, from)
            })
          )
        ),
        { numRuns: 100 }
      )
    )
  )

  it.live("of many who ask for the same page one reads, and nobody reads it again before the board has changed", () =>
    Effect.gen(function* () {
      const boards = yield* StoredBoards
      let reads = 0
      const page: typeof boards.page = (...asked) =>
        Effect.andThen(
          Effect.sync(() => reads++),
          boards.page(...asked)
        )
      const here = yield* StoredBoards.pipe(Effect.provide(kept(Layer.succeed(StoredBoards, { ...boards, page }))))
      yield* here.rebuild(board, 1, Stream.make([row(1)]))
      const crowd = Effect.all(
        Array.from({ length: 50 }, () => here.page(board, 10)),
        { concurrency: "unbounded" }
      )
      yield* crowd
      yield* crowd
      assert.strictEqual(reads, 1)
      yield* here.page(board, 20)
      yield* here.page(board, 101)
      yield* here.page(board, 101)
      assert.strictEqual(reads, 4)
      yield* boards.submit(board, { version: 2, rows: [row(2)] })
      assert.deepStrictEqual((yield* here.page(board, 10)).rows[0]?.score, 2)
      assert.strictEqual(reads, 5)
    }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
  )
})
