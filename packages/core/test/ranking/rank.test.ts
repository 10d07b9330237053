import { assert, describe, it } from "@effect/vitest"
import fc from "fast-check"
import {
  byMerit,
  type Ranking,
  type RankPolicy,
  rank,
  type Standing,
  type StandingStatus
} from "../../src/ranking/index.ts"
import { anyField, anyRule, chainOf, ruleOf, standing } from "./standings.ts"

const policies = ["standard", "modified", "dense", "ordinal", "fractional"] as const
const ranksOf = ({ ranked }: Ranking): Array<number> => ranked.map((one) => one.rank)
const idsOf = ({ ranked }: Ranking): Array<string> => ranked.map((one) => one.standing.participantId)
const field = (...scores: ReadonlyArray<number>): Array<Standing> =>
  scores.map((score, index) => standing(`p${index}`, score))

/** What each policy means, said by counting the others. */
const meaning: Record<RankPolicy, (score: number, place: number, scores: ReadonlyArray<number>) => number> = {
  standard: (score, _, scores) => 1 + scores.filter((other) => other > score).length,
  modified: (score, _, scores) => scores.filter((other) => other >= score).length,
  dense: (score, _, scores) => 1 + new Set(scores.filter((other) => other > score)).size,
  ordinal: (_, place) => place,
  fractional: (score, _, scores) => {
    const better = scores.filter((other) => other > score).length
    const alike = scores.filter((other) => other === score).length
    return better + (alike + 1) / 2
  }
}

/** All lists of `length` scores out of 0 to `length - 1`: every tie shape in every order of arrival. */
const allScores = (length: number): Array<Array<number>> => {
  let lists: Array<Array<number>> = [[]]
  for (let at = 0; at < length; at++) {
    lists = lists.flatMap((list) => Array.from({ length }, (_, score) => [...list, score]))
  }
  return lists
}

describe("rank policy for ties", () => {
  const pinned: Record<RankPolicy, ReadonlyArray<number>> = {
    standard: [1, 2, 2, 4],
    modified: [1, 3, 3, 4],
    dense: [1, 2, 2, 3],
    ordinal: [1, 2, 3, 4],
    fractional: [1, 2.5, 2.5, 4]
  }
  for (const ranks of policies) {
    it(`${ranks}: ${pinned[ranks].join(" ")}`, () => {
      assert.deepStrictEqual(ranksOf(rank(ruleOf({ ranks }), field(30, 20, 20, 10))), pinned[ranks])
    })

    it(`${ranks}: for all tie shapes of up to five participants, those of up to four in every order of arrival`, () => {
      for (let length = 0; length <= 5; length++) {
        const ascend = (list: ReadonlyArray<number>): boolean => list.every((score, at) => score >= (list[at - 1] ?? 0))
        for (const scores of length < 5 ? allScores(length) : allScores(length).filter(ascend)) {
          const inOrder = scores.toSorted((a, b) => b - a)
          const expected = inOrder.map((score, index) => meaning[ranks](score, index + 1, scores))
          assert.deepStrictEqual(ranksOf(rank(ruleOf({ ranks }), field(...scores))), expected)
        }
      }
    })
  }

  it("a tie at the top and a tie at the end", () => {
    const ranksUnder = (ranks: RankPolicy) => ranksOf(rank(ruleOf({ ranks }), field(9, 9, 5, 1, 1, 1)))
    assert.deepStrictEqual(ranksUnder("standard"), [1, 1, 3, 4, 4, 4])
    assert.deepStrictEqual(ranksUnder("modified"), [2, 2, 3, 6, 6, 6])
    assert.deepStrictEqual(ranksUnder("dense"), [1, 1, 2, 3, 3, 3])
    assert.deepStrictEqual(ranksUnder("ordinal"), [1, 2, 3, 4, 5, 6])
    assert.deepStrictEqual(ranksUnder("fractional"), [1.5, 1.5, 3, 5, 5, 5])
  })
})

