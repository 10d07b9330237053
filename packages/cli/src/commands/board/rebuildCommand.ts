import { type BoardRow, Boards, type LiveBoard, StoredBoards, scopeText } from "@laurel/core/board"
import { rebuildBoards } from "@laurel/core/challenge"
import { Transaction } from "@laurel/core/runtime"
import { Effect, Stream } from "effect"
import { Progress } from "../../output/Progress.ts"
import { renderTable } from "../../output/renderTable.ts"
import { challengeIdOf } from "../../session/challengeIdOf.ts"
import { type House, onStore } from "../../session/openSession.ts"
import { show } from "../../session/show.ts"
import type { FastBoards } from "../../store/FastBoards.ts"

/** `laurel board rebuild`: the boards of a challenge anew from its facts, and those in Redis where there are any. */
export const rebuildCommand = async (
  id: string,
  given: Readonly<Record<string, unknown>>,
  house: House
): Promise<void> => {
  const challengeId = challengeIdOf(id)
  await onStore(given, house, async (session) => {
    const { io, dryRun, redis } = session
    const now = io.now ?? (() => 0)
    const progress = new Progress(io, `building the boards of ${challengeId}`)
    const begun = now()
    const boards = await session.change(
      Effect.flatMap(rebuildBoards(challengeId), (all) => Effect.forEach(all, stateOf))
    )
    const storedAt = now()
    const built = boards.map((one) => ({ in: "store", ...one, tookMs: Math.round(storedAt - begun) }))
    // What Redis is told cannot be taken back.
    const fast = redis === undefined || dryRun ? undefined : await house.stores.fastBoards(redis)
    for (const { board, scope, version, rows } of fast === undefined ? [] : boards) {
      const before = now()
      if (fast !== undefined) await session.run(copied(board, fast, (read) => progress.update(read, read, rows)))
      built.push({ in: "redis", board, scope, version, rows, tookMs: Math.round(now() - before) })
    }
    progress.end()
    const shown = built.map(({ board: _, ...one }) => one)
    show(session, { challenge: challengeId, boards: shown }, (style) =>
      renderTable(
        [
          { head: "board" },
          { head: "in" },
          { head: "version", align: "right" },
          { head: "ranked", align: "right" },
          { head: "ms", align: "right" }
        ],
        shown.map((one) => [one.scope, one.in, `${one.version}`, `${one.rows}`, `${one.tookMs}`]),
        style
      )
    )
  })
}

const stateOf = Effect.fnUntraced(function* (board: LiveBoard) {
  const { version, count } = yield* (yield* StoredBoards).state(board)
  return { board, scope: scopeText(board.scope), version, rows: count }
})

/** Builds a fast board from the one in the store, as that is at one instant. */
const copied = (board: LiveBoard, { boards }: FastBoards, tell: (rows: number) => void) =>
  Effect.gen(function* () {
    const stored = yield* StoredBoards
    const { snapshot } = yield* Transaction
    const fast = yield* Boards
    let read = 0
    const told = (piece: ReadonlyArray<BoardRow>) =>
      Effect.sync(() => {
        read += piece.length
        tell(read)
      })
    yield* snapshot(
      Effect.flatMap(stored.state(board), ({ version }) =>
        fast.rebuild(board, version, Stream.tap(stored.since(board, -1), told))
      )
    )
  }).pipe(Effect.provide(boards))
