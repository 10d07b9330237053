import { assert } from "@effect/vitest"
import { Effect, Option } from "effect"
import {
  type Challenge,
  type ChallengeQuery,
  ChallengeStore,
  Entries,
  type Involvement,
  SearchText
} from "../src/challenge/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { ChallengeId, ParticipantId, PrincipalId, UserId } from "../src/shared/index.ts"
import { draftOf, inEveryState } from "./arbitraries/challenge.ts"
import { type Contract, contract } from "./Contract.ts"
import { spring, summer } from "./cast.ts"
import { challengeStoreCommands, challengeStoreObservations } from "./commands/challengeStore.ts"
import { agreesWithModel } from "./modelRun.ts"
import { answerOf, eachOf, example } from "./worlds.ts"

const found = (port: ChallengeStore["Service"], id: ChallengeId) => Effect.map(port.find(id), Option.getOrUndefined)
const exists = { _tag: "ChallengeExists", challengeId: spring }
const idOf = (text: string) => ChallengeId.make(text)
const many = ["c", "\ue000", "a", "B", "d", "b"].map((text) => ({ id: idOf(text) }))
const atOnce = { concurrency: "unbounded" } as const

/** What every adapter's `ChallengeStore` does. */
export const challengeStoreContract: Contract<ChallengeStore | Entries | Transaction> = contract<
  ChallengeStore | Entries | Transaction
