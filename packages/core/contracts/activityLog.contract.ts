import { assert } from "@effect/vitest"
import { Effect } from "effect"
import fc from "fast-check"
import {
  ActivityLog,
  accepted,
  byHappening,
  duplicate,
  type Held,
  type Judged,
  type Listed,
  type LogChange,
  type Logged,
  type Outcome,
  outdated,
  replaced,
  voided
} from "../src/activity/index.ts"
import type { Transaction } from "../src/runtime/index.ts"
import { Name, UserId } from "../src/shared/index.ts"
import { answerLines, assertSameLines, countedLines, heldLines } from "./activityLines.ts"
import {
  appendTo,
  conflictOn,
  forContent,
  heldAs,
  neverStood,
  numbered,
  quarantined,
  refused,
  rejected,
  row,
  walk
} from "./activityRows.ts"
import { batches, histories, keyTexts } from "./arbitraries/activity.ts"
import type { Contract } from "./Contract.ts"
import { ada, bob, spring, summer } from "./cast.ts"
import { activityLogCommands, activityLogObservations } from "./commands/activityLog.ts"
import { contractOfFacts } from "./contractOfFacts.ts"
import { append, counted, held } from "./model/activityLog.model.ts"
import { agreesWithModel } from "./modelRun.ts"
import { eachOf, example, law } from "./worlds.ts"

/** The outcomes of a batch, one a row. */
const outcomes = (...rows: ReadonlyArray<Judged>) =>
  Effect.map(appendTo(spring, rows), (appended) => appended.map(({ outcome }) => outcome))

/** What counts of one user. */
const countedOf = (userId: UserId) =>
  ActivityLog.use((log) => Effect.map(log.counted(spring, [userId]), (byUser) => byUser.get(userId)))

const heldNow = ActivityLog.use((log) => log.held(spring))

const everyone = ["ada", "bob", "Zoë"].map((text) => UserId.make(text))
const allCounted = ActivityLog.use((log) => log.counted(spring, everyone))

/** More than any table is made for at first, so that each grows several times. */
const manyRows = 20_000

