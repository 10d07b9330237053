import { assert, describe, it } from "@effect/vitest"
import { type Bucket, stepMs, takeFromBucket } from "@laurel/core/access"
import fc from "fast-check"

/** Somebody who takes from a bucket, at the instants of `at`. */
const taking = (bucket: Bucket, at: ReadonlyArray<number>) => {
  let fullAt = 0
  return at.map((now) => {
    const next = takeFromBucket(bucket, fullAt, now)
    fullAt = next.fullAt
    return { now, ...next.taken, isTaken: next.taken.count <= bucket.quota }
  })
}

/** The same as tokens that come back one after the other: each a step after the one before it, or after it was taken. */
const model = ({ quota, windowMs }: Bucket, at: ReadonlyArray<number>): ReadonlyArray<boolean> => {
  const step = Math.ceil(windowMs / quota)
  let away: ReadonlyArray<number> = []
  return at.map((now) => {
    away = away.filter((back) => back > now)
    if (away.length === quota) return false
    away = [...away, Math.max(away.at(-1) ?? now, now) + step]
    return true
  })
}

const buckets = fc.record({ quota: fc.integer({ min: 1, max: 6 }), windowMs: fc.integer({ min: 1, max: 60 }) })
const instants = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 60 }).map((gaps) => {
  let now = 0
  return gaps.map((gap) => {
    now += gap
    return now
  })
})

describe("A bucket", () => {
  it("gives so many at once, then one after the other as they come back", () => {
    const bucket = { quota: 3, windowMs: 30 }
    const asked = taking(bucket, [0, 0, 0, 0, 9, 10, 10, 40, 40, 40, 40])
    assert.deepStrictEqual(
      asked.map(({ count, endsInMs }) => [count, endsInMs]),
      [
        [1, 10],
        [2, 10],
        [3, 10],
        [4, 10],
        [4, 1],
        [3, 10],
        [4, 10],
        [1, 10],
        [2, 10],
        [3, 10],
        [4, 10]
      ]
    )
  })
  it("gives as its model of tokens does", () =>
    fc.assert(
      fc.property(buckets, instants, (bucket, at) => {
        assert.deepStrictEqual(
          taking(bucket, at).map(({ isTaken }) => isTaken),
          model(bucket, at)
        )
      })
    ))
  it("never gives more than its quota and what comes back meanwhile: at the end of no window twice as much at once", () =>
    fc.assert(
      fc.property(buckets, instants, (bucket, at) => {
        const given = taking(bucket, at).filter(({ isTaken }) => isTaken)
        for (const [index, first] of given.entries())
          for (const [more, last] of given.slice(index).entries())
            assert.isAtMost(more + 1, bucket.quota + Math.floor((last.now - first.now) / stepMs(bucket)))
      })
    ))
  it("says when one is there again: then, and not before", () =>
    fc.assert(
      fc.property(buckets, instants, (bucket, at) => {
        const asked = taking(bucket, at)
        const index = asked.findIndex(({ isTaken }) => !isTaken)
        const refused = asked[index]
        if (refused === undefined) return
        const isTakenAfter = (waitMs: number) =>
          taking(bucket, [...at.slice(0, index + 1), refused.now + waitMs]).at(-1)?.isTaken
        assert.isTrue(isTakenAfter(refused.endsInMs))
        assert.isFalse(isTakenAfter(refused.endsInMs - 1))
      })
    ))
})
