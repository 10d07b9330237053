import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import fc from "fast-check"
import { actsOf } from "../../simulation/actsOf.ts"
import { everything, type Fault, faults, generateHistory, type Habit, habits, select } from "../../simulation/index.ts"
import { decodeDefinition, scheduleOf } from "../../src/challenge/index.ts"
import { maxMagnitude, sha256Hex } from "../../src/shared/index.ts"

const definition = Result.getOrThrow(
  decodeDefinition({
    id: "spring",
    name: "Spring",
    zone: "Europe/Berlin",
    dayZone: "participant",
    window: { start: "2026-03-20", end: "2026-04-10" },
    graceHours: 24,
    divisions: ["junior", "senior"],
    teams: { minimum: 2, maximum: 3, score: { _tag: "Sum" } },
    metrics: [
      { name: "steps", min: 0, max: 60000, plausible: { perActivity: 40000 }, sources: ["watch", "phone"] },
      { name: "weight", decimals: 1, daily: "latest", min: 30, max: 300 }
    ],
    score: { _tag: "ActiveDays", metric: "steps", atLeast: 10000, handicap: "Add" },
    measures: { loss: { _tag: "PercentChange", metric: "weight", direction: "loss" } }
  })
)
const schedule = scheduleOf(definition)

const textOf = (value: unknown): string =>
  JSON.stringify(value, (_, field: unknown) => (typeof field === "bigint" ? `${field}` : field))

const seeds = fc.nat(0xffffffff)

describe("an imagined history", () => {
  it("the same definition, seed and options give the same history, byte for byte", () => {
    const history = () => textOf(generateHistory(definition, 42, { participants: 12 }))
    assert.strictEqual(history(), history())
    assert.strictEqual(sha256Hex(history()), "6561b4a2dcc50e38118c10261033513c937983b5f57f3c6361330bb70277ef0c")
    assert.notStrictEqual(history(), textOf(generateHistory(definition, 43, { participants: 12 })))
  })

  it("leaving a person out changes no other", () => {
    fc.assert(
      fc.property(seeds, fc.nat(9), (seed, fewer) => {
        const [many, few] = [
          generateHistory(definition, seed, { participants: 10 }),
          generateHistory(definition, seed, { participants: fewer })
        ]
        assert.deepStrictEqual(many.people.slice(0, fewer), few.people)
        const kept = many.people.filter(({ number }) => number % 2 === 0)
        const selection = new Map([...everything(many)].filter(([number]) => number % 2 === 0))
        assert.deepStrictEqual(select(many, selection).people, kept)
      }),
      { numRuns: 20 }
    )
  })

  it("every habit lives in it and everything that can go wrong does", () => {
    const lived = new Set<Habit>()
    const happened = new Set<Fault>()
    for (let seed = 0; seed < 6; seed++) {
      for (const { habit, submissions } of generateHistory(definition, seed, { participants: 20 }).people) {
        lived.add(habit)
        for (const { fault } of submissions) if (fault !== undefined) happened.add(fault)
      }
    }
    assert.deepStrictEqual(
      habits.filter((habit) => !lived.has(habit)),
      []
    )
    assert.deepStrictEqual(
      faults.filter((fault) => !happened.has(fault)),
      []
    )
  })

  it("without faults every row is what it should be, and people hit the threshold exactly, miss it and pass it", () => {
    const sides = new Set<number>()
    for (let seed = 0; seed < 3; seed++) {
      for (const { entry, submissions } of generateHistory(definition, seed, { participants: 15, faults: false })
        .people) {
        for (const {
          arrival: { activity, receivedAt },
          fault
        } of submissions) {
          assert.isUndefined(fault)
          assert.strictEqual(activity.userId, entry.userId)
          assert.isTrue(activity.at >= schedule.start && activity.at < schedule.end && activity.at >= entry.enteredAt)
          assert.isTrue(receivedAt >= activity.at && receivedAt <= schedule.graceEnds)
          if (activity.metric === "steps") sides.add(Math.sign(activity.quantity - 10_000))
        }
      }
    }
    assert.deepStrictEqual([...sides].sort(), [-1, 0, 1])
  })

  it("a twin does exactly what the person before does", () => {
    const { people } = generateHistory(definition, 5, { participants: 40, faults: false })
    const twins = people.filter(({ habit, number }) => habit === "Twin" && number > 0)
    assert.isNotEmpty(twins)
    const efforts = (number: number) =>
      people[number]?.submissions.map(
        ({
          arrival: {
            activity: { metric, quantity, at }
          }
        }) => [metric, quantity, at]
      )
    for (const { number } of twins) assert.deepStrictEqual(efforts(number), efforts(number - 1))
  })

  it("scores of some are adjusted, both ways and beyond what they hold, and taken back, after they entered; where nothing happens none is", () => {
    const { people } = generateHistory(definition, 42, { participants: 600 })
    const adjustments = people.flatMap(({ entry, adjustments }) => adjustments.map((one) => ({ entry, ...one })))
    const amounts = adjustments.map(({ wanted }) => wanted.amount)
    assert.includeMembers(amounts, [maxMagnitude, -maxMagnitude])
    assert.isTrue(amounts.some((amount) => amount > 0 && amount < 100) && amounts.every((amount) => amount !== 0))
    assert.isTrue(adjustments.some(({ reversedAt }) => reversedAt === undefined))
    assert.isTrue(adjustments.some(({ reversedAt }) => reversedAt !== undefined))
    for (const { entry, at, reversedAt = at, wanted } of adjustments) {
      assert.isTrue(entry.enteredAt <= at && at <= reversedAt && reversedAt < schedule.graceEnds)
      assert.strictEqual(wanted.participantId, entry.participantId)
    }
    const quiet = generateHistory(definition, 42, { participants: 600, incidents: false })
    assert.isTrue(quiet.people.every(({ adjustments }) => adjustments.length === 0))
  })

  it("acts come in the order of time, and everything that is imagined is acted out once", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const history = generateHistory(definition, seed, { participants: 8 })
        const acts = actsOf(history, schedule)
        assert.deepStrictEqual(
          acts.map(({ at }) => at),
          acts.map(({ at }) => at).toSorted((a, b) => a - b)
        )
        const rows = acts.flatMap((act) => (act._tag === "Record" ? act.arrivals : []))
        assert.sameMembers(
          [...rows],
          history.people.flatMap(({ submissions }) => submissions.map(({ arrival }) => arrival))
        )
        const done = (tag: string) =>
          acts.flatMap((act) => (act._tag === tag && "wanted" in act ? [act.wanted.id] : []))
        const adjustments = history.people.flatMap((person) => person.adjustments)
        const reversed = adjustments.filter(({ reversedAt }) => reversedAt !== undefined)
        assert.sameMembers(
          done("Adjust"),
          adjustments.map(({ wanted }) => wanted.id)
        )
        assert.sameMembers(
          done("Reverse"),
          reversed.map(({ wanted }) => wanted.id)
        )
        for (const act of acts) {
          if (act._tag === "Record") assert.isTrue(act.arrivals.every(({ receivedAt }) => receivedAt <= act.at))
          if (act._tag === "Join") assert.isTrue(act.entries.every(({ enteredAt }) => enteredAt <= act.at))
        }
      }),
      { numRuns: 20 }
    )
  })
})
