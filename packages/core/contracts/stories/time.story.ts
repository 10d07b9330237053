import { assert } from "@effect/vitest"
import { Clock, Effect, Option } from "effect"
import {
  ChallengeStore,
  duplicate,
  endSeries,
  find,
  join,
  Moment,
  publish,
  record,
  Snapshots,
  standings
} from "../../src/challenge/index.ts"
import { DueDates, DueKind, VirtualClock } from "../../src/runtime/index.ts"
import { cancel, plan, SettlementStore } from "../../src/settlement/index.ts"
import { ChallengeId, type Day, formatDay } from "../../src/shared/index.ts"
import { missingDates, moneyHandlers, tick, workOff } from "../../src/work/index.ts"
import { everything } from "../audit/everything.ts"
import { contract } from "../Contract.ts"
import { answerOf, example, inFreshWorld } from "../worlds.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import {
  approver,
  at,
  books,
  entryOf,
  inFebruary,
  moveTo,
  opened,
  organiser,
  storyDefinition,
  walked
} from "./world.ts"

const march = storyDefinition({ freezeAt: "2026-03-25" })
const idOf = (text: string) => ChallengeId.make(text)
const hour = 3_600_000

/** What a tick did, as text: what, of what, and when it was due. */
const ticked = Effect.map(tick(), ({ done }) =>
  done.map(({ kind, subject, due }) => `${kind} ${subject} ${new Date(due).toISOString()}`)
)

/** Ticks every so many hours from now until an instant. */
const tickUntil = Effect.fnUntraced(function* (until: string, everyHours: number) {
  for (let now = yield* Clock.currentTimeMillis; now < at(until); now += everyHours * hour) {
    yield* moveTo(new Date(now).toISOString())
    yield* tick()
  }
  yield* moveTo(until)
  return yield* tick()
})

const days = Effect.fnUntraced(function* (id: ChallengeId) {
  return (yield* (yield* Snapshots).days(id)).map(formatDay)
})

const firstOf = Effect.fnUntraced(function* (id: ChallengeId, day: Day) {
  return yield* (yield* Snapshots).dailyPage(id, day, "overall", { limit: 10 })
})

const listed = ChallengeStore.use((store) =>
  Effect.map(store.list({ limit: 100 }), (page) => page.map(({ id, _tag }) => `${id} ${_tag}`))
)

