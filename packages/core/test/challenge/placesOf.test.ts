import { assert, describe, it } from "@effect/vitest"
import { placesOf } from "../../src/challenge/index.ts"
import { type RankingRule, rank } from "../../src/ranking/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"

const standing = (name: string, score: number) => ({
  participantId: ParticipantId.make(name),
  status: "Scored" as const,
  score,
  tieBreak: [],
  measures: {}
})

const placesUnder = (ranks: RankingRule["ranks"]) => {
  const rule: RankingRule = { direction: "highest", tieBreaks: [], ranks }
  const standings = [standing("a", 9), standing("b", 9), standing("c", 7), standing("d", 5)]
  return [...placesOf(rank(rule, standings).ranked).values()]
}

describe("placesOf", () => {
  it("counts who stands better, whatever the ranks are called", () => {
    for (const ranks of ["standard", "modified", "dense", "fractional"] as const) {
      assert.deepStrictEqual(placesUnder(ranks), [1, 1, 3, 4], ranks)
    }
    assert.deepStrictEqual(placesUnder("ordinal"), [1, 2, 3, 4])
  })
})
