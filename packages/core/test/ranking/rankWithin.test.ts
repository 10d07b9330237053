import { assert, describe, it } from "@effect/vitest"
import { rank, rankWithin } from "../../src/ranking/index.ts"
import { Name } from "../../src/shared/index.ts"
import { ruleOf, standing } from "./standings.ts"

const [women, men] = [Name.make("women"), Name.make("men")]
const field = [
  standing("a", 10, { division: women }),
  standing("b", 90, { division: men }),
  standing("c", 50, { division: women }),
  standing("d", 70),
  standing("e", 50, { division: women }),
  standing("f", 0, { division: women, status: "Missing" }),
  standing("g", 0, { division: men, status: "Missing" })
]

describe("the board of a division", () => {
  it("ranks the standings of the division only, from 1", () => {
    const board = rankWithin(ruleOf(), field, women)
    assert.deepStrictEqual(
      board.ranked.map((one) => [one.standing.participantId, one.rank, one.place]),
      [
        ["c", 1, 1],
        ["e", 1, 2],
        ["a", 3, 3]
      ]
    )
    assert.deepStrictEqual(
      board.unranked.map((one) => one.participantId),
      ["f"]
    )
    assert.deepStrictEqual(rankWithin(ruleOf(), field, Name.make("juniors")), { ranked: [], unranked: [] })
  })

  it("follows the policy for a missing score", () => {
    const board = rankWithin(ruleOf(), field, men, { missing: "Last" })
    assert.deepStrictEqual(
      board.ranked.map((one) => [one.standing.participantId, one.rank]),
      [
        ["b", 1],
        ["g", 2]
      ]
    )
    assert.deepStrictEqual(board.unranked, [])
  })

  it("keeps the order of the overall board", () => {
    const overall = rank(ruleOf(), field).ranked.map((one) => one.standing)
    for (const division of [women, men]) {
      const board = rankWithin(ruleOf(), field, division).ranked.map((one) => one.standing)
      assert.deepStrictEqual(
        board,
        overall.filter((one) => one.division === division)
      )
    }
  })
})