/** Challenges that nobody looks at but the clock. */
export const timeStory = contract<StoryPorts>("Story of time", {
  "a challenge is taken to its final standings by the clock alone, each step as of when it was due": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        assert.deepStrictEqual(yield* ticked, [])
        yield* moveTo("2026-03-10T12:00:00Z")
        yield* tick()
        yield* record(march.id, [walked("ada", 100, "2026-03-05T08:00:00Z")])
        yield* tickUntil("2026-04-09T07:00:00Z", 7)
        assert.deepInclude(yield* find(march.id), { _tag: "Final", finalAt: at("2026-04-02T22:00:00Z") })
        assert.deepStrictEqual(yield* ticked, [])
        const kept = yield* days(march.id)
        assert.lengthOf(kept, 31)
        assert.deepStrictEqual([kept[0], kept[30]], ["2026-03-01", "2026-03-31"])
        const board = yield* firstOf(march.id, Date.UTC(2026, 2, 10) / 86_400_000)
        assert.deepStrictEqual(
          Option.map(board, ({ at: instant, rows }) => [instant, ...rows.map(({ participantId }) => participantId)]),
          Option.some([at("2026-03-10T23:00:00Z"), "ada"])
        )
      })
    )
  ),

  "R-20 after any downtime everything is as if the clock had been looked at all the time": async (subject) => {
    const texts = new Set<string>()
    for (const everyHours of [5, 24 * 7, 10_000]) {
      const played = Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* tickUntil("2026-04-20T00:00:00Z", everyHours)
        texts.add(yield* everything(march.id, ["ada", "lin"]))
      })
      await inFreshWorld(subject, inFebruary(played))
    }
    assert.strictEqual(texts.size, 1)
  },

  "the board of a day is that of its end, whoever looks first and however late": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-03-02T12:00:00Z")
        yield* record(march.id, [walked("ada", 100, "2026-03-02T08:00:00Z")])
        yield* moveTo("2026-03-05T12:00:00Z")
        yield* record(march.id, [walked("lin", 200, "2026-03-02T09:00:00Z")])
        yield* moveTo("2026-03-06T12:00:00Z")
        yield* tick()
        const first = Effect.fnUntraced(function* (date: string) {
          const board = yield* firstOf(march.id, Date.parse(date) / 86_400_000)
          return Option.getOrUndefined(board)?.rows.map(({ participantId, score }) => `${participantId} ${score}`)
        })
        assert.deepStrictEqual(yield* first("2026-03-04"), ["ada 100"])
        assert.deepStrictEqual(yield* first("2026-03-05"), ["lin 200", "ada 100"])
      })
    )
  ),

  "the clock may be set back and forth by an hour: nothing is done twice": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        const clock = yield* Clock.Clock
        assert.instanceOf(clock, VirtualClock)
        if (!(clock instanceof VirtualClock)) return
        const done: Array<string> = []
        for (const text of [
          "2026-02-28T22:30:00Z",
          "2026-02-28T23:30:00Z",
          "2026-02-28T22:30:00Z",
          "2026-02-28T23:30:00Z"
        ]) {
          clock.setTo(at(text))
          done.push(...(yield* ticked))
        }
        assert.deepStrictEqual(done, ["challenge.step march 2026-02-28T23:00:00.000Z"])
      })
    )
  ),

  "of several schedulers that tick at once each due date is carried out by one": example(
    inFebruary(
      Effect.gen(function* () {
        for (const id of ["a", "b", "c"]) yield* opened(storyDefinition({ id }), ["ada", "lin"])
        yield* moveTo("2026-03-01T12:00:00Z")
        const reports = yield* Effect.all([ticked, ticked, ticked], { concurrency: "unbounded" })
        assert.deepStrictEqual(
          reports.flat().sort(),
          ["a", "b", "c"].map((id) => `challenge.step ${id} 2026-02-28T23:00:00.000Z`)
        )
      })
    )
  ),

  "one that fails holds up none of the others, and is tried again": example(
    inFebruary(
      Effect.gen(function* () {
        for (const id of ["a", "b"]) yield* opened(storyDefinition({ id }), ["ada", "lin"])
        yield* moveTo("2026-03-02T00:00:00Z")
        yield* tick()
        yield* moveTo("2026-03-02T23:00:00Z")
        const snapshots = yield* Snapshots
        const struck = Snapshots.of({
          ...snapshots,
          saveDaily: (id, ...rest) => (id === "a" ? Effect.die("lightning") : snapshots.saveDaily(id, ...rest))
        })
        const report = yield* tick().pipe(Effect.provideService(Snapshots, struck))
        assert.deepStrictEqual(
          report.failed.map(({ date: { subject }, error }) => [subject, error]),
          [["a", "lightning"]]
        )
        assert.deepStrictEqual(yield* days(idOf("b")), ["2026-03-01", "2026-03-02"])
        assert.deepStrictEqual(yield* ticked, [])
        yield* moveTo("2026-03-02T23:01:00Z")
        assert.deepStrictEqual(yield* ticked, ["challenge.step a 2026-03-02T23:00:00.000Z"])
        assert.deepStrictEqual(yield* days(idOf("a")), ["2026-03-01", "2026-03-02"])
      })
    )
  ),

  "a tick does a bounded number, and says when there is more": example(
    inFebruary(
      Effect.gen(function* () {
        for (const id of ["a", "b", "c"]) yield* opened(storyDefinition({ id }), ["ada", "lin"])
        yield* moveTo("2026-03-01T12:00:00Z")
        const first = yield* tick(2)
        assert.deepStrictEqual([first.done.length, first.isMore], [2, true])
        const second = yield* tick(2)
        assert.deepStrictEqual([second.done.length, second.isMore], [1, false])
      })
    )
  ),

  "what the clock cancels is refunded without anybody asking": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada"])
        yield* moveTo("2026-04-01T00:00:00Z")
        yield* tick()
        assert.deepInclude(yield* find(march.id), { _tag: "Cancelled", cancelledAt: at("2026-03-31T22:00:00Z") })
        yield* workOff(moneyHandlers, "worker")
        const after = yield* books(march)
        assert.deepStrictEqual([after.sound, after.pool, after.refundOwedTo("ada")], [true, 0n, 0n])
      })
    )
  ),

  "once its dispute window is over a plan waits for approval": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-04-03T00:00:00Z")
        yield* tick()
        yield* plan(march.id, organiser)
        const state = SettlementStore.use((store) => Effect.map(store.of(march.id), (all) => all.at(-1)?._tag))
        yield* moveTo("2026-04-03T23:59:59Z")
        yield* tick()
        assert.strictEqual(yield* state, "Provisional")
        yield* moveTo("2026-04-04T00:00:00Z")
        assert.deepStrictEqual(yield* ticked, ["settlement.dispute march 2026-04-04T00:00:00.000Z"])
        assert.strictEqual(yield* state, "AwaitingApproval")
      })
    )
  ),

  "a challenge recurs: each occurrence is published in time, none twice, and those that were slept through are named":
    example(
      inFebruary(
        Effect.gen(function* () {
          const monthly = storyDefinition({ recurrence: { cron: "0 0 1 * *" } })
          yield* opened(monthly, ["ada", "lin"])
          yield* moveTo("2026-03-02T00:00:00Z")
          yield* tick()
          assert.deepStrictEqual(yield* listed, ["march Running", "march@2026-04-01 Published"])
          assert.deepInclude(yield* find(idOf("march@2026-04-01")), {
            organiser,
            publishedAt: at("2026-02-28T23:00:00Z")
          })
          assert.deepStrictEqual(yield* join(idOf("march@2026-04-01"), [entryOf("ada"), entryOf("lin")]), [
            { _tag: "Entered" },
            { _tag: "Entered" }
          ])
          yield* moveTo("2026-07-10T00:00:00Z")
          const { passedOver } = yield* tick()
          assert.deepStrictEqual(
            passedOver.map(({ challengeId, reason }) => `${challengeId} ${reason}`),
            ["march@2026-05-01 EntriesClosed", "march@2026-06-01 EntriesClosed"]
          )
          assert.deepStrictEqual(yield* listed, [
            "march Final",
            "march@2026-04-01 Final",
            "march@2026-07-01 Running",
            "march@2026-08-01 Published"
          ])
          assert.deepInclude(yield* answerOf(endSeries(march.id, approver)), { _tag: "NotOrganiser" })
          yield* endSeries(march.id, organiser)
          yield* moveTo("2026-12-01T00:00:00Z")
          yield* tick()
          assert.lengthOf(yield* listed, 4)
        })
      )
    ),

  "cancelling a challenge that recurs stops its series": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(storyDefinition({ recurrence: { cron: "0 0 1 * *" } }), ["ada", "lin"])
        yield* cancel(march.id, organiser, "rain")
        yield* moveTo("2026-06-01T00:00:00Z")
        yield* tick()
        assert.deepStrictEqual(yield* listed, ["march Cancelled"])
      })
    )
  ),

  "a duplicate has the rules and prizes, its own dates, and neither participants nor money": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        const copy = idOf("april")
        const start = Moment.make("2026-04-01")
        const made = yield* duplicate(march.id, copy, approver, start)
        assert.deepInclude(made, { _tag: "Draft", organiser: approver })
        assert.deepStrictEqual(made.definition.window, { start, end: Moment.make("2026-05-01") })
        assert.deepStrictEqual(made.definition.prizes, march.prizes)
        assert.deepStrictEqual(yield* duplicate(march.id, copy, approver, start), made)
        yield* publish(copy, approver)
        assert.deepStrictEqual((yield* standings(copy, "Public")).overall, { ranked: [], unranked: [] })
        assert.strictEqual((yield* books({ ...march, id: copy })).pool, 0n)
      })
    )
  ),

  "a draft that is left alone is archived in the night after ninety days, and no longer listed": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* duplicate(march.id, idOf("forgotten"), organiser)
        yield* tickUntil("2026-05-02T01:59:59Z", 24)
        assert.deepStrictEqual(yield* listed, ["forgotten Draft", "march Final"])
        yield* moveTo("2026-05-02T02:00:00Z")
        yield* tick()
        assert.deepStrictEqual(yield* listed, ["march Final"])
        assert.deepInclude(yield* find(idOf("forgotten")), { _tag: "Draft", archivedAt: at("2026-05-02T02:00:00Z") })
      })
    )
  ),

  "due dates that were lost are found, and made anew in the weekly round": example(
    inFebruary(
      Effect.gen(function* () {
        yield* opened(march, ["ada", "lin"])
        yield* moveTo("2026-02-02T00:00:00Z")
        yield* tick()
        const dates = yield* DueDates
        const lost = { kind: DueKind.make("challenge.step"), subject: march.id }
        yield* dates.clear([lost])
        assert.deepStrictEqual(yield* missingDates(), [{ ...lost, due: at("2026-02-28T23:00:00Z") }])
        yield* moveTo("2026-02-08T02:59:59Z")
        yield* tick()
        assert.lengthOf(yield* missingDates(), 1)
        // A Sunday, at three in the morning UTC.
        yield* moveTo("2026-02-08T03:00:00Z")
        yield* tick()
        assert.deepStrictEqual(yield* missingDates(), [])
      })
    )
  )
})
