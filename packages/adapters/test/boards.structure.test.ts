import { assert, describe, it } from "@effect/vitest"
import { type BoardRow, byPlace, byPosition, type Placed, type Position } from "@laurel/core/board"
import type { RankingRule } from "@laurel/core/ranking"
import { compareIds, ParticipantId } from "@laurel/core/shared"
import fc from "fast-check"
import { Counts } from "../src/memory/boards/Counts.ts"
import { commonPrefix, idNumber } from "../src/memory/boards/idNumbers.ts"
import { KeptBoard } from "../src/memory/boards/KeptBoard.ts"
import { Listing } from "../src/memory/boards/Listing.ts"
import { probe, Rows } from "../src/memory/boards/Rows.ts"
import { sortSlots } from "../src/memory/boards/sortSlots.ts"

const rule: RankingRule = { direction: "highest", tieBreaks: [{ _tag: "MoreActiveDays" }], ranks: "dense" }

/** Few enough positions that ties are long, and many that pages part them. */
const positions: fc.Arbitrary<Position> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 2 }))
      .map(([score, link]): Position => ({ status: "Scored", score, tieBreak: [link] }))
  },
  { weight: 1, arbitrary: fc.constant<Position>({ status: "Missing", score: 0, tieBreak: [] }) }
)

const ids = fc.integer({ min: 0, max: 60 }).map((number) => ParticipantId.make(`p${number}`))
const steps = fc.array(fc.tuple(ids, fc.option(positions, { nil: undefined, freq: 3 })), {
  minLength: 1,
  maxLength: 200,
  size: "max"
})

/** A sorted array that is searched from one end to the other. */
class Plain {
  rows: ReadonlyArray<Placed> = []

  put(participantId: ParticipantId, position: Position | undefined): void {
    const others = this.rows.filter((row) => row.participantId !== participantId)
    this.rows = position === undefined ? others : [...others, { participantId, ...position }].sort(byPlace(rule))
  }

  /** Of each row where its group begins and which it is. */
  groups(): ReadonlyArray<readonly [start: number, group: number]> {
    const tied = byPosition(rule)
    let [start, group] = [0, -1]
    return this.rows.map((row, index) => {
      const before = this.rows[index - 1]
      if (before === undefined || tied(before, row) !== 0) [start, group] = [index, group + 1]
      return [start, group]
    })
  }
}

const agrees = (rows: Rows, listing: Listing, plain: Plain): void => {
  const groups = plain.groups()
  assert.strictEqual(listing.count, plain.rows.length)
  const seen: Array<readonly [ParticipantId, boolean]> = []
  listing.each(0, listing.count, (slot, isFirst) => seen.push([rows.shown(slot, 0, 0).participantId, isFirst]))
  assert.deepStrictEqual(
    seen,
    plain.rows.map(({ participantId }, index) => [participantId, groups[index]?.[0] === index])
  )
  for (const [index, { participantId }] of plain.rows.entries()) {
    const slot = rows.find(participantId) ?? Number.NaN
    const [start = Number.NaN, group = Number.NaN] = groups[index] ?? []
    assert.deepStrictEqual(listing.spotOf(slot), { index, start, group })
    assert.strictEqual(listing.startOf(group), start)
    assert.strictEqual(listing.at(index), slot)
    assert.strictEqual(listing.after(slot), index + 1)
  }
  assert.strictEqual(listing.startOf((groups.at(-1)?.[1] ?? -1) + 1), listing.count)
}

const listed = (capacity: number) => {
  const rows = new Rows(rule)
  const listing = new Listing(rows, capacity)
  let revision = 0
  const take = (participantId: ParticipantId, position: Position | undefined): number =>
    rows.take({ participantId, revision: revision++, ...(position === undefined ? {} : { position }) }) ?? Number.NaN
  return { rows, listing, take }
}

const load = (rows: Rows, listing: Listing): void => {
  const slots = rows.placed()
  for (const _ of sortSlots(rows, slots));
  for (const _ of listing.load(slots));
}