describe("standings in order", () => {
  it("direction: highest or lowest first", () => {
    const scores = field(20, -5, 0, 10)
    assert.deepStrictEqual(idsOf(rank(ruleOf(), scores)), ["p0", "p3", "p2", "p1"])
    assert.deepStrictEqual(idsOf(rank(ruleOf({ direction: "lowest" }), scores)), ["p1", "p2", "p3", "p0"])
  })

  it("ties are decided on exact integers, up to 2^53 - 1 in magnitude", () => {
    const most = 2 ** 53 - 1
    const ranking = rank(ruleOf(), field(-most, most - 1, most, 1 - most, most))
    assert.deepStrictEqual(idsOf(ranking), ["p2", "p4", "p1", "p3", "p0"])
    assert.deepStrictEqual(ranksOf(ranking), [1, 1, 3, 4, 5])
  })

  it("minus zero is zero", () => {
    assert.deepStrictEqual(ranksOf(rank(ruleOf(), field(0, -0, 0))), [1, 1, 1])
    const tuples = [standing("b", 1, { tieBreak: [-0] }), standing("a", 1, { tieBreak: [0] })]
    assert.deepStrictEqual(ranksOf(rank(ruleOf({ tieBreaks: chainOf(1) }), tuples)), [1, 1])
  })

  it("the tie-break chain is compared as one tuple, the smaller first", () => {
    const tuples = [
      standing("a", 5, { tieBreak: [2, 0] }),
      standing("b", 5, { tieBreak: [1, 9] }),
      standing("c", 5, { tieBreak: [1, 8] }),
      standing("d", 6, { tieBreak: [9, 9] }),
      standing("e", 5, { tieBreak: [1, 8] })
    ]
    const ranking = rank(ruleOf({ tieBreaks: chainOf(2) }), tuples)
    assert.deepStrictEqual(idsOf(ranking), ["d", "c", "e", "b", "a"])
    assert.deepStrictEqual(ranksOf(ranking), [1, 2, 2, 4, 5])
    const lowest = rank(ruleOf({ tieBreaks: chainOf(2), direction: "lowest" }), tuples)
    assert.deepStrictEqual(idsOf(lowest), ["c", "e", "b", "a", "d"])
  })

  it("as many links count as the rule declares, and a value that is lacking comes last", () => {
    const tuples = [
      standing("a", 5, { tieBreak: [] }),
      standing("b", 5, { tieBreak: [2 ** 53 - 1, 3] }),
      standing("c", 5, { tieBreak: [2 ** 53 - 1, 2] })
    ]
    assert.deepStrictEqual(ranksOf(rank(ruleOf(), tuples)), [1, 1, 1])
    const one = rank(ruleOf({ tieBreaks: chainOf(1) }), tuples)
    assert.deepStrictEqual(
      [idsOf(one), ranksOf(one)],
      [
        ["b", "c", "a"],
        [1, 1, 3]
      ]
    )
    assert.deepStrictEqual(idsOf(rank(ruleOf({ tieBreaks: chainOf(2) }), tuples)), ["c", "b", "a"])
  })

  it("ties are listed by participant id", () => {
    const ids = ["b", "a10", "a", "a2", "B", "é", "日", "a1"]
    const ranking = rank(
      ruleOf(),
      ids.map((id) => standing(id, 7))
    )
    assert.deepStrictEqual(idsOf(ranking), ["B", "a", "a1", "a10", "a2", "b", "é", "日"])
    assert.deepStrictEqual(
      ranking.ranked.map(({ place }) => place),
      [1, 2, 3, 4, 5, 6, 7, 8]
    )
    assert.deepStrictEqual(ranksOf(ranking), [1, 1, 1, 1, 1, 1, 1, 1])
  })

  it("an empty field has an empty ranking", () => {
    assert.deepStrictEqual(rank(ruleOf(), []), { ranked: [], unranked: [] })
  })

  it("is a total order: ranking is sorting by merit", () => {
    fc.assert(
      fc.property(anyRule, anyField(2), (rule, standings) => {
        const { ranked, unranked } = rank(rule, standings)
        assert.deepStrictEqual(
          ranked.map((one) => one.standing),
          standings.toSorted(byMerit(rule))
        )
        assert.deepStrictEqual(
          ranked.map(({ place }) => place),
          ranked.map((_, index) => index + 1)
        )
        assert.deepStrictEqual(unranked, [])
      })
    )
  })

  it("I34: the order of the input does not matter, and the input is not changed", () => {
    const shuffled = anyField(1).chain((one) =>
      fc.tuple(fc.constant(one), fc.shuffledSubarray(one, { minLength: one.length, maxLength: one.length }))
    )
    fc.assert(
      fc.property(anyRule, shuffled, (rule, [one, other]) => {
        const before = [...other]
        Object.freeze(other)
        assert.deepStrictEqual(rank(rule, other), rank(rule, one))
        assert.deepStrictEqual(other, before)
      })
    )
  })
})

