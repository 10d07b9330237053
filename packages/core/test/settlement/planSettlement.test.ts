import { assert, describe, it } from "@effect/vitest"
import { Result, Schema } from "effect"
import fc from "fast-check"
import type { Eligibility, Prizes } from "../../src/prize/index.ts"
import { rank, standingsHash } from "../../src/ranking/index.ts"
import {
  changedFacts,
  eligibilityHash,
  eligibilityOf,
  factsOf,
  lineKey,
  planFromJson,
  planHash,
  plannedStandings,
  planOf,
  planSettlement,
  poolHash,
  type SettlementPlan,
  toCanonical,
  verifyPlan
} from "../../src/settlement/index.ts"
import { ParticipantId } from "../../src/shared/index.ts"
import { feesOf, inputOf, names, noon, planFor, ranking, rulesHash, standingsOf } from "./world.ts"

const [cyd, dan] = [ParticipantId.make("cyd"), ParticipantId.make("dan")]
const scores = fc.array(fc.integer({ min: 0, max: 4 }), { maxLength: 4 })
const refusalOf = <A, E>(result: Result.Result<A, E>): E => Result.getOrThrow(Result.flip(result))

/** Every place in a JSON value, as the path to it. */
const leaves = (value: unknown, path: ReadonlyArray<string> = []): ReadonlyArray<ReadonlyArray<string>> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, field]) => leaves(field, [...path, key]))
    : [path]

const Json = Schema.fromJsonString(Schema.Unknown)
const parse = Schema.decodeUnknownSync(Json)
const print = Schema.encodeSync(Json)

/** The JSON with the value at the path changed as little as its form allows. */
const altered = (value: unknown, [key, ...rest]: ReadonlyArray<string>): unknown => {
  if (key !== undefined && Array.isArray(value))
    return value.map((item, index) => (`${index}` === key ? altered(item, rest) : item))
  if (key !== undefined && typeof value === "object" && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([name, field]) => [name, name === key ? altered(field, rest) : field])
    )
  }
  if (typeof value === "number") return value + 1
  if (typeof value === "string" && /^\d+$/.test(value)) return `${BigInt(value) + 1n}`
  if (typeof value === "string" && /^[0-9a-f]{64}$/.test(value))
    return value.replace(/^./, value.startsWith("0") ? "1" : "0")
  return `${value}x`
}