/** What every adapter's `ActivityLog` does. */
export const activityLogContract: Contract<ActivityLog | Transaction> = contractOfFacts("ActivityLog", {
  "an activity is given back as it was appended, with the verdict as its outcome": eachOf(
    [
      walk,
      { ...walk, note: "", evidence: "https://example.com/?q=é" },
      { ...walk, note: "Ünïcode \u{1f3c3} \"'\\\n", quantity: -Number.MAX_SAFE_INTEGER, revision: 2 ** 31 - 1, at: -1 },
      { ...walk, quantity: Number.MAX_SAFE_INTEGER, at: Date.UTC(2100, 0, 1), source: "phone \u{1f3c3}" }
    ],
    (activity) =>
      Effect.gen(function* () {
        assert.deepStrictEqual(yield* outcomes(row(activity)), [accepted])
        assert.deepStrictEqual(yield* countedOf(ada), [activity])
        assert.deepStrictEqual(yield* heldNow, [])
      })
  ),
  "`append` takes a batch in the order given and answers each row with its outcome": example(
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* outcomes(
          row(),
          row(),
          row({ quantity: 1 }),
          row({ revision: 2 }),
          row({ revision: 1 }),
          row({ sourceKey: "other" }, refused("Late")),
          row({ sourceKey: "third" }, quarantined),
          row({ revision: 3, void: true })
        ),
        [accepted, duplicate, conflictOn("quantity"), replaced, outdated, refused("Late"), quarantined, voided]
      )
      assert.deepStrictEqual(yield* outcomes(), [])
    })
  ),
  "where the verdicts fail, nothing is appended, and `append` fails alike": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      const none = log.append(spring, [row().arrival], Effect.fail("no verdict" as const))
      assert.strictEqual(yield* Effect.flip(none), "no verdict")
      assert.deepStrictEqual(yield* outcomes(row()), [accepted])
    })
  ),
  "identity is (source, source key), in each challenge by itself": example(
    Effect.gen(function* () {
      assert.deepStrictEqual(
        yield* outcomes(row(), row({ source: "phone" }), row({ sourceKey: "walk2" }), row({ sourceKey: "Walk" })),
        [accepted, accepted, accepted, accepted]
      )
      assert.deepStrictEqual(yield* appendTo(summer, [row()]), [{ outcome: accepted }])
      assert.strictEqual((yield* countedOf(ada))?.length, 4)
    })
  ),
  "keys of any characters, 200 of them, are told apart by the last one": law(
    fc.uniqueArray(keyTexts, { minLength: 1, maxLength: 8 }),
    (texts) =>
      Effect.gen(function* () {
        const keys = [
          ...new Set(texts.flatMap((text) => [text, `${text.slice(0, -1)}a`, `${text.slice(0, -1)}\uffff`]))
        ]
        const rows = keys.flatMap((sourceKey) => [row({ sourceKey }), row({ sourceKey, source: "phone" })])
        assert.deepStrictEqual(new Set(yield* outcomes(...rows)), new Set([accepted]))
        const expected = rows.map(({ arrival }) => arrival.activity).sort(byHappening)
        assert.deepStrictEqual(yield* countedOf(ada), expected)
        assert.deepStrictEqual(new Set(yield* outcomes(...rows.toReversed())), new Set([duplicate]))
      })
  ),
  "I15 the same revision with other content is a conflict that names the first field": eachOf(
    [
      ["userId", { userId: bob, metric: Name.make("distance"), revision: 1 }],
      ["metric", { metric: Name.make("distance"), quantity: 1, revision: 1 }],
      ["void", { void: true, quantity: 1 }],
      ["quantity", { quantity: 1, at: 5 }],
      ["at", { at: 5, note: "n" }],
      ["note", { note: "n", evidence: "https://example.com" }],
      ["evidence", { evidence: "https://example.com" }]
    ] as const,
    ([field, changed]) =>
      Effect.gen(function* () {
        const conflicting = row(changed)
        assert.deepStrictEqual(yield* outcomes(row(), conflicting), [accepted, conflictOn(field)])
        assert.deepStrictEqual(yield* countedOf(ada), [walk])
        assert.deepStrictEqual(yield* heldNow, [heldAs(conflicting, conflictOn(field))])
      })
  ),
  "a higher revision replaces, a lower one is outdated, and `removed` names what stopped counting": example(
    Effect.gen(function* () {
      const second = row({ revision: 2, quantity: 7, at: 10 })
      assert.deepStrictEqual(yield* appendTo(spring, [row(), second, row({ revision: 1 })]), [
        { outcome: accepted },
        { outcome: replaced, removed: walk },
        { outcome: outdated }
      ])
      assert.deepStrictEqual(yield* countedOf(ada), [second.arrival.activity])
      assert.deepStrictEqual(yield* heldNow, [])
    })
  ),
  "a void removes, and a void of an unseen key keeps a lower revision from counting": example(
    Effect.gen(function* () {
      const tombstone = row({ sourceKey: "unseen", revision: 5, void: true })
      assert.deepStrictEqual(yield* appendTo(spring, [row(), row({ revision: 1, void: true }), tombstone]), [
        { outcome: accepted },
        { outcome: voided, removed: walk },
        { outcome: voided }
      ])
      assert.deepStrictEqual(yield* outcomes(row({ sourceKey: "unseen", revision: 4 }), tombstone), [
        outdated,
        duplicate
      ])
      assert.deepStrictEqual(yield* countedOf(ada), [])
      const revived = row({ sourceKey: "unseen", revision: 6 })
      assert.deepStrictEqual(yield* appendTo(spring, [revived]), [{ outcome: replaced }])
      assert.deepStrictEqual(yield* countedOf(ada), [revived.arrival.activity])
      assert.deepStrictEqual(yield* heldNow, [])
    })
  ),
  "what came late, from nobody, about nothing or from the future never replaces; it is held": eachOf(
    neverStood,
    (reason) =>
      Effect.gen(function* () {
        const early = row({ sourceKey: "early", revision: 3 }, refused(reason))
        const higher = row({ revision: 1 }, refused(reason))
        assert.deepStrictEqual(yield* appendTo(spring, [row(), higher, early, row({ sourceKey: "early" })]), [
          { outcome: accepted },
          { outcome: refused(reason) },
          { outcome: refused(reason) },
          { outcome: accepted }
        ])
        assert.deepStrictEqual(yield* countedOf(ada), [row({ sourceKey: "early" }).arrival.activity, walk])
        assert.deepStrictEqual(
          yield* heldNow,
          [higher, early].map((late) => heldAs(late, refused(reason)))
        )
      })
  ),
  "a higher revision that is refused for its content replaces: the old no longer counts": eachOf(forContent, (reason) =>
    Effect.gen(function* () {
      const higher = row({ revision: 1, quantity: -1 }, refused(reason))
      assert.deepStrictEqual(yield* appendTo(spring, [row(), higher, higher]), [
        { outcome: accepted },
        { outcome: refused(reason), removed: walk },
        { outcome: duplicate }
      ])
      assert.deepStrictEqual(yield* countedOf(ada), [])
      assert.deepStrictEqual(yield* heldNow, [heldAs(higher, refused(reason))])
      assert.deepStrictEqual(yield* appendTo(spring, [row({ revision: 2 })]), [{ outcome: replaced }])
      assert.deepStrictEqual(yield* heldNow, [])
    })
  ),
  "`counted` gives, for each user asked for, what counts now, in the order of `byHappening`": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      const inOrder = [
        row({ sourceKey: "late key", at: 1 }),
        row({ source: "Phone", sourceKey: "b", at: 2 }),
        row({ source: "phone", sourceKey: "B", at: 2 }),
        row({ source: "phone", sourceKey: "a", at: 2 }),
        row({ source: "phone", sourceKey: "é", at: 2 }),
        row({ sourceKey: "a", at: 2 })
      ]
      yield* appendTo(spring, [
        ...inOrder.toReversed(),
        row({ sourceKey: "bob's", userId: bob }),
        row({ sourceKey: "q" }, quarantined)
      ])
      const nobody = UserId.make("nobody")
      assert.deepStrictEqual(
        yield* log.counted(spring, [bob, nobody, ada, bob]),
        new Map([
          [ada, inOrder.map(({ arrival }) => arrival.activity)],
          [bob, [row({ sourceKey: "bob's", userId: bob }).arrival.activity]],
          [nobody, []]
        ])
      )
      assert.deepStrictEqual(yield* log.counted(spring, []), new Map())
      assert.deepStrictEqual(yield* log.counted(summer, [ada]), new Map([[ada, []]]))
    })
  ),
  "`held` gives what is refused, rejected or in quarantine, of one user or of all, in the order in which it was appended":
    example(
      Effect.gen(function* () {
        const log = yield* ActivityLog
        const judged = (sourceKey: string, outcome: Held["outcome"] & Outcome, at: number, receivedAt: number) => {
          const kept = row({ sourceKey, at }, outcome, receivedAt)
          return { kept, held: heldAs(kept, outcome) }
        }
        const rows = [
          judged("3", refused("AfterWindow"), 9, 5000),
          judged("1", quarantined, 1000, 9000),
          judged("2", refused("UnknownMetric"), 1000, 1),
          judged("0", refused("Late"), 1000, 3)
        ]
        const kept = rows.map((one) => one.kept)
        yield* appendTo(spring, [row(), ...kept.slice(0, 2)])
        yield* appendTo(spring, [...kept.slice(2), row({ sourceKey: "gone", void: true })])
        assert.deepStrictEqual(
          yield* heldNow,
          rows.map((one) => one.held)
        )
        assert.deepStrictEqual(yield* log.held(summer), [])
        const late = row({ userId: bob, sourceKey: "of bob" }, refused("Late"))
        yield* appendTo(spring, [late, row({ sourceKey: "4" }, quarantined)])
        assert.deepStrictEqual(yield* log.held(spring, bob), [heldAs(late, refused("Late"))])
        assert.deepStrictEqual(yield* log.held(spring, ada), [
          ...rows.map((one) => one.held),
          heldAs(row({ sourceKey: "4" }), quarantined)
        ])
        assert.deepStrictEqual(yield* log.held(spring, UserId.make("nobody")), [])
      })
    ),
  "`page` lists what was appended with what it is now, the newest first; what is appended between two pages is in neither":
    example(
      Effect.gen(function* () {
        const log = yield* ActivityLog
        const keyed = (sourceKey: string) => ({ source: "watch", sourceKey })
        yield* appendTo(spring, [
          row({ sourceKey: "replaced" }),
          row({ sourceKey: "voided" }),
          row({ sourceKey: "released" }, quarantined),
          row({ sourceKey: "rejected" }),
          row({ sourceKey: "of bob", userId: bob }, quarantined)
        ])
        yield* appendTo(spring, [
          row({ sourceKey: "waits" }, quarantined),
          row({ sourceKey: "out" }, refused("OutOfRange")),
          row({ sourceKey: "late" }, refused("Late"), 9000),
          row({ sourceKey: "replaced", revision: 1 }),
          row({ sourceKey: "voided", revision: 1, void: true })
        ])
        yield* appendTo(summer, [row({ sourceKey: "elsewhere" })])
        yield* log.review(spring, keyed("released"), "Released")
        yield* log.review(spring, keyed("rejected"), "Rejected")
        const shown = (page: ReadonlyArray<Logged>) =>
          page.map(({ arrival: { activity }, state }) => `${activity.sourceKey} ${activity.revision} ${state._tag}`)
        const first = yield* log.page(spring, { userId: ada }, { limit: 4 })
        assert.deepStrictEqual(shown(first), ["voided 1 Void", "replaced 1 Counts", "late 0 Refused", "out 0 Refused"])
        assert.deepStrictEqual(
          [first[2]?.arrival.receivedAt, first[2]?.state, first[3]?.arrival],
          [9000, refused("Late"), row({ sourceKey: "out" }).arrival]
        )
        yield* appendTo(spring, [row({ sourceKey: "new" }), row({ sourceKey: "waits", revision: 1 })])
        const before = first.at(-1)?.place ?? -1
        assert.deepStrictEqual(shown(yield* log.page(spring, { userId: ada }, { limit: 9, before })), [
          "waits 0 Superseded",
          "rejected 0 Rejected",
          "released 0 Released",
          "voided 0 Superseded",
          "replaced 0 Superseded"
        ])
        const ofState = (which: Listed) => Effect.map(log.page(spring, which, { limit: 9 }), shown)
        assert.deepStrictEqual(yield* ofState({ state: "Quarantined" }), ["of bob 0 Quarantined"])
        assert.deepStrictEqual(yield* ofState({ state: "Held" }), [
          "late 0 Refused",
          "out 0 Refused",
          "of bob 0 Quarantined",
          "rejected 0 Rejected"
        ])
        assert.deepStrictEqual(yield* ofState({ state: "Held", userId: bob }), ["of bob 0 Quarantined"])
        assert.deepStrictEqual(yield* ofState({ userId: UserId.make("nobody") }), [])
        assert.deepStrictEqual(yield* log.page(summer, { state: "Held" }, { limit: 9 }), [])
      })
    ),
  "`changes` gives what was appended or decided about after a change, each activity once, in the order in which they last changed":
    example(
      Effect.gen(function* () {
        const log = yield* ActivityLog
        const keyed = (sourceKey: string) => ({ source: "watch", sourceKey })
        assert.strictEqual(yield* log.lastChange(spring, ada), 0)
        yield* appendTo(spring, [
          row({ sourceKey: "waits" }, quarantined),
          row({ sourceKey: "of bob", userId: bob }),
          row({ sourceKey: "late" }, refused("Late")),
          row({ sourceKey: "walk" })
        ])
        const shown = (changes: ReadonlyArray<LogChange>) =>
          changes.map(({ arrival: { activity }, state }) => `${activity.sourceKey} ${activity.revision} ${state._tag}`)
        const first = yield* log.changes(spring, ada, 0, 2)
        assert.deepStrictEqual(shown(first), ["waits 0 Quarantined", "late 0 Refused"])
        const last = yield* log.lastChange(spring, ada)
        assert.deepStrictEqual(shown(yield* log.changes(spring, ada, first.at(-1)?.change ?? 0, 2)), ["walk 0 Counts"])
        assert.deepStrictEqual(yield* log.changes(spring, ada, last, 9), [])
        yield* appendTo(spring, [row({ sourceKey: "walk" }), row({ sourceKey: "late" }, refused("Late"))])
        assert.strictEqual(yield* log.lastChange(spring, ada), last)
        yield* log.review(spring, keyed("waits"), "Released")
        yield* appendTo(spring, [row({ sourceKey: "walk", revision: 1, void: true })])
        yield* log.review(spring, keyed("waits"), "Released")
        assert.deepStrictEqual(shown(yield* log.changes(spring, ada, last, 9)), ["waits 0 Released", "walk 1 Void"])
        assert.deepStrictEqual(shown(yield* log.changes(spring, ada, 0, 9)), [
          "late 0 Refused",
          "walk 0 Superseded",
          "waits 0 Released",
          "walk 1 Void"
        ])
        assert.deepStrictEqual(yield* log.changes(summer, ada, 0, 9), [])
      })
    ),
  "`review` releases from quarantine: it counts whatever the limits": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      yield* appendTo(spring, [row({}, quarantined)])
      assert.deepStrictEqual(yield* countedOf(ada), [])
      assert.deepStrictEqual(yield* log.review(spring, walk, "Released"), {
        activity: walk,
        before: "Undecided",
        didCount: false
      })
      assert.deepStrictEqual(yield* log.review(spring, walk, "Released"), {
        activity: walk,
        before: "Released",
        didCount: true
      })
      assert.deepStrictEqual(yield* countedOf(ada), [{ ...walk, released: true }])
      assert.deepStrictEqual(yield* heldNow, [])
      assert.deepStrictEqual(yield* appendTo(spring, [row({}, quarantined), row({ revision: 1 }, quarantined)]), [
        { outcome: duplicate },
        { outcome: quarantined, removed: walk }
      ])
      assert.deepStrictEqual(yield* countedOf(ada), [])
    })
  ),
  "`review` rejects: it does not count, and is held as rejected, until a later revision or another review": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      yield* appendTo(spring, [row({}, quarantined), row({ sourceKey: "counts" })])
      for (const sourceKey of ["walk", "counts"]) {
        assert.deepStrictEqual(yield* log.review(spring, { source: "watch", sourceKey }, "Rejected"), {
          activity: { ...walk, sourceKey },
          before: "Undecided",
          didCount: sourceKey === "counts"
        })
      }
      assert.deepStrictEqual(yield* countedOf(ada), [])
      assert.deepStrictEqual(yield* heldNow, [heldAs(row(), rejected), heldAs(row({ sourceKey: "counts" }), rejected)])
      assert.deepStrictEqual(yield* appendTo(spring, [row(), row({ revision: 1 })]), [
        { outcome: duplicate },
        { outcome: replaced }
      ])
      assert.deepStrictEqual(yield* log.review(spring, { source: "watch", sourceKey: "counts" }, "Released"), {
        activity: { ...walk, sourceKey: "counts" },
        before: "Rejected",
        didCount: false
      })
      assert.strictEqual((yield* countedOf(ada))?.length, 2)
    })
  ),
  "`review` gives nothing when no activity, a void or a refused one holds the key": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      yield* appendTo(spring, [
        row({ sourceKey: "void", void: true }),
        row({ sourceKey: "late" }, refused("Late")),
        row({ sourceKey: "range" }, refused("OutOfRange")),
        row({ sourceKey: "q" }, quarantined)
      ])
      const before = yield* heldNow
      const identities = [
        ...["void", "late", "range", "unseen"].map((sourceKey) => ({ source: "watch", sourceKey })),
        { source: "unseen", sourceKey: "q" }
      ]
      for (const identity of identities) {
        assert.isUndefined(yield* log.review(spring, identity, "Released"))
        assert.isUndefined(yield* log.review(spring, identity, "Rejected"))
      }
      assert.isUndefined(yield* log.review(summer, { source: "watch", sourceKey: "q" }, "Released"))
      assert.deepStrictEqual(yield* heldNow, before)
      assert.deepStrictEqual(yield* countedOf(ada), [])
    })
  ),
  "appending the same batch again changes nothing": law(batches, (rows) =>
    Effect.gen(function* () {
      yield* outcomes(...rows)
      const before = [yield* allCounted, yield* heldNow]
      const again = yield* appendTo(spring, rows)
      assert.isTrue(again.every(({ removed }) => removed === undefined))
      assert.deepStrictEqual([yield* allCounted, yield* heldNow], before)
    })
  ),
  "I32 any order, any batching and any number of duplicates count the same": law(
    histories.chain((rows) =>
      fc.tuple(
        fc.constant(rows),
        fc.shuffledSubarray([...rows, ...rows], { minLength: rows.length * 2 }),
        fc.integer({ min: 1, max: 5 })
      )
    ),
    ([rows, shuffled, size]) =>
      Effect.gen(function* () {
        const log = yield* ActivityLog
        yield* appendTo(summer, rows)
        for (let from = 0; from < shuffled.length; from += size) yield* outcomes(...shuffled.slice(from, from + size))
        assert.deepStrictEqual(yield* allCounted, yield* log.counted(summer, everyone))
      })
  ),
  "of the same batch appended by many at the same time, each row is accepted once": example(
    Effect.gen(function* () {
      const batch = Array.from({ length: 20 }, (_, index) => row({ sourceKey: `k${index}` }))
      const answers = yield* Effect.all(
        Array.from({ length: 10 }, () => appendTo(spring, batch)),
        { concurrency: "unbounded" }
      )
      const accepts = answers.flat().filter(({ outcome }) => outcome._tag === "Accepted")
      assert.strictEqual(accepts.length, 20)
      assert.strictEqual((yield* countedOf(ada))?.length, 20)
    })
  ),
  "20 000 rows in several batches are answered, counted and held like the model's": example(
    Effect.gen(function* () {
      const log = yield* ActivityLog
      let model: Parameters<typeof append>[0] = new Map()
      for (let from = 0; from < manyRows; from += manyRows / 5) {
        const batch = Array.from({ length: manyRows / 5 }, (_, index) => numbered(from + index))
        const [answers, next] = append(model, spring, batch)
        assertSameLines(answerLines(yield* appendTo(spring, batch)), answerLines(answers))
        model = next
      }
      const users = Array.from({ length: 50 }, (_, user) => UserId.make(`user ${user}`))
      const byUser = yield* log.counted(spring, users)
      assertSameLines(countedLines(users, byUser), countedLines(users, counted(model, spring, users)))
      assertSameLines(heldLines(yield* log.held(spring)), heldLines(held(model, spring)))
    })
  ),
  "answers like its model, rollbacks included": agreesWithModel({
    initial: new Map(),
    commands: activityLogCommands,
    observe: activityLogObservations
  })
})
