import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { type RankedRow, type Snapshot, withDifference } from "../../src/board/index.ts"
import { lacking } from "../../src/board/live/lacking.ts"
import { markOf } from "../../src/board/live/Mark.ts"
import { afterRead, emptyRing, longestRing, type Ring, since, unread } from "../../src/board/live/Ring.ts"
import { boardsOf, ranked } from "./rankedRows.ts"

type Step = readonly [by: number, rows: ReadonlyArray<RankedRow>] | "forgotten"

/** Versions that go on, stay, and go back, and boards that are lost. */
const steps: fc.Arbitrary<ReadonlyArray<Step>> = fc.array(
  fc.oneof(
    { weight: 9, arbitrary: fc.tuple(fc.constantFrom(1, 1, 1, 2, 0, -3), boardsOf(4)) },
    { weight: 1, arbitrary: fc.constant("forgotten" as const) }
  ),
  { maxLength: 30 }
)

const read = (ring: Ring, version: number, rows: ReadonlyArray<RankedRow>) => afterRead(ring, "top", version, rows)

/** Every state of a ring on its way. */
const statesOf = (all: ReadonlyArray<Step>): ReadonlyArray<Ring> => {
  const states = [emptyRing]
  let version = 5
  for (const step of all) {
    const ring = states.at(-1) ?? emptyRing
    if (step !== "forgotten") version = Math.max(0, version + step[0])
    states.push(step === "forgotten" ? emptyRing : read(ring, version, step[1]))
  }
  return states
}

const rowsOf = ({ whole }: Ring) => whole?.change.rows ?? []

const rowsAt = (version: number) => ranked({ ada: version, bob: 1_000, cy: 1_000, dan: 1_000 })
const markAt = (version: number) => markOf(version, rowsAt(version))

const changed = (versions: number): Ring => {
  let ring = emptyRing
  for (let version = 0; version <= versions; version++) ring = read(ring, version, rowsAt(version))
  return ring
}

describe("a ring of differences", () => {
  it("leads from every position that it knows to the tier as it is", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const states = statesOf(all)
        const now = states.at(-1) ?? emptyRing
        for (const then of states) {
          const lacked = then.whole === undefined ? undefined : since(now, then.whole.to)?.map(({ change }) => change)
          if (lacked === undefined) continue
          assert.deepStrictEqual(lacked.reduce(withDifference, rowsOf(then)), rowsOf(now))
          assert.isAtMost(
            lacked.reduce((sum, { entered, moved }) => sum + entered.length + moved.length, 0),
            rowsOf(now).length
          )
        }
      })
    )
  })

  it("has differences that follow one another, each to a later version", () => {
    fc.assert(
      fc.property(steps, (all) => {
        const { steps: last, whole } = statesOf(all).at(-1) ?? emptyRing
        for (const [at, { from, to, change }] of last.entries()) {
          assert.isBelow(from.version, to.version)
          assert.deepStrictEqual([change.from, change.to], [from.version, to.version])
          assert.deepStrictEqual(to, last[at + 1]?.from ?? whole?.to)
        }
      })
    )
  })

  it("stays at the version of its last change while the board moves on elsewhere", () => {
    const ring = changed(3)
    const later = read(ring, 9, rowsOf(ring))
    assert.deepStrictEqual(later, { ...ring, readAt: 9 })
    const moved = read(later, 10, ranked({ ada: 1 }))
    assert.deepStrictEqual([moved.steps.at(-1)?.change.from, moved.steps.at(-1)?.change.to], [3, 10])
  })

  it("is read again whatever the version when it could not be read", () => {
    const ring = changed(3)
    assert.strictEqual(ring.readAt, 3)
    assert.isUndefined(unread(ring).readAt)
    assert.deepStrictEqual({ ...unread(ring), readAt: 3 }, ring)
  })

  it("does not take a version for another's that had other rows", () => {
    const ring = changed(5)
    assert.strictEqual(since(ring, markAt(3))?.length, 2)
    assert.isUndefined(since(ring, markOf(3, rowsAt(4))))
    assert.isUndefined(since(ring, markOf(5, rowsAt(4))))
  })

  it("keeps so many differences and no more: who is further behind is to be sent all", () => {
    const last = longestRing + 5
    const ring = changed(last)
    assert.strictEqual(ring.steps.length, longestRing)
    assert.deepStrictEqual(ring.steps[0]?.from, markAt(5))
    assert.deepStrictEqual(
      since(ring, markAt(last - 2))?.map(({ from }) => from.version),
      [last - 2, last - 1]
    )
    assert.deepStrictEqual(since(ring, markAt(last)), [])
    assert.isUndefined(since(ring, markAt(4)))
  })

  it("sends no more rows than the tier has", () => {
    const ring = changed(20)
    assert.strictEqual(since(ring, markAt(16))?.length, 4)
    assert.isUndefined(since(ring, markAt(15)))
  })

  it("has nothing for whoever has the same rows at a later version that was read, and all of it at that one for who has others", () => {
    const ring = read(changed(5), 9, rowsAt(5))
    assert.deepStrictEqual(since(ring, { ...markAt(5), version: 7 }), [])
    assert.deepStrictEqual(since(ring, { ...markAt(5), version: 9 }), [])
    assert.isUndefined(since(ring, { ...markAt(5), version: 10 }))
    const whole: Snapshot = { _tag: "Snapshot", tier: "top", version: 9, rows: rowsAt(5) }
    const have = { top: { ...markAt(5), version: 9 } }
    assert.deepStrictEqual(lacking({ top: ring }, { top: markAt(7) }, true), [{ change: whole, have }])
    assert.deepStrictEqual(lacking({ top: ring }, { top: markAt(10) }, true), [])
  })

  it("takes nobody back who comes from a ring that read other versions of the same board", () => {
    const history = fc.array(boardsOf(3), { minLength: 2, maxLength: 12 })
    const reads = fc.uniqueArray(fc.nat(11), { minLength: 1, maxLength: 12 }).map((all) => all.sort((a, b) => a - b))
    fc.assert(
      fc.property(history, reads, reads, (boards, there, here) => {
        const ringOf = (versions: ReadonlyArray<number>) =>
          versions.reduce((ring, version) => read(ring, version, boards[version] ?? boards.at(-1) ?? []), emptyRing)
        const from = ringOf(there)
        const mark = from.whole?.to
        if (mark === undefined) return
        let [rows, version] = [rowsOf(from), mark.version]
        for (const { change } of lacking({ top: ringOf(here) }, { top: mark }, true)) {
          assert.isAtLeast(change._tag === "Snapshot" ? change.version : change.to, version)
          if (change._tag === "Difference") assert.strictEqual(change.from, version)
          rows = change._tag === "Snapshot" ? change.rows : withDifference(rows, change)
          version = change._tag === "Snapshot" ? change.version : change.to
        }
        const readAt = here.at(-1) ?? 0
        if (readAt >= mark.version) assert.deepStrictEqual(rows, boards[readAt] ?? boards.at(-1) ?? [])
        else assert.strictEqual(version, mark.version)
      }),
      { numRuns: 1_000 }
    )
  })

  it("begins anew when versions go back, or stay with other rows", () => {
    const ring = changed(5)
    for (const [version, rows] of [
      [3, rowsAt(9)],
      [5, rowsAt(9)]
    ] as const) {
      const begun = read(ring, version, rows)
      assert.deepStrictEqual(begun, read(emptyRing, version, rows))
      assert.isUndefined(since(begun, markAt(version)))
    }
  })
})
