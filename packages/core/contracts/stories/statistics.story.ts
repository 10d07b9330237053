import { assert } from "@effect/vitest"
import { Clock, Effect, Layer, Result } from "effect"
import fc from "fast-check"
import { ActivityLog } from "../../src/activity/index.ts"
import {
  activeHoursKept,
  activeUsers,
  amend,
  type ChallengeDefinition,
  challengeStats,
  decodeDefinition,
  define,
  Entries,
  type Entry,
  find,
  finish,
  forgetHours,
  join,
  Projector,
  project,
  publish,
  record,
  restate,
  review,
  rulesOf,
  standings,
  Tallies,
  type TrendCursor,
  trending,
  userStats
} from "../../src/challenge/index.ts"
import { entitlements, Ledger } from "../../src/ledger/index.ts"
import { Transaction } from "../../src/runtime/index.ts"
import { approve, correct, pay, post } from "../../src/settlement/index.ts"
import { type ChallengeId, Rational, UserId } from "../../src/shared/index.ts"
import { contract } from "../Contract.ts"
import { example, inFreshWorld } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  at,
  entryOf,
  inFebruary,
  moveTo,
  opened,
  organiser,
  played,
  posted,
  storyDefinition,
  walked
} from "./world.ts"

/** Carries what waits when it is waited for. */
const carrying: Layer.Layer<Projector, never, StoryPorts> = Layer.effect(
  Projector,
  Effect.map(Effect.context<StoryPorts>(), (ports) => {
    const carried = Effect.fnUntraced(function* (id: ChallengeId) {
      while ((yield* project(id)) !== undefined);
    })
    return Projector.of({
      wake: () => Effect.void,
      settled: (id) => carried(id).pipe(Effect.provide(ports), Effect.orDie)
    })
  })
)

const told = <A, E>(story: Effect.Effect<A, E, StoryPorts | Projector>) => inFebruary(Effect.provide(story, carrying))

/** The statistics of a challenge, made from nothing. */
const recomputed = Effect.fnUntraced(function* (id: ChallengeId) {
  const { definition } = yield* find(id)
  const entries = yield* (yield* Entries).all(id)
  const { overall } = yield* standings(id, "Organiser")
  const scores = overall.ranked.flatMap(({ standing }) =>
    standing.status === "Scored" ? [BigInt(standing.score)] : []
  )
  const log = yield* ActivityLog
  const counted = yield* log.counted(
    id,
    entries.map(({ userId }) => userId)
  )
  const totalScore = scores.reduce((sum, score) => sum + score, 0n)
  const inStatus = (status: Entry["status"]) => entries.filter((entry) => entry.status === status).length
  const calendar = rulesOf(definition).calendarOf(undefined)
  const daysOf = (userId: UserId) => new Set(counted.get(userId)?.map((activity) => calendar.dayOf(activity.at))).size
  return {
    entered: entries.length,
    active: inStatus("Active"),
    withdrawn: inStatus("Withdrawn"),
    disqualified: inStatus("Disqualified"),
    started: entries.filter(({ userId }) => daysOf(userId) > 0).length,
    activities: [...counted.values()].reduce((sum, activities) => sum + activities.length, 0),
    held: (yield* log.held(id)).filter(({ outcome }) => outcome._tag === "Quarantined").length,
    scored: scores.length,
    totalScore,
    ...(scores.length === 0 ? {} : { averageScore: Rational.rational(totalScore, BigInt(scores.length)) })
  }
})

const exact = Effect.fnUntraced(function* (id: ChallengeId) {
  const { changedAt: _, ...stats } = yield* challengeStats(id)
  assert.deepStrictEqual(stats, yield* recomputed(id))
})

/** A challenge without money in March. */
const inMarch = (changes: Readonly<Record<string, unknown>> = {}): ChallengeDefinition =>
  Result.getOrThrow(
    decodeDefinition({
      id: "steps",
      name: "March steps",
      zone: "Europe/Berlin",
      window: { start: "2026-03-01", end: "2026-04-01" },
      graceHours: 48,
      metrics: [{ name: "steps", max: 100_000, plausible: { perActivity: 60_000 } }],
      score: { _tag: "Total", metric: "steps" },
      ...changes
    })
  )

const steps = inMarch()

const person = (name: string, changes: Partial<Entry> = {}): Entry => {
  const { fee: _, ...entry } = entryOf(name, changes)
  return entry
}