describe("standings without a score", () => {
  const statuses: ReadonlyArray<StandingStatus> = ["Missing", "Unqualified", "Withdrawn", "Disqualified"]
  const mixed = [
    standing("z", 0, { status: "Missing" }),
    standing("w", 99, { status: "Withdrawn" }),
    standing("b", -5),
    standing("d", 99, { status: "Disqualified" }),
    standing("y", 50, { status: "Missing" }),
    standing("u", 99, { status: "Unqualified" }),
    standing("a", 10),
    standing("x", 7, { status: "Missing", tieBreak: [1] })
  ]

  it("are not ranked, and are listed by participant id", () => {
    for (const options of [undefined, { missing: "Excluded" }] as const) {
      const ranking = rank(ruleOf(), mixed, options)
      assert.deepStrictEqual(
        [idsOf(ranking), ranksOf(ranking)],
        [
          ["a", "b"],
          [1, 2]
        ]
      )
      assert.deepStrictEqual(
        ranking.unranked.map((one) => one.participantId),
        ["d", "u", "w", "x", "y", "z"]
      )
    }
    for (const status of statuses) {
      const alone = standing("p", 1, { status })
      assert.deepStrictEqual(rank(ruleOf(), [alone]), { ranked: [], unranked: [alone] })
    }
  })

  it("a missing score ranks last under the policy `last`, all alike", () => {
    const expected: Record<RankPolicy, ReadonlyArray<number>> = {
      standard: [1, 2, 3, 3, 3],
      modified: [1, 2, 5, 5, 5],
      dense: [1, 2, 3, 3, 3],
      ordinal: [1, 2, 3, 4, 5],
      fractional: [1, 2, 4, 4, 4]
    }
    for (const ranks of policies) {
      for (const direction of ["highest", "lowest"] as const) {
        const ranking = rank(ruleOf({ ranks, direction, tieBreaks: chainOf(1) }), mixed, { missing: "Last" })
        assert.deepStrictEqual(
          idsOf(ranking),
          direction === "highest" ? ["a", "b", "x", "y", "z"] : ["b", "a", "x", "y", "z"]
        )
        assert.deepStrictEqual(ranksOf(ranking), expected[ranks])
        assert.deepStrictEqual(
          ranking.ranked.map(({ place }) => place),
          [1, 2, 3, 4, 5]
        )
        assert.deepStrictEqual(
          ranking.unranked.map((one) => one.participantId),
          ["d", "u", "w"]
        )
      }
    }
  })

  it("when nobody has a score, those who miss one share the first place", () => {
    const ranking = rank(ruleOf({ ranks: "dense" }), [mixed[0]!, mixed[4]!], { missing: "Last" })
    assert.deepStrictEqual(
      [idsOf(ranking), ranksOf(ranking)],
      [
        ["y", "z"],
        [1, 1]
      ]
    )
  })
})

describe("a large field", () => {
  const size = 1500
  /** Few scores, fewer tie-break values, long ids out of order, some without a score. */
  const large = Array.from({ length: size }, (_, index) => {
    const mixed = (index * 1571) % size
    return standing(`participant-${mixed}`, mixed % 97, {
      tieBreak: [(mixed % 5) - 2],
      status: mixed % 50 === 0 ? "Missing" : "Scored"
    })
  })

  it("is ranked as a small one: by merit, ties alike", () => {
    for (const links of [0, 1]) {
      const inOrder = large
        .filter(({ status }) => status === "Scored")
        .toSorted(byMerit(ruleOf({ tieBreaks: chainOf(links) })))
      const groups = [...Map.groupBy(inOrder, (one) => `${one.score} ${links === 0 ? "" : one.tieBreak[0]}`).values()]
      assert.strictEqual(groups.length, links === 0 ? 97 : 485)
      for (const ranks of policies) {
        const { ranked, unranked } = rank(ruleOf({ ranks, tieBreaks: chainOf(links) }), large)
        const expected: Array<number> = []
        for (const [group, tied] of groups.entries()) {
          const [first, last] = [expected.length + 1, expected.length + tied.length]
          const mean = (first + last) / 2
          for (let place = first; place <= last; place++) {
            expected.push(
              { standard: first, modified: last, dense: group + 1, ordinal: place, fractional: mean }[ranks]
            )
          }
        }
        assert.isTrue(ranked.every((one, at) => one.standing === inOrder[at] && one.place === at + 1))
        assert.deepStrictEqual(
          ranked.map((one) => one.rank),
          expected
        )
        assert.strictEqual(unranked.length, size / 50)
      }
    }
  })

  it("I34: the order of the input does not matter", () => {
    const rule = ruleOf({ tieBreaks: chainOf(1) })
    assert.deepStrictEqual(rank(rule, large.toReversed()), rank(rule, large))
  })
})
