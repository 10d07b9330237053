import { crc32 } from "node:zlib"
import { assert, describe, it } from "@effect/vitest"
import { type LiveBoard, scopeText } from "@laurel/core/board"
import { ChallengeId, maxMagnitude, Name } from "@laurel/core/shared"
import { Effect } from "effect"
import fc from "fast-check"
import { gathered } from "../src/redis/gather.ts"
import { decodeInteger, encodeInteger } from "../src/redis/integerCode.ts"
import { keyOf, prefixOf } from "../src/redis/keys.ts"
import { hashOf } from "../src/redis/scripts/hashes.ts"
import { unfitness } from "../src/redis/unfitness.ts"

const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.integer({ min: -200, max: 200 }),
  fc.integer({ min: 2 ** 34, max: 2 ** 43 }),
  fc.constantFrom(
    maxMagnitude,
    -maxMagnitude,
    16,
    17,
    -31,
    -32,
    127,
    128,
    2 ** 35 - 1,
    2 ** 35,
    65 * 2 ** 35 - 1,
    65 * 2 ** 35,
    2 ** 42 - 1,
    2 ** 42,
    2 ** 49
  )
)

describe("Boards in Redis: the parts that need no server", () => {
  it("coded integers are ordered as the integers are, byte by byte, and are read back", () =>
    fc.assert(
      fc.property(whole, whole, fc.string(), (a, b, rest) => {
        const [first, second] = [encodeInteger(a), encodeInteger(b)]
        assert.strictEqual(Buffer.compare(Buffer.from(first), Buffer.from(second)), Math.sign(a - b) || 0)
        assert.deepStrictEqual(decodeInteger(`x${first}${rest}`, 1), [a, 1 + first.length])
        if (a !== b) assert.isFalse(first.startsWith(second))
        assert.strictEqual(Buffer.byteLength(first), first.length)
      }),
      { numRuns: 2_000 }
    ))

  it("an instant takes six characters, a small number one", () => {
    assert.strictEqual(encodeInteger(Date.UTC(2039, 11, 31)).length, 6)
    assert.strictEqual(encodeInteger(-31).length, 1)
  })

  it("keys of a board have one hash tag, whatever stands in its ids and in the prefix", () => {
    const board: LiveBoard = {
      challengeId: ChallengeId.make("a}b{c}:d"),
      scope: { _tag: "Division", division: Name.make("Over 40") },
      rule: { direction: "highest", tieBreaks: [], ranks: "standard" }
    }
    const key = keyOf(prefixOf("my{app}"), board)
    assert.strictEqual(key, "my%7Bapp%7D:board:{a%7Db%7Bc%7D%3Ad:division%20Over%2040}")
    assert.strictEqual(scopeText(board.scope), "division Over 40")
  })

  it("a server that may evict any key, or is older than 7.0, is unfit; one that does not say is not", () => {
    const unfit = (info: string) => unfitness("here", info)?.problem
    assert.strictEqual(unfit("redis_version:7.0.15\r\nmaxmemory_policy:allkeys-lru\r\n"), "evicts")
    assert.strictEqual(unfit("redis_version:6.2.6\r\nmaxmemory_policy:noeviction\r\n"), "too old")
    assert.isUndefined(unfit("redis_version:7.0.15\r\nmaxmemory_policy:volatile-lru\r\n"))
    assert.isUndefined(unfit("redis_version:10.0.1\r\n"))
    assert.isUndefined(unfit(""))
  })

  it("hashes are the last 28 bits of CRC-32 over UTF-8, in four characters", () =>
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (id) => {
        const characters = [...hashOf(id)].map((character) => character.charCodeAt(0))
        assert.isTrue(characters.length === 4 && characters.every((character) => character < 128))
        const hash = characters.reduce((read, character) => read * 128 + character, 0)
        assert.strictEqual(hash, crc32(Buffer.from(id)) % 2 ** 28)
      })
    ))

  it("what is asked in one turn is asked together, so many at a time, and each gets its own answer", async () => {
    const asked: Array<ReadonlyArray<number>> = []
    const double = gathered(
      3,
      async (factor: number, questions: ReadonlyArray<number>) => {
        asked.push(questions)
        if (questions.includes(0)) throw new Error("no")
        return questions.map((question) => question * factor)
      },
      () => "failed" as const
    )
    const together = <A, E>(effects: ReadonlyArray<Effect.Effect<A, E>>) =>
      Effect.runPromise(
        Effect.all(
          effects.map((one) => Effect.catch(one, (failure) => Effect.succeed(failure))),
          { concurrency: "unbounded" }
        )
      )
    assert.deepStrictEqual(await together([1, 2, 3, 4].map((n) => double("by ten", 10, n))), [10, 20, 30, 40])
    assert.deepStrictEqual(asked, [[1, 2, 3], [4]])
    assert.deepStrictEqual(await together([double("by two", 2, 5), double("by ten", 10, 0), double("by ten", 10, 6)]), [
      10,
      "failed",
      "failed"
    ])
  })
})