const joined = Effect.fnUntraced(function* (definition: ChallengeDefinition, names: ReadonlyArray<string>) {
  yield* define(definition, organiser)
  yield* publish(definition.id, organiser)
  yield* join(
    definition.id,
    names.map((name) => person(name))
  )
})

const begun = Effect.fnUntraced(function* (definition: ChallengeDefinition, names: ReadonlyArray<string>) {
  yield* joined(definition, names)
  yield* moveTo("2026-03-10T12:00:00Z")
})

const averageProgress = Effect.fnUntraced(function* (definition: ChallengeDefinition) {
  yield* begun(definition, ["ada", "bob", "eve"])
  yield* record(definition.id, [
    walked("ada", 12_000, "2026-03-05T08:00:00Z"),
    walked("bob", 2_500, "2026-03-05T08:00:00Z")
  ])
  const before = (yield* challengeStats(definition.id)).averageProgress
  yield* amend(definition.id, person("eve", { status: "Withdrawn" }), organiser)
  return [before, (yield* challengeStats(definition.id)).averageProgress]
})

/** All pages of so many, with what each challenge came to. */
const trendPages = Effect.fnUntraced(function* (limit: number) {
  const pages: Array<ReadonlyArray<string>> = []
  for (let after: TrendCursor | undefined; ; ) {
    const { rows, next } = yield* trending(limit, after)
    pages.push(rows.map(({ challenge, score }) => `${challenge.id} ${score}`))
    if (next === undefined) return pages
    after = next
  }
})

const statsOf = (name: string) => userStats(UserId.make(name))

/** What the ledger has given somebody for a challenge. */
const prizeOf = Effect.fnUntraced(function* (id: ChallengeId, name: string) {
  const rows = entitlements(yield* (yield* Ledger).entriesOf(id), id)
  return rows.flatMap(({ recipient, currency, entitled }) =>
    recipient === name && entitled !== 0n ? [{ currency, minorUnits: entitled }] : []
  )
})

const voids = { revision: 1, void: true } as const

type Act = readonly [name: string, quantity: number, key: number, revision: number, fails: boolean]

const acts: fc.Arbitrary<Act> = fc.tuple(
  fc.constantFrom("ada", "bob", "eve", "nobody"),
  fc.constantFrom(0, 1, 7_000, 65_000, 200_000),
  fc.integer({ min: 0, max: 2 }),
  fc.integer({ min: 0, max: 2 }),
  fc.boolean()
)

