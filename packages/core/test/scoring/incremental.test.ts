import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { arbitraryActivities, arbitraryArrivals, arbitraryRevisions } from "../../simulation/arbitraries/activities.ts"
import { type Activity, accepted, type Counted, supersede } from "../../src/activity/index.ts"
import {
  empty,
  evaluate,
  fold,
  type Program,
  rebuild,
  refoldDay,
  replay,
  type ScoreState
} from "../../src/scoring/index.ts"
import type { Calendar, Day } from "../../src/shared/index.ts"
import { arbitraryWorld } from "./worlds.ts"

const keyOf = ({ source, sourceKey }: Activity): string => `${source}|${sourceKey}`

/** The definition: every day folded from its facts. */
const byDefinition = (program: Program, calendar: Calendar, activities: ReadonlyArray<Counted>): ScoreState => {
  let state = empty(program)
  for (let day = calendar.first; day <= calendar.last; day++)
    state = refoldDay(program, calendar, state, day, activities)
  return state
}

/** As a store does it: keys decide what counts, what is new is folded, the rest folds its days from the facts. */
const take = (program: Program, calendar: Calendar, batches: ReadonlyArray<ReadonlyArray<Activity>>) => {
  const held = new Map<string, { activity: Activity; counts: boolean }>()
  const counted = () => [...held.values()].flatMap(({ activity, counts }) => (counts ? [activity] : []))
  let state = empty(program)
  for (const batch of batches) {
    const added: Array<Activity> = []
    const removed: Array<Activity> = []
    for (const activity of batch) {
      const before = held.get(keyOf(activity))
      const { takesKey, counts } = supersede(before?.activity, activity, accepted)
      if (!takesKey) continue
      if (before?.counts === true) removed.push(before.activity)
      if (counts) added.push(activity)
      held.set(keyOf(activity), { activity, counts })
    }
    const folded = fold(program, calendar, state, added, removed)
    state = folded.state
    for (const day of folded.refold) state = refoldDay(program, calendar, state, day, counted())
  }
  return { state, counted: counted() }
}

const factsOf = (calendar: Calendar, activities: ReadonlyArray<Counted>) => (day: Day) =>
  activities.filter(({ at }) => calendar.dayOf(at) === day)

describe("scoring bit by bit", () => {
  it("I33 incremental equals replay, for every rule and modifier", () => {
    const cases = arbitraryWorld.chain((world) =>
      arbitraryActivities(world.span, world.metrics).chain((activities) =>
        fc.record({
          world: fc.constant(world),
          activities: fc.constant(activities),
          batches: arbitraryArrivals(activities)
        })
      )
    )
    fc.assert(
      fc.property(cases, ({ world: { calendar, program, context: plain }, activities, batches }) => {
        const context = { ...plain, factsOf: factsOf(calendar, activities) }
        const expected = evaluate(program, calendar, byDefinition(program, calendar, activities), context)
        assert.deepStrictEqual(evaluate(program, calendar, take(program, calendar, batches).state, context), expected)
        assert.deepStrictEqual(
          evaluate(program, calendar, rebuild(program, calendar, activities.toReversed()), context),
          expected
        )
        assert.deepStrictEqual(replay(program, calendar, activities, context), expected)
      }),
      { numRuns: 250 }
    )
  })

  it("I32 any permutation, batching, duplicates and path of revisions to the same final set gives the same score", () => {
    const cases = arbitraryWorld.chain((world) =>
      arbitraryRevisions(world.span, world.metrics).chain((activities) =>
        fc.record({
          world: fc.constant(world),
          activities: fc.constant(activities),
          one: arbitraryArrivals(activities),
          other: arbitraryArrivals(activities)
        })
      )
    )
    fc.assert(
      fc.property(cases, ({ world: { calendar, program, context }, activities, one, other }) => {
        const lastRevision = new Map<string, Activity>()
        for (const activity of activities.toSorted((a, b) => a.revision - b.revision))
          lastRevision.set(keyOf(activity), activity)
        const final = [...lastRevision.values()].filter((activity) => !activity.void)
        const expected = replay(program, calendar, final, context)
        for (const batches of [one, other]) {
          const { state, counted } = take(program, calendar, batches)
          assert.sameDeepMembers(counted, final)
          assert.deepStrictEqual(
            evaluate(program, calendar, state, { ...context, factsOf: factsOf(calendar, counted) }),
            expected
          )
        }
      }),
      { numRuns: 200 }
    )
  })
})
