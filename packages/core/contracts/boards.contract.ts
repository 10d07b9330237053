import { assert } from "@effect/vitest"
import { Effect, Result, Stream } from "effect"
import {
  type BoardRow,
  Boards,
  byPlace,
  type LiveBoard,
  type Placed,
  type Position,
  rankRows
} from "../src/board/index.ts"
import { type RankingRule, type RankPolicy, rank, type Standing } from "../src/ranking/index.ts"
import { Name, ParticipantId } from "../src/shared/index.ts"
import { rules } from "./arbitraries/liveBoard.ts"
import { tieShapes } from "./arbitraries/tieShapes.ts"
import { type Contract, contract, type Test, usualRuns } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { boardsCommands, boardsObservations } from "./commands/boards.ts"
import { agreesAloneWithModel } from "./modelRun.ts"
import { answerOf, example } from "./worlds.ts"

const plainRule: RankingRule = { direction: "highest", tieBreaks: [], ranks: "standard" }
const overall: LiveBoard = { challengeId: spring, scope: { _tag: "Overall" }, rule: plainRule }
const notKept = { _tag: "BoardNotKept", challengeId: spring, scope: "overall" }

const id = (text: string) => ParticipantId.make(text)
const scored = (score: number, ...tieBreak: ReadonlyArray<number>): Position => ({ status: "Scored", score, tieBreak })
const row = (text: string, revision: number, position?: Position): BoardRow =>
  position === undefined ? { participantId: id(text), revision } : { participantId: id(text), revision, position }

const built = (board: LiveBoard, rows: ReadonlyArray<BoardRow>, version = 1) =>
  Boards.use((port) => port.rebuild(board, version, Stream.make(rows)))

/** The listing in short: who, with the rank. */
const listing = (board: LiveBoard) =>
  Boards.use((port) =>
    Effect.map(port.all(board), ({ rows }) => rows.map(({ participantId, rank }) => `${rank} ${participantId}`))
  )

/** Where fewer runs are asked for than usual, tie shapes of this many participants have to do. */
const fewInShapes = 4

/** Every tie shape of up to so many participants under one rule: the whole listing, the ranks, pages and who is around. */
const everyTieShape = (rule: RankingRule, most: number) =>
  Effect.gen(function* () {
    const port = yield* Boards
    const board: LiveBoard = { challengeId: spring, scope: { _tag: "Overall" }, rule }
    for (const size of [0, 1, 2, 3, 4, 5].slice(0, most + 1)) {
      for (const groups of tieShapes(size)) {
        const rows = groups.map((group, at) => ({ participantId: id(`p${at}`), ...levelOf(rule, group) }))
        yield* built(
          board,
          rows.map(({ participantId, ...position }) => ({ participantId, revision: 1, position }))
        )
        const expected = rankRows(rule, rows)
        const view = { version: 1, count: size }
        assert.deepStrictEqual(yield* port.all(board), { ...view, rows: expected })
        assert.deepStrictEqual(yield* port.page(board, 2), {
          ...view,
          rows: expected.slice(0, 2),
          hasMoved: false,
          ...nextAfter(expected, 2)
        })
        const ids = rows.map(({ participantId }) => participantId)
        const ranks = yield* port.ranks(board, ids)
        assert.deepStrictEqual(
          ranks.rows,
          ids.map((one) => expected.find(({ participantId }) => participantId === one))
        )
        const middle = Math.floor(size / 2)
        const who = expected[middle]?.participantId
        if (who !== undefined) {
          const near = yield* port.around(board, who, 1)
          assert.deepStrictEqual(near.rows, expected.slice(Math.max(0, middle - 1), middle + 2))
        }
      }
    }
  })

/** The position of a group: told apart by the score, and where there is a chain every other one by its last link alone. */
const levelOf = ({ direction, tieBreaks }: RankingRule, group: number): Position => {
  const level = tieBreaks.length === 0 ? group : Math.floor(group / 2)
  return scored(
    direction === "highest" ? 0 - level : level,
    ...tieBreaks.map((_, link) => (link === tieBreaks.length - 1 ? group % 2 : 7))
  )
}