describe("a settlement plan", () => {
  const plan = planFor({
    scores: [9, 9, 5, 3],
    holds: { until: noon, byRecipient: new Map([["ada", noon + 1]]) },
    eligibility: new Map([[dan, "Unverified"]]),
    categories: new Map([[cyd, ["veteran", "local", "veteran"]]])
  })

  it("names pool, seed, standings and every award with its reason", () => {
    assert.strictEqual(plan.version, 1)
    assert.strictEqual(plan.seed, "spring 2026")
    assert.deepStrictEqual(plan.eligibility, [
      { participantId: cyd, categories: ["local", "veteran"] },
      { participantId: dan, eligibility: "Unverified", categories: [] }
    ])
    assert.deepStrictEqual(
      plan.standings.map(({ participantId, rank: at, score }) => `${participantId} ${at} ${score}`),
      ["ada 1 9", "bob 1 9", "cyd 3 5", "dan 4 3"]
    )
    assert.deepStrictEqual(plan.lines, [
      {
        key: "prize:ada:main+0",
        claim: "prize",
        recipient: "ada",
        line: "main+0",
        minorUnits: 1065n,
        advance: 0n,
        due: 1065n,
        holdUntil: noon + 1
      },
      {
        key: "prize:bob:main+0",
        claim: "prize",
        recipient: "bob",
        line: "main+0",
        minorUnits: 1065n,
        advance: 0n,
        due: 1065n,
        holdUntil: noon
      },
      {
        key: "prize:cyd:main+0",
        claim: "prize",
        recipient: "cyd",
        line: "main+0",
        minorUnits: 533n,
        advance: 0n,
        due: 533n,
        holdUntil: noon
      },
      {
        key: "prize:ada:win+0",
        claim: "prize",
        recipient: "ada",
        line: "win+0",
        minorUnits: 443n,
        advance: 0n,
        due: 443n,
        holdUntil: noon + 1
      },
      {
        key: "prize:bob:win+0",
        claim: "prize",
        recipient: "bob",
        line: "win+0",
        minorUnits: 444n,
        advance: 0n,
        due: 444n,
        holdUntil: noon
      }
    ])
    assert.deepStrictEqual(
      plan.prizes.awards.map(({ place, tied }) => [place, tied]),
      [
        [1, 2],
        [1, 2],
        [3, 1],
        [1, 2],
        [1, 2]
      ]
    )
    assert.strictEqual(plan.hash, planHash(plan))
  })

  it("I13 is the same to the byte for the same frozen facts, in whatever order they are read", () => {
    fc.assert(
      fc.property(scores, fc.shuffledSubarray(names, { minLength: 0 }), (points, payers) => {
        const forth = planFor({ scores: points, contributions: feesOf(payers.toSorted()) })
        const input = inputOf({ scores: points, contributions: feesOf(payers) })
        const back = planSettlement({
          ...input,
          input: { ...input.input, standings: input.input.standings.toReversed() }
        })
        assert.strictEqual(toCanonical(Result.getOrThrow(back)), toCanonical(forth))
      }),
      { numRuns: 60 }
    )
  })

  it("reads back from its canonical JSON as the same plan", () => {
    fc.assert(
      fc.property(scores, (points) => {
        const made = planFor({ scores: points })
        assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(made))), made)
      }),
      { numRuns: 60 }
    )
    assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(plan))), plan)
  })

  it("is refused as JSON with a field that plans do not have", () => {
    assert.isTrue(Result.isFailure(planFromJson(toCanonical(plan).replace('{"_v"', '{"_w":0,"_v"'))))
    assert.isTrue(Result.isFailure(planFromJson(toCanonical(plan).replace('"_v":1', '"_v":2'))))
    assert.isTrue(Result.isFailure(planFromJson("{")))
  })

  it("I25 shows every altered field: it cannot be read any more, or verification finds it", () => {
    const full = planFor({
      scores: [9, 9, 5, 3],
      eligibility: new Map([[dan, "Unverified"]]),
      categories: new Map([[cyd, ["veteran"]]]),
      version: 2,
      supersedes: { version: 1, planHash: plan.hash },
      holds: { until: noon }
    })
    const json = parse(toCanonical(full))
    const paths = leaves(json)
    assert.isAbove(paths.length, 100)
    for (const path of paths) {
      const read = planFromJson(print(altered(json, path)))
      if (Result.isSuccess(read)) assert.isNotEmpty(verifyPlan(read.success), path.join("."))
    }
    assert.isEmpty(verifyPlan(full))
  })

  it("that was altered and hashed anew is found by what it contradicts", () => {
    const rehashed = (change: Partial<SettlementPlan>) => {
      const body = { ...plan, ...change }
      return verifyPlan({ ...body, hash: planHash(body) }).map(({ path }) => path)
    }
    const [first, ...others] = plan.prizes.awards
    assert.isDefined(first)
    if (first === undefined) return
    assert.deepStrictEqual(rehashed({ contributions: plan.contributions.slice(1) }), ["poolHash", "prizes.gross"])
    assert.deepStrictEqual(rehashed({ seed: "another" }), ["poolHash"])
    assert.deepStrictEqual(rehashed({ poolHash: plan.eligibilityHash }), ["poolHash"])
    assert.deepStrictEqual(rehashed({ eligibility: [] }), ["eligibilityHash"])
    assert.deepStrictEqual(rehashed({ eligibilityHash: plan.poolHash }), ["eligibilityHash"])
    assert.deepStrictEqual(rehashed({ prizes: { ...plan.prizes, gross: plan.prizes.gross + 1n } }), [
      "prizes.gross",
      "prizes"
    ])
    assert.deepStrictEqual(rehashed({ prizes: { ...plan.prizes, topUp: 1n } }), ["prizes.topUp", "prizes"])
    assert.deepStrictEqual(
      rehashed({ prizes: { ...plan.prizes, awards: [{ ...first, due: first.due - 1n }, ...others] } }),
      ["prizes.awards[0].due"]
    )
    assert.deepStrictEqual(rehashed({ prizes: { ...plan.prizes, awards: others } }), [
      "prizes",
      "lines.length",
      "lines[0]",
      "lines[1]",
      "lines[2]",
      "lines[3]"
    ])
    assert.deepStrictEqual(rehashed({ lines: plan.lines.slice(1) }).at(0), "lines.length")
    assert.deepStrictEqual(
      rehashed({ lines: plan.lines.map((line, index) => (index === 2 ? { ...line, recipient: "eve" } : line)) }),
      ["lines[2]"]
    )
    assert.deepStrictEqual(rehashed({ standings: [...plan.standings, ...plan.standings.slice(0, 1)] }), ["standings"])
    assert.deepStrictEqual(rehashed({ supersedes: { version: 1, planHash: plan.hash } }), ["supersedes.version"])
  })

  it("is refused when the ledger has another pool than the contributions say", () => {
    const refused = refusalOf(planSettlement({ ...inputOf({ scores: [3, 1] }), paidInMinorUnits: 3999n }))
    assert.strictEqual(refused._tag, "PoolMismatch")
    assert.strictEqual(
      refused.message,
      "The ledger has 3999 paid into challenge spring, the plan 4000; compare entries and deposits with the journal before anything is paid"
    )
  })

  it("I12 is refused when the prizes leave a unit without destination", () => {
    const { input, ...heading } = inputOf({ scores: [3, 1] })
    const lost: Prizes = {
      outcome: "Awarded",
      gross: 4000n,
      deductions: [],
      pool: 4000n,
      topUp: 0n,
      topUps: [],
      stages: [],
      awards: [],
      items: [],
      itemsLeft: [],
      residual: [{ destination: "Platform", minorUnits: 3999n, reason: "Rounding" }],
      refunds: [],
      overpaid: []
    }
    const refused = refusalOf(
      planOf(
        { ...heading, seed: "", eligibility: [], contributions: input.contributions },
        plannedStandings(rank(ranking, input.standings)),
        lost
      )
    )
    assert.strictEqual(refused._tag, "PrizesDoNotBalance")
    assert.include(refused.message, "use 3999 of 4000")
    const other = planOf({ ...heading, seed: "", eligibility: [], contributions: input.contributions }, [], {
      ...lost,
      gross: 4001n
    })
    assert.strictEqual(refusalOf(other)._tag, "PoolMismatch")
  })

  it("is refused when the prizes are", () => {
    const input = inputOf({ scores: [3, 1] })
    const noResidual = planSettlement({ ...input, prizes: { ...input.prizes, degenerate: {} } })
    assert.strictEqual(refusalOf(noResidual)._tag, "DegenerateUnanswered")
  })

  it("lists who is not ranked last and without a rank", () => {
    const input = inputOf({ scores: [3, 1] })
    const standings = input.input.standings.map((standing, index) =>
      index === 0 ? { ...standing, status: "Disqualified" as const } : standing
    )
    const made = Result.getOrThrow(planSettlement({ ...input, input: { ...input.input, standings } }))
    assert.deepStrictEqual(
      made.standings.map(({ participantId, status }) => [participantId, status]),
      [
        ["bob", "Scored"],
        ["ada", "Disqualified"]
      ]
    )
    assert.isFalse(made.standings.some((standing) => standing.participantId === "ada" && "rank" in standing))
    assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(made))), made)
  })

  it("shows ranks that end in a half", () => {
    const input = inputOf({ scores: [3, 3] })
    const made = Result.getOrThrow(planSettlement({ ...input, ranking: { ...ranking, ranks: "fractional" } }))
    assert.deepStrictEqual(
      made.standings.map(({ rank: at }) => at),
      [1.5, 1.5]
    )
    assert.include(toCanonical(made), '"rank":"1.5"')
    assert.deepStrictEqual(Result.getOrThrow(planFromJson(toCanonical(made))), made)
  })

  it("takes what was paid ahead off what is due", () => {
    const ahead = planFor({ scores: [9, 7, 5, 3], advances: new Map([[ParticipantId.make("ada"), 1500n]]) })
    const adas = ahead.lines.filter(({ recipient }) => recipient === "ada")
    assert.strictEqual(
      adas.reduce((sum, { advance }) => sum + advance, 0n),
      1500n
    )
    assert.strictEqual(
      adas.reduce((sum, { due }) => sum + due, 0n),
      718n
    )
  })
})