/** Statistics that are kept as facts come in, held against those that are made from nothing. */
export const statisticsStory = contract<StoryPorts>("Story of the statistics", {
  "the statistics of a challenge are those that are made from nothing, whatever has changed (F47)": example(
    told(
      Effect.gen(function* () {
        yield* begun(steps, ["ada", "bob", "eve", "lin"])
        yield* exact(steps.id)
        yield* record(steps.id, [
          walked("ada", 5_000, "2026-03-05T08:00:00Z"),
          walked("ada", 5_000, "2026-03-06T08:00:00Z"),
          walked("bob", 2_001, "2026-03-05T07:00:00Z"),
          walked("eve", 70_000, "2026-03-05T11:00:00Z"),
          walked("nobody", 1, "2026-03-05T11:00:00Z")
        ])
        yield* exact(steps.id)
        const key = { source: "watch", sourceKey: "eve@2026-03-05T11:00:00Z" }
        for (const verdict of ["Released", "Released", "Rejected", "Released"] as const) {
          yield* review(steps.id, key, verdict, organiser)
          yield* exact(steps.id)
        }
        yield* record(steps.id, [
          walked("ada", 0, "2026-03-05T08:00:00Z", { revision: 1, void: true }),
          walked("bob", 61_000, "2026-03-05T07:00:00Z", { revision: 1 })
        ])
        yield* exact(steps.id)
        yield* amend(steps.id, person("eve", { status: "Disqualified" }), organiser)
        yield* exact(steps.id)
        yield* moveTo("2026-04-03T00:00:00Z")
        yield* finish(steps.id)
        yield* restate(steps.id, [person("bob", { status: "Withdrawn" })], organiser)
        yield* exact(steps.id)
      })
    )
  ),
  "each user who sent activities counts once an hour, whatever the challenges and whatever became of them (K48)":
    example(
      told(
        Effect.gen(function* () {
          yield* begun(steps, ["ada", "bob", "eve"])
          const { settled } = yield* Projector
          const activeFrom = Effect.fnUntraced(function* (hours: number) {
            yield* settled(steps.id)
            return (yield* activeUsers(hours)).map(({ users }) => users)
          })
          const morning = "2026-03-05T08:00:00Z"
          yield* moveTo("2026-03-20T08:59:59Z")
          yield* record(steps.id, [walked("ada", 5_000, morning), walked("bob", 70_000, morning)])
          yield* record(steps.id, [walked("ada", 4_000, "2026-03-06T08:00:00Z")])
          // Carried only when the next hour has come: whose hour it was is known.
          yield* moveTo("2026-03-20T09:00:00Z")
          yield* record(steps.id, [walked("eve", 1, "2026-02-05T08:00:00Z"), walked("ada", 0, morning, voids)])
          assert.deepStrictEqual(yield* activeFrom(3), [0, 2, 2])
          yield* moveTo("2026-03-20T10:30:00Z")
          yield* record(steps.id, [walked("bob", 70_000, morning)])
          yield* review(steps.id, { source: "watch", sourceKey: `bob@${morning}` }, "Released", organiser)
          yield* amend(steps.id, person("eve", { status: "Withdrawn" }), organiser)
          assert.deepStrictEqual(yield* activeFrom(4), [0, 2, 2, 0])
          assert.strictEqual((yield* activeUsers(1_000)).length, activeHoursKept)
          yield* moveTo("2026-03-22T08:00:00Z")
          yield* forgetHours
          assert.deepStrictEqual((yield* activeFrom(activeHoursKept)).slice(0, 2), [2, 0])
          assert.deepStrictEqual(yield* (yield* Tallies).active(0), [
            { hour: Date.UTC(2026, 2, 20, 9) / 3_600_000, users: 2 }
          ])
        })
      )
    ),
  "they tell when something last changed": example(
    told(
      Effect.gen(function* () {
        yield* begun(steps, ["ada"])
        assert.strictEqual((yield* challengeStats(steps.id)).changedAt, at("2026-02-01T00:00:00Z"))
        yield* record(steps.id, [walked("ada", 5_000, "2026-03-05T08:00:00Z")])
        assert.strictEqual((yield* challengeStats(steps.id)).changedAt, at("2026-03-10T12:00:00Z"))
      })
    )
  ),
  "the average progress is towards the target or the minimum of the rule, and absent without": example(
    told(
      Effect.gen(function* () {
        const toTarget = { score: { _tag: "TimeToTarget", metric: "steps", target: "10000" } }
        const atLeast = { score: { _tag: "Total", metric: "steps", minimum: "10000" } }
        // Of 10 000: all, a quarter and nothing; then without who withdrew.
        assert.deepStrictEqual(yield* averageProgress(inMarch({ id: "target", ...toTarget })), [4_167, 6_250])
        assert.deepStrictEqual(yield* averageProgress(inMarch({ id: "minimum", ...atLeast })), [4_167, 6_250])
        assert.deepStrictEqual(yield* averageProgress(inMarch({ id: "none" })), [undefined, undefined])
        const lowest = { ...atLeast, ranking: { direction: "lowest" } }
        assert.deepStrictEqual(yield* averageProgress(inMarch({ id: "lowest", ...lowest })), [undefined, undefined])
      })
    )
  ),
  "whatever is recorded, rolled back and carried at the same time, they are exact in the end": (subject) =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.array(acts, { maxLength: 4 }), { minLength: 1, maxLength: 6 }), (batches) =>
        inFreshWorld(
          subject,
          told(
            Effect.gen(function* () {
              yield* begun(steps, ["ada", "bob", "eve"])
              const { transact } = yield* Transaction
              const now = yield* Clock.currentTimeMillis
              const settled = (yield* Projector).settled(steps.id)
              yield* Effect.all(
                batches.flatMap((batch) => [
                  Effect.exit(
                    transact(
                      Effect.andThen(
                        record(
                          steps.id,
                          batch.map(([name, quantity, key, revision]) => ({
                            ...walked(name, quantity, "2026-03-05T08:00:00Z", {
                              sourceKey: `${name}/${key}`,
                              revision
                            }),
                            receivedAt: now
                          }))
                        ),
                        batch.some(([, , , , fails]) => fails) ? Effect.fail("rolled back") : Effect.void
                      )
                    )
                  ),
                  settled
                ]),
                { concurrency: "unbounded" }
              )
              yield* exact(steps.id)
            })
          )
        )
      ),
      { numRuns: Math.ceil(subject.runs / 5) }
    ),
  "what is trending is what joined and was recorded lately, of public challenges that are not over, in pages (F55)":
    example(
      told(
        Effect.gen(function* () {
          const { settled } = yield* Projector
          const fields = [
            [inMarch({ id: "busy" }), ["ada", "bob"]],
            [inMarch({ id: "b" }), ["ada"]],
            [inMarch({ id: "secret", visibility: "invite" }), ["ada", "bob"]],
            [inMarch({ id: "a" }), ["ada"]]
          ] as const
          const carried = Effect.forEach(fields, ([{ id }]) => settled(id), { discard: true })
          for (const [definition, names] of fields) yield* joined(definition, names)
          yield* carried
          assert.deepStrictEqual(yield* trendPages(1), [["busy 5120"], ["a 2560"], ["b 2560"]])
          assert.deepStrictEqual(yield* trendPages(3), [["busy 5120", "a 2560", "b 2560"]])
          yield* moveTo("2026-03-10T12:00:00Z")
          assert.deepStrictEqual(yield* trendPages(3), [[]])
          for (const id of [fields[0][0].id, fields[2][0].id]) {
            yield* record(id, [
              walked("ada", 1, "2026-03-05T08:00:00Z"),
              walked("ada", 2, "2026-03-05T08:00:00Z", { revision: 1 }),
              walked("bob", 1, "2026-03-05T08:00:00Z"),
              walked("nobody", 1, "2026-03-05T08:00:00Z")
            ])
          }
          yield* carried
          assert.deepStrictEqual(yield* trendPages(10), [["busy 512"]])
          yield* moveTo("2026-03-10T18:00:00Z")
          assert.deepStrictEqual(yield* trendPages(10), [["busy 256"]])
        })
      )
    ),
  "the statistics of a user follow what becomes final, is restated, settled and corrected (K15)": example(
    told(
      Effect.gen(function* () {
        const march = storyDefinition()
        yield* opened(march, ["ada", "bob", "eve", "lin"])
        assert.deepStrictEqual(yield* userStats(UserId.make("stranger")), {
          entered: 0,
          finished: 0,
          wins: 0,
          podiums: 0,
          activeDays: 0,
          prizes: []
        })
        yield* (yield* Projector).settled(march.id)
        const entered = { entered: 1, finished: 0, wins: 0, podiums: 0, activeDays: 0, prizes: [] }
        assert.deepStrictEqual(yield* statsOf("ada"), entered)
        yield* played(march)
        const active = { ...entered, finished: 1, activeDays: 1 }
        assert.deepStrictEqual(yield* statsOf("ada"), { ...active, wins: 1, podiums: 1, bestPlace: 1 })
        assert.deepStrictEqual(yield* statsOf("eve"), { ...active, bestPlace: 4 })
      })
    )
  ),
  "prizes are those of the ledger, also after a correction, and add up over challenges": example(
    told(
      Effect.gen(function* () {
        const march = storyDefinition()
        yield* posted(march)
        yield* (yield* Projector).settled(march.id)
        const won = yield* statsOf("ada")
        assert.deepStrictEqual(won.prizes, yield* prizeOf(march.id, "ada"))
        assert.strictEqual(won.prizes.length, 1)
        yield* pay(march.id, "worker")
        assert.deepStrictEqual((yield* statsOf("ada")).prizes, won.prizes)
        const made = yield* correct(march.id, [entryOf("ada", { status: "Disqualified" })], organiser)
        assert.deepStrictEqual(yield* statsOf("lin"), {
          entered: 1,
          finished: 1,
          wins: 1,
          podiums: 1,
          bestPlace: 1,
          activeDays: 1,
          prizes: yield* prizeOf(march.id, "lin")
        })
        yield* moveTo("2026-04-06T00:00:00Z")
        yield* approve(march.id, made.hash, approver)
        yield* post(march.id)
        for (const name of ["ada", "bob", "eve", "lin"]) {
          assert.deepStrictEqual((yield* statsOf(name)).prizes, yield* prizeOf(march.id, name), name)
        }
        assert.deepStrictEqual(yield* statsOf("ada"), {
          entered: 1,
          finished: 0,
          wins: 0,
          podiums: 0,
          activeDays: 1,
          prizes: []
        })
        yield* begun(inMarch({ window: { start: "2026-05-01", end: "2026-06-01" } }), ["lin"])
        yield* (yield* Projector).settled(steps.id)
        const { entered, finished, prizes } = yield* statsOf("lin")
        assert.deepStrictEqual([entered, finished, prizes], [2, 1, yield* prizeOf(march.id, "lin")])
      })
    )
  )
})