const nextAfter = (rows: ReadonlyArray<Placed>, limit: number) => {
  const last = rows[limit - 1]
  if (last === undefined || rows.length <= limit) return {}
  const { participantId, status, score, tieBreak } = last
  return { next: { version: 1, after: { participantId, status, score, tieBreak } } }
}

const nameOf = ({ ranks, direction, tieBreaks }: RankingRule): string =>
  `${ranks} ranks, ${direction} first, ${tieBreaks.length} tie-breaks`

/** The tests that are made once for each rule. */
const underEveryRule = (
  name: string,
  test: (rule: RankingRule) => Test<Boards>
): Readonly<Record<string, Test<Boards>>> =>
  Object.fromEntries(rules.map((rule) => [`${name} (${nameOf(rule)})`, test(rule)]))

/** So many rules share the sequences that were asked for. */
const shared =
  (test: Test<Boards>): Test<Boards> =>
  (subject) =>
    test({ ...subject, sequences: Math.ceil(subject.sequences / rules.length) })

const policies: ReadonlyArray<readonly [RankPolicy, ReadonlyArray<number>]> = [
  ["standard", [1, 2, 2, 4]],
  ["modified", [1, 3, 3, 4]],
  ["dense", [1, 2, 2, 3]],
  ["ordinal", [1, 2, 3, 4]],
  ["fractional", [1, 2.5, 2.5, 4]]
]