describe("the facts of a plan", () => {
  const plan = planFor({ scores: [3, 1] })

  it("do not depend on the order of contributions, standings or entries", () => {
    assert.strictEqual(poolHash(plan.contributions.toReversed(), plan.seed), plan.poolHash)
    assert.strictEqual(standingsHash(standingsOf([3, 1]).toReversed()), standingsHash(standingsOf([3, 1])))
    assert.notStrictEqual(standingsHash(standingsOf([3, 1])), standingsHash(standingsOf([1, 3])))
    const judged: ReadonlyArray<readonly [ParticipantId, Eligibility]> = [
      [cyd, "Excluded"],
      [dan, "Unverified"]
    ]
    const named: ReadonlyArray<readonly [ParticipantId, ReadonlyArray<string>]> = [
      [dan, ["b", "a"]],
      [cyd, []]
    ]
    const forth = eligibilityOf({ eligibility: new Map(judged), categories: new Map(named) })
    assert.deepStrictEqual(
      eligibilityOf({ eligibility: new Map(judged.toReversed()), categories: new Map(named.toReversed()) }),
      forth
    )
    assert.deepStrictEqual(forth, [
      { participantId: cyd, eligibility: "Excluded", categories: [] },
      { participantId: dan, eligibility: "Unverified", categories: ["a", "b"] }
    ])
    assert.deepStrictEqual(eligibilityOf({ categories: new Map([[cyd, []]]) }), [])
  })

  it("are those that the plan says", () => {
    const { rulesHash: rules, standingsHash: standings, eligibilityHash: eligibility, poolHash: pool } = plan
    assert.deepStrictEqual(factsOf(plan), {
      rulesHash: rules,
      standingsHash: standings,
      eligibilityHash: eligibility,
      poolHash: pool
    })
    assert.strictEqual(pool, poolHash(plan.contributions, plan.seed))
    assert.strictEqual(eligibility, eligibilityHash([]))
  })

  it("tell what changed", () => {
    const now = factsOf(plan)
    const judged = planFor({ scores: [3, 1], eligibility: new Map([[dan, "Unverified"]]) })
    const named = planFor({ scores: [3, 1], categories: new Map([[dan, ["veteran"]]]) })
    assert.deepStrictEqual(changedFacts(now, now), [])
    assert.deepStrictEqual(changedFacts(now, { ...now, rulesHash: rulesHash.replace(/^./, "x") }), ["rules"])
    assert.deepStrictEqual(changedFacts(now, { ...now, standingsHash: "" }), ["standings"])
    assert.deepStrictEqual(changedFacts(now, factsOf(judged)), ["eligibility"])
    assert.deepStrictEqual(changedFacts(now, factsOf(named)), ["eligibility"])
    assert.deepStrictEqual(changedFacts(factsOf(judged), factsOf(named)), ["eligibility"])
    assert.deepStrictEqual(changedFacts(now, { ...now, poolHash: poolHash(plan.contributions, "other") }), ["pool"])
    assert.deepStrictEqual(changedFacts(now, { rulesHash: "", standingsHash: "", eligibilityHash: "", poolHash: "" }), [
      "rules",
      "standings",
      "eligibility",
      "pool"
    ])
  })
})

describe("the key of a line", () => {
  it("is of recipient and prize line, and of nothing else", () => {
    const [before, after] = [planFor({ scores: [9, 7, 5, 3] }), planFor({ scores: [7, 9, 5, 3] })]
    const keysOf = ({ lines }: SettlementPlan) =>
      lines
        .filter(({ line }) => line === "main+0")
        .map(({ key }) => key)
        .toSorted()
    assert.deepStrictEqual(keysOf(before), keysOf(after))
  })

  it("differs where recipient, line or claim differ", () => {
    const texts = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text.isWellFormed())
    fc.assert(
      fc.property(texts, texts, texts, texts, (a, b, c, d) => {
        assert.strictEqual(lineKey("prize", a, b) === lineKey("prize", c, d), a === c && b === d)
        assert.notStrictEqual(lineKey("prize", a, b), lineKey("refund", a, b))
      })
    )
    assert.notStrictEqual(lineKey("prize", "a:b", "c"), lineKey("prize", "a", "b:c"))
  })
})
