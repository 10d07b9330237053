import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import { positionsUnder, rules } from "../../contracts/arbitraries/liveBoard.ts"
import { byPlace, type Placed, reveal } from "../../src/board/index.ts"
import type { RankingRule } from "../../src/ranking/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

const plain: RankingRule = { direction: "highest", tieBreaks: [], ranks: "standard" }
const at = (id: string, score: number): Placed => ({
  participantId: ParticipantId.make(id),
  status: "Scored",
  score,
  tieBreak: []
})

/** The listing after so many steps, in short. */
const listingAfter = ({ begins, steps }: ReturnType<typeof reveal>, count: number): ReadonlyArray<string> => {
  const listing = begins.map(({ participantId }): string => participantId)
  for (const { from, to } of steps.slice(0, count)) listing.splice(to - 1, 0, ...listing.splice(from - 1, 1))
  return listing
}

describe("reveal", () => {
  it("goes from the bottom up; whoever jumps makes room for the next", () => {
    const frozen = [at("a", 9), at("b", 8), at("c", 7), at("d", 6)]
    const now = [at("a", 9), at("b", 10), at("c", 7), at("d", 11)]
    const shown = reveal(plain, frozen, now, 4)
    assert.deepStrictEqual(
      shown.steps.map(({ participantId, from, to }) => `${participantId} ${from} to ${to}`),
      ["d 4 to 1", "b 3 to 2"]
    )
    assert.deepStrictEqual(listingAfter(shown, 0), ["a", "b", "c", "d"])
    assert.deepStrictEqual(listingAfter(shown, 1), ["d", "a", "b", "c"])
    assert.deepStrictEqual(listingAfter(shown, 2), ["d", "b", "a", "c"])
  })

  it("shows at once what lies below the places that are stepped through, and whoever is new", () => {
    const frozen = [at("a", 9), at("b", 8), at("c", 7), at("d", 6)]
    const now = [at("a", 10), at("b", 8), at("d", 12), at("e", 1)]
    const shown = reveal(plain, frozen, now, 2)
    assert.deepStrictEqual(listingAfter(shown, 0), ["d", "a", "b", "e"])
    assert.deepStrictEqual(
      shown.steps.map(({ participantId, from, to }) => `${participantId} ${from} to ${to}`),
      ["a 2 to 2"]
    )
  })

  it("ends with the listing of now, and what lies below the lowest hidden row stays as it is", () => {
    const fields = fc.constantFrom(...rules).chain((rule) => {
      const field = fc.uniqueArray(
        fc
          .tuple(fc.integer({ min: 0, max: 9 }), positionsUnder(rule))
          .map(([number, position]): Placed => ({ participantId: ParticipantId.make(`p${number}`), ...position })),
        { maxLength: 8, selector: ({ participantId }) => participantId }
      )
      return fc.tuple(fc.constant(rule), field, field, fc.integer({ min: 0, max: 9 }))
    })
    fc.assert(
      fc.property(fields, ([rule, frozen, now, places]) => {
        const shown = reveal(rule, frozen, now, places)
        const meant = now.toSorted(byPlace(rule)).map(({ participantId }) => participantId)
        assert.deepStrictEqual(listingAfter(shown, shown.steps.length), meant)
        const who = shown.steps.map(({ participantId }) => participantId)
        assert.strictEqual(new Set(who).size, who.length)
        for (const [step] of shown.steps.entries()) {
          const hidden = new Set<string>(who.slice(step))
          const listing = listingAfter(shown, step)
          const lowest = listing.findLastIndex((id) => hidden.has(id))
          // Nobody who is still hidden stands below whoever is shown next.
          assert.strictEqual(listing[lowest], who[step])
        }
      })
    )
  })
})
