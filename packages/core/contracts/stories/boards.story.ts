import { assert } from "@effect/vitest"
import { Effect, Result, Stream } from "effect"
import fc from "fast-check"
import { type BoardRow, type LiveBoard, StoredBoards, scopeText } from "../../src/board/index.ts"
import {
  amend,
  type ChallengeDefinition,
  decodeDefinition,
  define,
  type Entry,
  find,
  finish,
  join,
  liveBoardsOf,
  Outbox,
  project,
  publish,
  record,
  restate,
  review,
  sampleBoards,
  standings
} from "../../src/challenge/index.ts"
import { type Ranking, rankWithin } from "../../src/ranking/index.ts"
import { type ChallengeId, Name, ParticipantId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { example, inFreshWorld } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { at, entryOf, inFebruary, moveTo, organiser, walked } from "./world.ts"

/** Carries everything that waits. */
const projected = (challengeId: ChallengeId) =>
  Effect.gen(function* () {
    const written = new Set<string>()
    for (;;) {
      const projected = yield* project(challengeId)
      if (projected === undefined) return [...written]
      for (const { scope } of projected.boards) written.add(scope._tag)
    }
  })

const rowsOf = ({ ranked }: Ranking) =>
  ranked.map(({ rank, place, standing: { participantId, score } }) => [participantId, rank, place, score])

/** The ranking that a board is to show, made from nothing. */
const expectedOf = Effect.fnUntraced(function* ({ challengeId, scope, rule }: LiveBoard) {
  const { overall, teams } = yield* standings(challengeId, "Organiser")
  switch (scope._tag) {
    case "Overall":
      return rowsOf(overall)
    case "Teams":
      return teams === undefined ? [] : rowsOf(teams)
    case "Division": {
      const everybody = [...overall.ranked.map(({ standing }) => standing), ...overall.unranked]
      return rowsOf(rankWithin(rule, everybody, scope.division))
    }
  }
})

/** Every board of the challenge says what its standings say. */
const agree = Effect.fnUntraced(function* (challengeId: ChallengeId) {
  for (const board of liveBoardsOf(yield* find(challengeId))) {
    const { rows, count } = yield* (yield* StoredBoards).all(board)
    const shown = rows.map(({ participantId, rank, place, score }) => [participantId, rank, place, score])
    assert.deepStrictEqual(shown, yield* expectedOf(board), board.scope._tag)
    assert.strictEqual(count, rows.length)
  }
})

const carriedAndRight = (challengeId: ChallengeId) => Effect.andThen(projected(challengeId), agree(challengeId))

/** A challenge without money in March. */
const inMarch = (changes: Readonly<Record<string, unknown>>): ChallengeDefinition =>
  Result.getOrThrow(
    decodeDefinition({
      id: "march",
      name: "March steps",
      zone: "Europe/Berlin",
      window: { start: "2026-03-01", end: "2026-04-01" },
      graceHours: 48,
      metrics: [{ name: "steps", max: 100_000, plausible: { perActivity: 60_000 } }],
      score: { _tag: "Total", metric: "steps" },
      ...changes
    })
  )

const march = inMarch({ ranking: { tieBreaks: [{ _tag: "EarliestReached" }], ranks: "modified" } })
const divided = inMarch({ divisions: ["Seniors", "Juniors"] })
const inTeams = inMarch({ teams: { score: { _tag: "Sum" }, minimum: 1, maximum: 3 } })
const inBoth = inMarch({
  divisions: ["Seniors", "Juniors"],
  teams: { score: { _tag: "Sum" }, minimum: 1, maximum: 3 }
})
const streaks = inMarch({ score: { _tag: "Streak", metric: "steps", atLeast: "1000", run: "current" } })

const person = (name: string, changes: Partial<Entry> = {}): Entry => {
  const { fee: _, ...entry } = entryOf(name, changes)
  return entry
}

const division = (name: string) => ({ division: Name.make(name) })
const team = (name: string) => ({ team: ParticipantId.make(name) })

const begun = Effect.fnUntraced(function* (definition: ChallengeDefinition, entries: ReadonlyArray<Entry>) {
  yield* define(definition, organiser)
  yield* publish(definition.id, organiser)
  yield* join(definition.id, entries)
  yield* moveTo("2026-03-10T12:00:00Z")
})

/** Boards that are kept current from facts, held against standings that are made from nothing (I34, I35). */
export const boardsStory = contract<StoryPorts>("Story of the boards", {
  "whatever changes a standing is carried to the board": example(
    inFebruary(
      Effect.gen(function* () {
        yield* begun(
          march,
          ["ada", "bob", "eve"].map((name) => person(name))
        )
        yield* carriedAndRight(march.id)
        yield* record(march.id, [
          walked("ada", 5_000, "2026-03-05T08:00:00Z"),
          walked("bob", 5_000, "2026-03-05T07:00:00Z"),
          walked("eve", 70_000, "2026-03-05T11:00:00Z")
        ])
        yield* carriedAndRight(march.id)
        yield* review(march.id, { source: "watch", sourceKey: "eve@2026-03-05T11:00:00Z" }, "Released", organiser)
        yield* carriedAndRight(march.id)
        yield* record(march.id, [walked("ada", 0, "2026-03-05T08:00:00Z", { revision: 1, void: true })])
        yield* carriedAndRight(march.id)
        yield* amend(march.id, { ...person("eve"), status: "Disqualified" }, organiser)
        yield* carriedAndRight(march.id)
        yield* moveTo("2026-04-03T00:00:00Z")
        yield* finish(march.id)
        yield* restate(march.id, [{ ...person("bob"), status: "Withdrawn" }], organiser)
        yield* carriedAndRight(march.id)
      })
    )
  ),
  "nothing is carried twice, and a board is written only when somebody on it changes": example(
    inFebruary(
      Effect.gen(function* () {
        yield* begun(divided, [person("ada", division("Seniors")), person("bob", division("Juniors"))])
        assert.deepStrictEqual(yield* projected(divided.id), ["Overall", "Division"])
        assert.deepStrictEqual(yield* projected(divided.id), [])
        const boards = yield* StoredBoards
        const [, seniors, juniors] = liveBoardsOf(yield* find(divided.id))
        if (seniors === undefined || juniors === undefined) return assert.fail("two divisions")
        const before = yield* boards.state(juniors)
        yield* record(divided.id, [walked("ada", 5_000, "2026-03-05T08:00:00Z")])
        yield* carriedAndRight(divided.id)
        assert.deepStrictEqual(yield* boards.state(juniors), before)
        assert.strictEqual((yield* boards.state(seniors)).version, before.version + 1)
      })
    )
  ),
  "whoever had something kept is among the rows of the next version, whether the score is another or not": example(
    inFebruary(
      Effect.gen(function* () {
        yield* begun(
          march,
          ["ada", "bob", "eve"].map((name) => person(name))
        )
        yield* record(march.id, [walked("ada", 5_000, "2026-03-05T08:00:00Z")])
        yield* carriedAndRight(march.id)
        const boards = yield* StoredBoards
        const [overall] = liveBoardsOf(yield* find(march.id))
        if (overall === undefined) return assert.fail("there is a board of everybody")
        const changed = Effect.fnUntraced(function* (change: ReturnType<typeof record>) {
          const { version } = yield* boards.state(overall)
          yield* change
          yield* carriedAndRight(march.id)
          const rows = yield* Stream.runCollect(boards.since(overall, version))
          return rows.flat().map(({ participantId }) => participantId)
        })
        // In quarantine, refused, and the same once more.
        const held = walked("bob", 70_000, "2026-03-05T07:00:00Z")
        assert.deepStrictEqual(yield* changed(record(march.id, [held])), [person("bob").participantId])
        assert.deepStrictEqual(yield* changed(record(march.id, [walked("eve", 1, "2026-04-05T07:00:00Z")])), [
          person("eve").participantId
        ])
        assert.deepStrictEqual(yield* changed(record(march.id, [held])), [])
        // Also where everybody is carried.
        const waiting = record(march.id, [walked("eve", 2, "2026-04-05T07:00:00Z")])
        assert.deepStrictEqual(
          yield* changed(Effect.tap(waiting, () => Outbox.use((outbox) => outbox.add(march.id, "Everybody")))),
          [person("eve").participantId]
        )
      })
    )
  ),
  "a team is ranked anew when one of its members changes, and stands nowhere once nobody is left in it": example(
    inFebruary(
      Effect.gen(function* () {
        yield* begun(inTeams, [person("ada", team("red")), person("bob", team("red")), person("eve", team("blue"))])
        yield* record(inTeams.id, [
          walked("ada", 3_000, "2026-03-05T08:00:00Z"),
          walked("eve", 4_000, "2026-03-05T08:00:00Z")
        ])
        yield* carriedAndRight(inTeams.id)
        yield* record(inTeams.id, [walked("bob", 2_000, "2026-03-06T08:00:00Z")])
        yield* carriedAndRight(inTeams.id)
        yield* amend(inTeams.id, { ...person("eve", team("blue")), status: "Withdrawn" }, organiser)
        yield* carriedAndRight(inTeams.id)
      })
    )
  ),
  "a sample of the boards is what the scores say, and shows a row that is not, one that lacks and one too many":
    example(
      inFebruary(
        Effect.gen(function* () {
          const names = ["ada", "bob", "eve", "flo", "gus"]
          const entries = names.map((name) =>
            person(name, { ...division("Seniors"), ...team(name < "d" ? "red" : "blue") })
          )
          yield* begun(inBoth, entries)
          yield* record(
            inBoth.id,
            names.slice(0, 4).map((name) => walked(name, 3_000, "2026-03-05T08:00:00Z"))
          )
          yield* amend(
            inBoth.id,
            { ...person("flo", { ...division("Seniors"), ...team("blue") }), status: "Withdrawn" },
            organiser
          )
          yield* projected(inBoth.id)
          const challenge = yield* find(inBoth.id)
          const sampled = (size: number) =>
            Effect.map(sampleBoards(challenge, size), (samples) =>
              samples.map(({ board, compared, differing }) => [scopeText(board.scope), compared, [...differing].sort()])
            )
          const [two] = yield* sampled(2)
          assert.deepStrictEqual(two, ["overall", 2, []])
          assert.deepStrictEqual(yield* sampled(9), [
            ["overall", 5, []],
            ["division Seniors", 5, []],
            ["division Juniors", 0, []],
            ["teams", 2, []]
          ])
          const [overall, , , teams] = liveBoardsOf(challenge)
          if (overall === undefined || teams === undefined) return assert.fail("a board of everybody, and one of teams")
          const position = { status: "Scored" as const, score: 3_001, tieBreak: [] }
          const row = (name: string, changes: Partial<BoardRow> = {}): BoardRow => ({
            participantId: ParticipantId.make(name),
            revision: 99,
            ...changes
          })
          const boards = yield* StoredBoards
          yield* boards.submit(overall, {
            version: 99,
            rows: [row("ada", { position }), row("bob"), row("flo", { position })]
          })
          yield* boards.submit(teams, { version: 99, rows: [row("red")] })
          assert.deepStrictEqual(yield* sampled(9), [
            ["overall", 5, ["ada", "bob", "flo"]],
            ["division Seniors", 5, []],
            ["division Juniors", 0, []],
            ["teams", 2, ["red"]]
          ])
        })
      )
    ),
  "scores that change with the days are carried when a day is over": example(
    inFebruary(
      Effect.gen(function* () {
        yield* begun(
          streaks,
          ["ada", "bob"].map((name) => person(name))
        )
        yield* record(streaks.id, [
          walked("ada", 5_000, "2026-03-09T08:00:00Z"),
          walked("bob", 5_000, "2026-03-10T08:00:00Z")
        ])
        yield* carriedAndRight(streaks.id)
        for (const midnight of ["2026-03-10T23:00:00Z", "2026-03-11T23:00:00Z", "2026-03-12T23:00:00Z"]) {
          yield* moveTo(midnight)
          yield* carriedAndRight(streaks.id)
        }
        yield* moveTo("2026-04-10T00:00:00Z")
        yield* carriedAndRight(streaks.id)
      })
    )
  ),
  "whatever is recorded and carried at the same time, the board is right in the end": (subject) =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.array(fc.tuple(fc.constantFrom("ada", "bob", "eve"), fc.integer({ min: 1, max: 9 })), { maxLength: 4 }),
          {
            minLength: 1,
            maxLength: 6
          }
        ),
        (batches) =>
          inFreshWorld(
            subject,
            inFebruary(
              Effect.gen(function* () {
                yield* begun(
                  march,
                  ["ada", "bob", "eve"].map((name) => person(name))
                )
                yield* Effect.all(
                  batches.flatMap((batch, number) => [
                    record(
                      march.id,
                      batch.map(([name, steps], row) =>
                        walked(name, steps, "2026-03-05T08:00:00Z", {
                          at: at("2026-03-05T08:00:00Z") + number * 1000 + row,
                          sourceKey: `${number}/${row}`
                        })
                      )
                    ),
                    projected(march.id)
                  ]),
                  { concurrency: "unbounded" }
                )
                yield* carriedAndRight(march.id)
              })
            )
          )
      ),
      { numRuns: Math.ceil(subject.runs / 5) }
    )
})
