import { assert, describe, it } from "@effect/vitest"
import * as Memory from "@laurel/adapters/memory"
import { ActivityLog, type Arrival, accepted } from "@laurel/core/activity"
import { ChallengeId, Name, UserId } from "@laurel/core/shared"
import { Effect, Layer } from "effect"
import fc from "fast-check"
import { type Column, float64, int32, uint8, uint32 } from "../src/memory/Column.ts"
import { KeyTable } from "../src/memory/KeyTable.ts"

/** What the hash of a key begins with: its source, and this of its first four characters. */
const scrambled = (start: string): number => {
  const word = Math.imul(new DataView(new TextEncoder().encode(start).buffer).getInt32(0, true), 0xcc9e2d51)
  return Math.imul((word << 15) | (word >>> 17), 0x1b873593)
}

/** The source with which all keys that begin so, and go on alike, fall on one hash. */
const sourceFor = (start: string): number => scrambled(start) ^ scrambled("aaaa")

const colliding = ["aaaa", "bbbb", "cccc", "k123"].map((start) => [sourceFor(start), start] as const)

/** Keys of one source and one hash: of two one begins the other, and two begin alike. */
const alike = ["abc", "abcaagfrRiT", "abcaxyz0123", "abcaafbe>f`"]

interface Key {
  readonly source: number
  readonly key: string
}

const ends = fc.constantFrom("", "k", "é", "\uffff", "x".repeat(199), "k\u0080")
const keys: fc.Arbitrary<Key> = fc.oneof(
  fc.tuple(fc.constantFrom(...colliding), ends).map(([[source, start], end]) => ({ source, key: start + end })),
  // The last begins with what decoders may take for a mark of byte order.
  fc.record({ source: fc.constantFrom(0, 1), key: fc.constantFrom(...alike, "\ufeffk") })
)

type Step = Key | "take back"

/** A table with the columns that its owner keeps, and the steps to take back. */
const tableWithOwner = () => {
  const starts: Array<number> = []
  const table = new KeyTable((row) => starts[row] ?? -1)
  const undo: Array<() => void> = []
  return {
    table,
    point: (source: number, key: string): number => {
      const row = starts.push(table.write(key)) - 1
      const before = table.find(source, key)
      assert.strictEqual(table.point(source, key, row), before)
      undo.push(() => table.restore(source, key, before))
      return row
    },
    takeBack: () => undo.pop()?.(),
    read: (row: number) => table.read(starts[row] ?? -1)
  }
}

const modelKey = (source: number, key: string): string => `${source}\n${key}`

describe("KeyTable", () => {
  const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
    fc.oneof({ weight: 3, arbitrary: keys }, { weight: 1, arbitrary: fc.constant("take back" as const) }),
    { maxLength: 60 }
  )

  it("finds what a Map finds, with keys that collide and steps that are taken back", () => {
    fc.assert(
      fc.property(
        steps,
        fc.uniqueArray(keys, { selector: ({ source, key }) => modelKey(source, key) }),
        (all, looked) => {
          const { table, point, takeBack, read } = tableWithOwner()
          const states: Array<ReadonlyMap<string, number>> = [new Map()]
          for (const step of all) {
            const now = states.at(-1) ?? new Map<string, number>()
            if (step === "take back") {
              takeBack()
              if (states.length > 1) states.pop()
            } else {
              states.push(new Map(now).set(modelKey(step.source, step.key), point(step.source, step.key)))
            }
            for (const { source, key } of looked) {
              const row = table.find(source, key)
              assert.strictEqual(row, states.at(-1)?.get(modelKey(source, key)) ?? -1)
              if (row >= 0) assert.strictEqual(read(row), key)
            }
          }
        }
      )
    )
  })

  it("grows, and finds the keys that stay when the later ones are taken back", () => {
    const { table, point, takeBack, read } = tableWithOwner()
    const sources = 24
    const groups = 250
    // Every group shares one hash, so that runs of probes are long and some go over the end of the table.
    const all = Array.from({ length: sources * groups }, (_, number): Key => {
      const start = String(1_000 + Math.floor(number / groups))
      const group = number % groups
      return { source: sourceFor(start), key: `${start}${group}${"x".repeat(group % 97)}` }
    })
    for (const { source, key } of all) point(source, key)
    for (let left = all.length; left > 0; left -= groups) {
      assert.isTrue(all.every(({ source, key }, number) => table.find(source, key) === (number < left ? number : -1)))
      for (let taken = 0; taken < groups; taken++) takeBack()
    }
    assert.isTrue(all.every(({ key }, number) => read(number) === key))
  })
})

describe("Column", () => {
  /** Rows on both sides of every border that a column grows at. */
  const rows = fc.oneof(
    fc.constantFrom(0, 63, 64, 127, 128, 32_767, 32_768, 65_535, 65_536, 100_000),
    fc.integer({ min: 0, max: 100_000 })
  )
  const kinds: ReadonlyArray<readonly [name: string, make: () => Column, values: fc.Arbitrary<number>]> = [
    ["float64", float64, fc.maxSafeInteger()],
    ["int32", int32, fc.integer({ min: -(2 ** 31), max: 2 ** 31 - 1 })],
    ["uint32", uint32, fc.integer({ min: 0, max: 2 ** 32 - 1 })],
    ["uint8", uint8, fc.integer({ min: 0, max: 255 })]
  ]

  for (const [name, make, values] of kinds) {
    it(`${name} gives back what was set last, and 0 where nothing was`, () => {
      fc.assert(
        fc.property(
          fc.array(fc.tuple(rows, values), { maxLength: 12 }),
          fc.array(rows, { maxLength: 12 }),
          (set, looked) => {
            const column = make()
            const model = new Map<number, number>()
            for (const [row, value] of set) {
              column.set(row, value)
              model.set(row, value)
            }
            for (const row of [...model.keys(), ...looked]) assert.strictEqual(column.get(row), model.get(row) ?? 0)
          }
        ),
        { numRuns: 50 }
      )
    })
  }
})

describe("ActivityLog in memory", () => {
  it("tells apart more sources and metrics than 16 bits can number", { timeout: 60_000 }, () =>
    Effect.runPromise(
      Effect.gen(function* () {
        const log = yield* ActivityLog
        const challenge = ChallengeId.make("spring")
        const count = 2 ** 16 + 2
        const arrival = (number: number): Arrival => ({
          activity: {
            userId: UserId.make(`u${number}`),
            metric: Name.make(`m${number}`),
            quantity: number,
            at: 0,
            source: `s${number}`,
            sourceKey: "k",
            revision: 0,
            void: false
          },
          receivedAt: 0
        })
        const appended = yield* log.append(
          challenge,
          Array.from({ length: count }, (_, number) => arrival(number)),
          Effect.succeed(() => accepted)
        )
        assert.isTrue(appended.every(({ outcome }) => outcome._tag === "Accepted"))
        for (const number of [0, 1, count - 2, count - 1]) {
          const { activity } = arrival(number)
          assert.deepStrictEqual((yield* log.counted(challenge, [activity.userId])).get(activity.userId), [activity])
        }
      }).pipe(Effect.provide(Layer.fresh(Memory.layer)))
    )
  )
})