describe("the listing of a board in memory", () => {
  for (const capacity of [4, 8, 256]) {
    it(`is a sorted array, whatever is put in and taken away, with pages of ${capacity}`, () => {
      fc.assert(
        fc.property(steps, fc.nat({ max: 200 }), (taken, loadedAt) => {
          const { rows, listing, take } = listed(capacity)
          const plain = new Plain()
          for (const [at, [id, position]] of taken.entries()) {
            const slot = take(id, position)
            plain.put(id, position)
            if (at === loadedAt) load(rows, listing)
            else {
              if (listing.has(slot)) listing.remove(slot)
              if (position !== undefined) listing.insert(slot)
            }
            if (at % 8 === 0) agrees(rows, listing, plain)
          }
          agrees(rows, listing, plain)
        }),
        { numRuns: 60 }
      )
    })
  }

  it("gives up pages as rows go, and takes them again as rows come", () => {
    const { rows, listing, take } = listed(8)
    const plain = new Plain()
    const put = (number: number, position: Position | undefined) => {
      const id = ParticipantId.make(`p${number}`)
      const slot = take(id, position)
      plain.put(id, position)
      if (listing.has(slot)) listing.remove(slot)
      if (position !== undefined) listing.insert(slot)
    }
    const everyone = Array.from({ length: 300 }, (_, number) => number)
    for (const round of [1, 2]) {
      for (const number of everyone)
        put(number, { status: "Scored", score: (number * 7 * round) % 40, tieBreak: [number % 3] })
      agrees(rows, listing, plain)
      for (const number of everyone) if (number % 10 !== 0) put((number * 7) % 300, undefined)
      agrees(rows, listing, plain)
    }
    for (const number of everyone) put(number, undefined)
    agrees(rows, listing, plain)
  })

  it("finds where a row that it does not list would follow", () => {
    fc.assert(
      fc.property(steps, ids, positions, (taken, participantId, position) => {
        const { rows, listing, take } = listed(4)
        const plain = new Plain()
        for (const [id, placed] of taken) {
          take(id, placed)
          plain.put(id, placed)
        }
        load(rows, listing)
        const sought = { participantId, ...position }
        rows.aim(sought)
        const before = plain.rows.filter((row) => byPlace(rule)(row, sought) <= 0)
        assert.strictEqual(listing.after(probe), before.length)
      })
    )
  })
})

describe("a board in memory", () => {
  it("stays in order while it grows one by one, whatever its ids have in common by then", () => {
    const board = new KeptBoard({ ...rule, tieBreaks: [] }, 0)
    const rows = Array.from({ length: 1_200 }, (_, number): BoardRow => {
      const place = (number * 7) % 1_200
      const name = number < 100 ? `u${place}` : `participant-of-the-spring-${place}`
      return {
        participantId: ParticipantId.make(name),
        revision: 0,
        position: { status: "Scored", score: 1, tieBreak: [] }
      }
    })
    for (const [version, row] of rows.entries()) board.submit({ version, rows: [row] })
    assert.deepStrictEqual(
      board.rows(0, rows.length).map(({ participantId }) => participantId),
      rows.map(({ participantId }) => participantId).sort(compareIds)
    )
  })
})

describe("sorting the rows of a board", () => {
  const anyIds = fc.oneof(
    fc.nat({ max: 5_000 }).map((number) => `participant-${String(number).padStart(7, "0")}`),
    fc.string({ unit: fc.constantFrom("a", "b", "é", "ü", "~"), minLength: 1, maxLength: 12 })
  )

  it("lists them as `byPlace` does, however they come and whatever their ids are", () => {
    const row = fc.tuple(anyIds.map(ParticipantId.make), positions)
    fc.assert(
      fc.property(fc.uniqueArray(row, { selector: ([id]) => id, maxLength: 400, size: "max" }), (given) => {
        const rows = new Rows(rule)
        for (const [participantId, position] of given)
          rows.take({ participantId, revision: 1, position } satisfies BoardRow)
        rows.numberIds()
        const slots = rows.placed()
        for (const _ of sortSlots(rows, slots));
        assert.deepStrictEqual(
          Array.from(slots, (slot) => rows.shown(slot, 0, 0).participantId),
          given
            .map(([participantId, position]) => ({ participantId, ...position }))
            .sort(byPlace(rule))
            .map(({ participantId }) => participantId)
        )
      })
    )
  })

  it("the number of an id never contradicts the order of ids, whatever prefix it skips", () => {
    fc.assert(
      fc.property(anyIds, anyIds, fc.array(anyIds, { maxLength: 5 }), (one, other, many) => {
        const prefix = commonPrefix(many)
        const order = compareIds(one, other)
        const numbers = Math.sign(idNumber(one, prefix) - idNumber(other, prefix))
        assert.isTrue(numbers === 0 || numbers === order)
      }),
      { numRuns: 1_000 }
    )
  })

  it("ids are told apart by their number where they differ soon after what most of them begin with", () => {
    const many = Array.from({ length: 1_000 }, (_, number) => `participant-${String(number).padStart(6, "0")}`)
    const prefix = commonPrefix(["admin", ...many, "zoe"])
    assert.isTrue(prefix.startsWith("participant-0"))
    assert.strictEqual(new Set(many.map((id) => idNumber(id, prefix))).size, many.length)
  })
})

describe("counts in boxes", () => {
  it("add up to any box, and find the box of any number", () => {
    const boxes = fc.array(fc.nat({ max: 3 }), { maxLength: 40 })
    fc.assert(
      fc.property(boxes, fc.array(fc.tuple(fc.nat(), fc.nat({ max: 3 })), { maxLength: 10 }), (given, added) => {
        const counts = new Counts()
        const model = [...given]
        counts.reset(given.length, (box) => given[box] ?? 0)
        for (const [at, more] of model.length === 0 ? [] : added) {
          const box = at % model.length
          model[box] = (model[box] ?? 0) + more
          counts.add(box, more)
        }
        const owners = model.flatMap((count, box) => Array.from({ length: count }, () => box))
        for (let box = 0; box <= model.length; box++)
          assert.strictEqual(counts.before(box), owners.filter((owner) => owner < box).length)
        for (const [index, box] of owners.entries()) assert.strictEqual(counts.boxOf(index), box)
      })
    )
  })
})
