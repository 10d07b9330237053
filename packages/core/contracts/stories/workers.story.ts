import { assert } from "@effect/vitest"
import fc from "fast-check"
import { joinWithFee, reconcileCharges } from "../../src/challenge/index.ts"
import { pay, reconcile } from "../../src/settlement/index.ts"
import { contract, type Test } from "../Contract.ts"
import { playedBy, type Scenario } from "../crashes/everyCrash.ts"
import { finalState, joinUntilDone, payUntilDone } from "../crashes/recovery.ts"
import type { Crash } from "../crashes/watched.ts"
import type { StoryPorts } from "./StoryPorts.ts"
import { entryOf, opened, posted, storyDefinition, type Treatment } from "./world.ts"

const march = storyDefinition()

const scenario = { given: posted(march), recover: payUntilDone(march.id), outcome: finalState(march.id) }

const acts = {
  pays: (worker: string) => pay(march.id, worker),
  reconciles: () => reconcile(march.id)
} as const

/** A worker: what it does, and where it is killed, if it is. */
const workers = fc.record({
  does: fc.constantFrom<keyof typeof acts>("pays", "pays", "reconciles"),
  crash: fc.option(fc.record({ call: fc.nat({ max: 40 }), when: fc.constantFrom<Crash["when"]>("before", "after") }), {
    nil: undefined
  })
})

const treatments = fc.constantFrom<Treatment>("pays", "declines", "pays but the answer is lost")

/** How a scenario ends undisturbed, played once for each way in which the provider treats her. */
const undisturbed = (subject: Parameters<Test<StoryPorts>>[0], of: Omit<Scenario, "act" | "provider">) => {
  const ends = new Map<Treatment, ReturnType<typeof playedBy>>()
  return (ada: Treatment) => {
    const end = ends.get(ada) ?? playedBy(subject, { ...of, provider: { ada } }, [])
    ends.set(ada, end)
    return end
  }
}

/** Workers at the same time, their calls of ports interleaved as the scheduler of fast-check chooses. */
const interleaved: Test<StoryPorts> = (subject) => {
  const expectedFor = undisturbed(subject, scenario)
  return fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(workers, { minLength: 2, maxLength: 3 }),
      treatments,
      async (scheduler, team, ada) => {
        const provider = { ada }
        const expected = await expectedFor(ada)
        const players = team.map(({ does, crash }, index) => ({
          act: acts[does](`worker ${index}`),
          watch: {
            calls: [],
            crash,
            isOver: false,
            turn: (call: string) => scheduler.schedule(Promise.resolve(), `${index}: ${call}`)
          }
        }))
        const end = await scheduler.waitFor(playedBy(subject, { ...scenario, provider }, players))
        assert.deepStrictEqual(end, expected)
      }
    ),
    { numRuns: subject.runs }
  )
}

const empty = {
  given: opened(march, []),
  recover: joinUntilDone(march.id, entryOf("ada")),
  outcome: finalState(march.id)
}

/** People who press the button several times, on several machines, while the charges are reconciled. */
const joinedByMany: Test<StoryPorts> = (subject) => {
  const expectedFor = undisturbed(subject, empty)
  return fc.assert(
    fc.asyncProperty(
      fc.scheduler(),
      fc.array(workers, { minLength: 2, maxLength: 3 }),
      treatments,
      async (scheduler, team, ada) => {
        const joined = { ...empty, provider: { ada } }
        const expected = await expectedFor(ada)
        const players = team.map(({ does, crash }, index) => ({
          act: does === "pays" ? joinWithFee(march.id, entryOf("ada"), `worker ${index}`) : reconcileCharges(march.id),
          watch: {
            calls: [],
            crash,
            isOver: false,
            turn: (call: string) => scheduler.schedule(Promise.resolve(), `${index}: ${call}`)
          }
        }))
        assert.deepStrictEqual(await scheduler.waitFor(playedBy(subject, joined, players)), expected)
      }
    ),
    { numRuns: subject.runs }
  )
}

/** Each run is two worlds, on a database that others use as well. */
const limitMs = 1_200_000

/** Several workers on one settlement. */
export const workersStory = contract<StoryPorts>(
  "Story of the workers",
  {
    "two or three workers pay and reconcile, some of them killed, in any order of their steps: as if one had (I21)":
      interleaved,
    "two or three workers join the same person with a fee and reconcile, some of them killed, in any order of their steps: as if one had (I21)":
      joinedByMany
  },
  limitMs
)