>("ChallengeStore", {
  "`find` gives what was written last, in whatever state": eachOf(inEveryState(spring, 1), (challenge) =>
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      assert.isUndefined(yield* found(port, spring))
      yield* port.insert(challenge)
      assert.deepStrictEqual(yield* found(port, spring), challenge)
      yield* port.save({ ...challenge, version: 2 }, 1)
      assert.deepStrictEqual(yield* found(port, spring), { ...challenge, version: 2 })
      assert.isUndefined(yield* found(port, summer))
    })
  ),
  "of two challenges with one id the first stays, the second is `ChallengeExists`": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      yield* port.insert(draftOf(spring, 0))
      assert.deepStrictEqual(yield* answerOf(port.insert(draftOf(spring, 0))), exists)
      assert.deepStrictEqual(yield* answerOf(port.insert(draftOf(spring, 7))), exists)
      yield* port.insert(draftOf(summer, 0))
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 0))
    })
  ),
  "of many inserts of one id at the same time, one succeeds": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      const inserts = Array.from({ length: 20 }, (_, version) => answerOf(port.insert(draftOf(spring, version))))
      const answers = yield* Effect.all(inserts, atOnce)
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, answers.indexOf(undefined)))
      assert.deepStrictEqual(
        answers.filter((answer) => answer !== undefined),
        Array.from({ length: 19 }, () => exists)
      )
    })
  ),
  "`save` of what does not exist is `ChallengeNotFound`": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      assert.deepStrictEqual(yield* answerOf(port.save(draftOf(spring, 1), 0)), {
        _tag: "ChallengeNotFound",
        challengeId: spring
      })
      assert.isUndefined(yield* found(port, spring))
    })
  ),
  "`save` replaces the challenge only while it is at the expected version; otherwise `VersionConflict`, nothing written":
    example(
      Effect.gen(function* () {
        const port = yield* ChallengeStore
        yield* port.insert(draftOf(spring, 3))
        for (const expected of [2, 4]) {
          assert.deepStrictEqual(yield* answerOf(port.save(draftOf(spring, 4), expected)), {
            _tag: "VersionConflict",
            challengeId: spring,
            expected,
            actual: 3
          })
        }
        assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 3))
        yield* port.save(draftOf(spring, 4), 3)
        assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, 4))
      })
    ),
  "of many writers at one version, one succeeds": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      yield* port.insert(draftOf(spring, 0))
      const saves = Array.from({ length: 20 }, (_, index) => answerOf(port.save(draftOf(spring, index + 1), 0)))
      const answers = yield* Effect.all(saves, atOnce)
      assert.strictEqual(answers.filter((answer) => answer === undefined).length, 1)
      assert.deepStrictEqual(yield* found(port, spring), draftOf(spring, answers.indexOf(undefined) + 1))
    })
  ),
  "`list` gives a page by id; the next comes after the last id of this one, and none is skipped or given twice":
    example(
      Effect.gen(function* () {
        const port = yield* ChallengeStore
        for (const { id } of many) yield* port.insert(draftOf(id, 0))
        const pages: Array<ReadonlyArray<string>> = []
        let after: ChallengeId | undefined
        do {
          const page: ReadonlyArray<Challenge> = yield* port.list({
            limit: 3,
            ...(after === undefined ? {} : { after })
          })
          pages.push(page.map(({ id }) => id))
          after = page.at(-1)?.id
          // What is inserted behind the page is not seen, what lies before it is.
          if (pages.length === 1) for (const text of ["A-early", "c-late"]) yield* port.insert(draftOf(idOf(text), 0))
        } while (after !== undefined && pages.length < many.length)
        assert.deepStrictEqual(pages, [["B", "a", "b"], ["c", "c-late", "d"], ["\ue000"], []])
      })
    ),
  "`list` gives those that are all that is asked for, and leaves archived drafts out": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      for (const [at, challenge] of inEveryState(spring, 1).entries()) {
        yield* port.insert({ ...challenge, id: idOf(`c${at}`) })
      }
      const listed = (query: Parameters<typeof port.list>[0]) =>
        Effect.map(port.list(query), (page) => page.map(({ id, _tag }) => `${id} ${_tag}`))
      const states = ["Published", "Running", "Closing", "Final", "Settled", "Cancelled"]
      const featured = ["c1 Draft", ...states.map((state, index) => `c${index + 3} ${state}`)]
      assert.deepStrictEqual(yield* listed({ limit: 100 }), ["c0 Draft", ...featured])
      assert.deepStrictEqual(yield* listed({ limit: 100, featured: true }), featured)
      assert.deepStrictEqual(yield* listed({ limit: 100, featured: false }), ["c0 Draft"])
      assert.deepStrictEqual(yield* listed({ limit: 1, states: ["Running", "Final"], after: idOf("c4") }), ["c6 Final"])
      assert.deepStrictEqual(yield* listed({ limit: 100, states: [] }), [])
      assert.deepStrictEqual(yield* listed({ limit: 100, ids: [idOf("c6"), idOf("none"), idOf("c0")] }), [
        "c0 Draft",
        "c6 Final"
      ])
      assert.deepStrictEqual(yield* listed({ limit: 100, ids: [] }), [])
      assert.deepStrictEqual(yield* listed({ limit: 100, organiser: PrincipalId.make("mallory") }), [])
      assert.lengthOf(yield* listed({ limit: 100, organiser: PrincipalId.make("olga") }), 8)
      const hidden = draftOf(idOf("hidden"), 0)
      yield* port.insert({ ...hidden, definition: { ...hidden.definition, visibility: "invite" } })
      assert.deepStrictEqual(yield* listed({ limit: 100, visibility: "invite" }), ["hidden Draft"])
      assert.lengthOf(yield* listed({ limit: 100, visibility: "public" }), 8)
    })
  ),
  "`involving` gives those that a person takes part in, or organises, or either, page by page": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      const entries = yield* Entries
      const of = (id: string, organiser: string): Challenge => ({
        ...draftOf(idOf(id), 0),
        organiser: PrincipalId.make(organiser)
      })
      for (const [id, organiser] of [
        ["a", "ada"],
        ["b", "olga"],
        ["c", "ada"],
        ["d", "olga"],
        ["e", "olga"]
      ] as const) {
        yield* port.insert(of(id, organiser))
      }
      const enters = (id: string, user: string) =>
        entries.enter(
          idOf(id),
          [
            {
              participantId: ParticipantId.make(`p-${user}`),
              userId: UserId.make(user),
              enteredAt: 0,
              categories: [],
              status: "Active"
            }
          ],
          {}
        )
      for (const id of ["d", "c", "e"]) yield* enters(id, "ada")
      yield* enters("b", "bob")
      const listed = (as: ReadonlyArray<Involvement>, rest: Partial<ChallengeQuery> = {}) =>
        Effect.map(port.list({ limit: 10, ...rest, involving: { person: PrincipalId.make("ada"), as } }), (page) =>
          page.map(({ id }) => id)
        )
      assert.deepStrictEqual(yield* listed(["TakesPart"]), ["c", "d", "e"])
      assert.deepStrictEqual(yield* listed(["Organises"]), ["a", "c"])
      assert.deepStrictEqual(yield* listed(["TakesPart", "Organises"]), ["a", "c", "d", "e"])
      assert.deepStrictEqual(yield* listed([]), [])
      assert.deepStrictEqual(yield* listed(["Organises", "TakesPart"], { limit: 2 }), ["a", "c"])
      assert.deepStrictEqual(yield* listed(["Organises", "TakesPart"], { limit: 2, after: idOf("c") }), ["d", "e"])
      assert.deepStrictEqual(yield* listed(["TakesPart"], { states: ["Running"] }), [])
      assert.deepStrictEqual(yield* listed(["TakesPart"], { organiser: PrincipalId.make("olga") }), ["d", "e"])
    })
  ),
  "`search` gives those of which name or description have words that begin with all its words, page by page": example(
    Effect.gen(function* () {
      const port = yield* ChallengeStore
      const named = (id: string, name: string, description?: string): Challenge => {
        const draft = draftOf(idOf(id), 0)
        const definition = { ...draft.definition, name, ...(description === undefined ? {} : { description }) }
        return { ...draft, definition }
      }
      yield* port.insert(named("a", "Die Straße zum Café", '10 km, O\'Neill \\ "Co" & (all): *'))
      yield* port.insert(named("b", "CAFE\u0301", "Ο δρόμος της ΟΔΟΣ"))
      yield* port.insert(named("c", "\u{1f3c6} \ue000", ""))
      yield* port.insert(named("d", "Cafeteria", "हिन्दी 日本語"))
      const found = (text: string, rest: Partial<Parameters<typeof port.list>[0]> = {}) =>
        Effect.map(port.list({ limit: 10, ...rest, search: SearchText.make(text) }), (page) => page.map(({ id }) => id))
      assert.deepStrictEqual(yield* found("café"), ["a", "b", "d"])
      assert.deepStrictEqual(yield* found("CAFE", { limit: 2 }), ["a", "b"])
      assert.deepStrictEqual(yield* found("CAFE", { limit: 2, after: idOf("b") }), ["d"])
      assert.deepStrictEqual(yield* found("cafe strasse"), ["a"])
      assert.deepStrictEqual(yield* found("neil co 10"), ["a"])
      assert.deepStrictEqual(yield* found("afe"), [])
      assert.deepStrictEqual(yield* found("οδος δρομ"), ["b"])
      assert.deepStrictEqual(yield* found("हिन्दी 日本"), ["d"])
      assert.deepStrictEqual(yield* found("cafe", { featured: true }), [])
      yield* port.save({ ...named("a", "Another"), version: 1 }, 0)
      assert.deepStrictEqual(yield* found("straße"), [])
      assert.deepStrictEqual(yield* found("another"), ["a"])
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: [],
    commands: challengeStoreCommands,
    observe: challengeStoreObservations
  })
})