/** What everybody who keeps boards does, those in the store too: the same answers from all of them (I34). */
export const boardsTests: Readonly<Record<string, Test<Boards>>> = {
  "what is not kept is never begun by `submit`: all but `rebuild` and `drop` answer `BoardNotKept`": example(
    Effect.gen(function* () {
      const port = yield* Boards
      const calls = [
        port.submit(overall, { version: 1, rows: [row("a", 1, scored(1))] }),
        port.state(overall),
        port.ranks(overall, [id("a")]),
        port.page(overall, 1),
        port.around(overall, id("a"), 1),
        port.all(overall)
      ]
      for (const call of calls) assert.deepStrictEqual(yield* answerOf(call), notKept)
      yield* port.drop(overall)
      yield* built(overall, [])
      assert.deepStrictEqual(yield* port.state(overall), { version: 1, count: 0 })
      yield* port.drop(overall)
      assert.deepStrictEqual(yield* answerOf(port.state(overall)), notKept)
    })
  ),
  "ranks count ties as the policy says, and ties are listed by participant id": example(
    Effect.gen(function* () {
      for (const [ranks, expected] of policies) {
        const board = { ...overall, rule: { ...plainRule, ranks } }
        yield* built(board, [
          row("c", 1, scored(5)),
          row("d", 1, scored(1)),
          row("b", 1, scored(5)),
          row("a", 1, scored(9))
        ])
        assert.deepStrictEqual(
          yield* listing(board),
          expected.map((rank, at) => `${rank} ${"abcd"[at]}`)
        )
      }
    })
  ),
  "who has no score is last, all alike, whatever the others have": example(
    Effect.gen(function* () {
      const missing: Position = { status: "Missing", score: 0, tieBreak: [] }
      const board: LiveBoard = { ...overall, rule: { ...plainRule, tieBreaks: [{ _tag: "EarlierEntry" }] } }
      yield* built(board, [
        row("b", 1, missing),
        row("a", 1, missing),
        row("c", 1, scored(-(2 ** 53) + 1, 2 ** 53 - 1))
      ])
      assert.deepStrictEqual(yield* listing(board), ["1 c", "2 a", "2 b"])
    })
  ),
  "`submit` takes a row only when it is newer than what the board has, removals too": example(
    Effect.gen(function* () {
      const port = yield* Boards
      yield* built(overall, [row("a", 5, scored(1)), row("b", 5)], 5)
      const stale = [row("a", 5, scored(9)), row("a", 4), row("b", 5, scored(9)), row("b", 4, scored(8))]
      assert.strictEqual(yield* port.submit(overall, { version: 5, rows: stale }), 5)
      assert.deepStrictEqual(yield* listing(overall), ["1 a"])
      assert.strictEqual(
        yield* port.submit(overall, {
          version: 7,
          rows: [row("b", 6, scored(2)), row("a", 7), row("a", 6, scored(3))]
        }),
        7
      )
      assert.deepStrictEqual(yield* listing(overall), ["1 b"])
      assert.strictEqual(yield* port.submit(overall, { version: 3, rows: [] }), 7)
      assert.deepStrictEqual(yield* port.state(overall), { version: 7, count: 1 })
    })
  ),
  "`rebuild` replaces the whole board, its version and what was removed": example(
    Effect.gen(function* () {
      const port = yield* Boards
      yield* built(overall, [row("a", 9, scored(1)), row("b", 9, scored(2)), row("c", 9)], 9)
      yield* built(overall, [row("a", 2, scored(3)), row("c", 2, scored(1))], 2)
      assert.deepStrictEqual(yield* listing(overall), ["1 a", "2 c"])
      assert.deepStrictEqual(yield* port.state(overall), { version: 2, count: 2 })
      yield* port.submit(overall, { version: 3, rows: [row("b", 3, scored(9))] })
      assert.deepStrictEqual(yield* listing(overall), ["1 b", "2 a", "3 c"])
    })
  ),
  "a `rebuild` that fails has changed nothing": example(
    Effect.gen(function* () {
      const port = yield* Boards
      yield* built(overall, [row("a", 1, scored(1))])
      const broken = Stream.concat(Stream.make([row("b", 1, scored(2))]), Stream.fail("cut off" as const))
      const failed = yield* Effect.result(port.rebuild(overall, 2, broken))
      assert.isTrue(Result.isFailure(failed) && failed.failure === "cut off")
      assert.deepStrictEqual(yield* listing(overall), ["1 a"])
      assert.deepStrictEqual(yield* port.state(overall), { version: 1, count: 1 })
    })
  ),
  "boards of other challenges and scopes are others": example(
    Effect.gen(function* () {
      const port = yield* Boards
      const others: ReadonlyArray<LiveBoard> = [
        { ...overall, challengeId: summer },
        { ...overall, scope: { _tag: "Teams" } },
        { ...overall, scope: { _tag: "Division", division: Name.make("overall") } },
        { ...overall, scope: { _tag: "Division", division: Name.make("teams") } }
      ]
      yield* built(overall, [row("a", 1, scored(1))])
      for (const other of others) assert.isTrue(Result.isFailure(yield* Effect.result(port.state(other))))
      for (const [at, other] of others.entries()) yield* built(other, [row(`x${at}`, 1, scored(1))])
      yield* port.drop(others[0] ?? overall)
      assert.deepStrictEqual(yield* listing(overall), ["1 a"])
      for (const [at, other] of others.entries())
        if (at > 0) assert.deepStrictEqual(yield* listing(other), [`1 x${at}`])
    })
  ),
  "pages follow one another without a gap, and say when the board has moved": example(
    Effect.gen(function* () {
      const port = yield* Boards
      const rows = ["e", "d", "c", "b", "a"].map((text) => row(text, 1, scored(text < "c" ? 2 : 1)))
      yield* built(overall, rows)
      const first = yield* port.page(overall, 2)
      const second = yield* port.page(overall, 2, first.next)
      const third = yield* port.page(overall, 2, second.next)
      assert.deepStrictEqual(
        [first, second, third].map((page) =>
          page.rows.map(({ participantId, rank, place }) => [participantId, rank, place])
        ),
        [
          [
            ["a", 1, 1],
            ["b", 1, 2]
          ],
          [
            ["c", 3, 3],
            ["d", 3, 4]
          ],
          [["e", 3, 5]]
        ]
      )
      assert.isUndefined(third.next)
      assert.isFalse(third.hasMoved)
      yield* port.submit(overall, { version: 2, rows: [row("b", 2)] })
      const moved = yield* port.page(overall, 9, first.next)
      assert.isTrue(moved.hasMoved)
      assert.deepStrictEqual(
        moved.rows.map(({ participantId, place }) => [participantId, place]),
        [
          ["c", 2],
          ["d", 3],
          ["e", 4]
        ]
      )
    })
  ),
  "scores and tie-breaks up to 2^53 - 1 are told apart": example(
    Effect.gen(function* () {
      const most = 2 ** 53 - 1
      const board: LiveBoard = { ...overall, rule: { ...plainRule, tieBreaks: [{ _tag: "EarliestReached" }] } }
      const rows = [
        scored(most, most),
        scored(most, most - 1),
        scored(most - 1, 0),
        scored(-most, -most),
        scored(1 - most, 0)
      ]
      yield* built(
        board,
        rows.map((position, at) => row(`p${at}`, 1, position))
      )
      assert.deepStrictEqual(yield* listing(board), ["1 p1", "2 p0", "3 p2", "4 p4", "5 p3"])
    })
  ),
  "a large board is the ranking of its rows, whatever changed on the way": example(
    Effect.gen(function* () {
      const port = yield* Boards
      const rule: RankingRule = { ...plainRule, tieBreaks: [{ _tag: "MoreActiveDays" }] }
      const board: LiveBoard = { ...overall, rule }
      const size = 3_000
      const at = (n: number, round: number): Position =>
        scored((n * 7919 + round * 31) % 97, ((n + round) * 104729) % 7)
      yield* built(
        board,
        Array.from({ length: size }, (_, n) => row(`p${n}`, 1, at(n, 1)))
      )
      for (const round of [2, 3, 4]) {
        const some = Array.from({ length: 1_000 }, (_, n) => (n * round) % size)
        const rows = some.map((n) => row(`p${n}`, round, n % 5 === 0 ? undefined : at(n, round)))
        yield* port.submit(board, { version: round, rows })
      }
      const { rows } = yield* port.all(board)
      const again = rank(rule, rows.map(asStanding))
      assert.deepStrictEqual(
        rows.map(({ participantId, rank, place }) => [participantId, rank, place]),
        again.ranked.map(({ standing, rank, place }) => [standing.participantId, rank, place])
      )
      const [low, high] = [rows[1_500], rows[1_501]]
      assert.isTrue(low !== undefined && high !== undefined && byPlace(rule)(low, high) < 0)
      for (const place of [1, 1_234, rows.length]) {
        const one = rows[place - 1]
        if (one !== undefined) assert.deepStrictEqual((yield* port.ranks(board, [one.participantId])).rows, [one])
      }
    })
  ),
  "batches submitted at the same time are each whole, and the newest rows stay": example(
    Effect.gen(function* () {
      const port = yield* Boards
      yield* built(overall, [], 0)
      const batch = (n: number) => ["a", "b", "c"].map((text) => row(text, n, scored(n)))
      yield* Effect.all(
        Array.from({ length: 20 }, (_, n) => port.submit(overall, { version: n + 1, rows: batch(n + 1) })),
        { concurrency: "unbounded" }
      )
      const { version, rows } = yield* port.all(overall)
      assert.strictEqual(version, 20)
      assert.deepStrictEqual(
        rows.map(({ score }) => score),
        [20, 20, 20]
      )
    })
  ),
  ...underEveryRule(
    "every tie shape of up to five participants",
    (rule) => (subject) => example(everyTieShape(rule, subject.runs < usualRuns ? fewInShapes : 5))(subject)
  ),
  ...underEveryRule("answers like its model", (rule) =>
    shared(agreesAloneWithModel({ initial: {}, commands: boardsCommands(rule), observe: boardsObservations(rule) }))
  )
}

/** What everybody who keeps `Boards` does. */
export const boardsContract: Contract<Boards> = contract("Boards", boardsTests)

const asStanding = ({ participantId, score, tieBreak }: Placed): Standing => ({
  participantId,
  status: "Scored",
  score,
  tieBreak,
  measures: {}
})
