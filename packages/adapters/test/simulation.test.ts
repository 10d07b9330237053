import { assert, describe, it } from "@effect/vitest"
import { announcing, followBoards } from "@laurel/adapters/decorators"
import { layer, layerBoardNews, layerBoards } from "@laurel/adapters/memory"
import { type LiveEvent, tiers } from "@laurel/core/board"
import { type ChallengeDefinition, decodeDefinition, Scores } from "@laurel/core/challenge"
import { Currency, type Instant, Rational } from "@laurel/core/shared"
import {
  allChecks,
  arbitraryDefinition,
  type Check,
  formatReplay,
  generateHistory,
  type Observation,
  parseReplay,
  type SimulationPorts,
  type Spectator,
  simulate,
  simulateMany
} from "@laurel/core/simulation"
import { Effect, Layer, Result } from "effect"
import fc from "fast-check"

const definition: ChallengeDefinition = Result.getOrThrow(
  decodeDefinition({
    id: "spring",
    name: "Spring",
    zone: "Europe/Berlin",
    window: { start: "2026-03-26", end: "2026-04-05" },
    graceHours: 24,
    disputeHours: 24,
    metrics: [
      { name: "steps", max: 60000, plausible: { perActivity: 40000, perDay: 50000 }, sources: ["watch", "phone"] }
    ],
    score: { _tag: "ActiveDays", metric: "steps", atLeast: 10000 },
    ranking: { tieBreaks: [{ _tag: "EarliestReached" }] },
    currency: "EUR",
    prizes: {
      funding: { entryFee: "1000", sponsor: "101" },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }],
      stages: [
        { name: "places", weight: 3, awards: [{ _tag: "SharePerPlace", shares: ["50%", "30%", "20%"] }] },
        { name: "half", awards: [{ _tag: "TopFraction", fraction: "1/2" }] }
      ],
      ties: "Pool",
      residual: "Platform",
      degenerate: {
        emptyPool: "NoPrizes",
        oneEntrant: "PayAsRanked",
        allScoresZero: "PayAsRanked",
        noWinner: "Refund",
        everyoneWins: "PayAsRanked",
        fewerFinishersThanPlaces: "Residual"
      }
    }
  })
)

/** A machine that does other things at the same time takes longer than a test is usually given. */
const slow = 60_000

const play = (seed: number, checks = allChecks, ports: Layer.Layer<SimulationPorts> = layer) =>
  Effect.runPromise(simulate(ports, definition, { seed, participants: 8, checks }))

/** Watches the board of the memory of this process, which follows that in the store. */
const spectator = (told: Array<readonly [LiveEvent["change"], Instant]>, more: Partial<Spectator> = {}): Spectator => ({
  boards: announcing.pipe(Layer.provideMerge(Layer.merge(followBoards(Layer.fresh(layerBoards)), layerBoardNews))),
  speed: 12 * 3_600,
  see: ({ change }, at) => void told.push([change, at]),
  passes: () => Effect.void,
  ...more
})

const watched = (seed: number, participants: number, watcher: Spectator, checks = allChecks) =>
  Effect.runPromise(simulate(layer, definition, { seed, participants, checks, spectator: watcher }))

const many = (runs: number, checks = allChecks, ports: Layer.Layer<SimulationPorts> = layer) =>
  Effect.runPromise(simulateMany(ports, definition, { seed: 42, runs, participants: 8, checks }))

/** Notices that somebody has a score at all. */
const nobodyScores: Check = {
  invariant: "Nobody",
  promise: "nobody scores",
  sees: "Board",
  find: (observation) => {
    const scorer =
      observation._tag === "Board"
        ? observation.board.overall.ranked.find(({ standing }) => standing.score > 0)
        : undefined
    return scorer === undefined ? undefined : `${scorer.standing.participantId} scores ${scorer.standing.score}`
  }
}

/** A store that forgets a state when it is to replace one. */
const forgetful: Layer.Layer<SimulationPorts> = Layer.effect(
  Scores,
  Effect.map(Scores, (scores) =>
    Scores.of({
      ...scores,
      save: (id, changed) =>
        Effect.flatMap(
          scores.load(
            id,
            changed.map(({ userId }) => userId)
          ),
          (known) =>
            scores.save(
              id,
              changed.filter((_, at) => known[at] === undefined)
            )
        )
    })
  )
).pipe(Layer.provideMerge(layer))

describe("a whole simulated challenge", () => {
  it(
    `${[...new Set(allChecks.map(({ invariant }) => invariant))].join(" ")} hold for challenges of every kind`,
    async () => {
      await fc.assert(
        fc.asyncProperty(
          arbitraryDefinition(),
          fc.nat(0xffffffff),
          fc.integer({ min: 1, max: 7 }),
          async (generated, seed, participants) => {
            const { violation } = await Effect.runPromise(simulate(layer, generated, { seed, participants }))
            assert.isUndefined(violation, `${violation?.invariant}: ${violation?.message}`)
          }
        ),
        { numRuns: 15 }
      )
    },
    slow
  )

  it("a replay by seed has the same trace, and another seed another", async () => {
    const [one, again, other] = [await play(7), await play(7), await play(8)]
    assert.strictEqual(one.traceHash, again.traceHash)
    assert.deepStrictEqual(one.board, again.board)
    assert.notStrictEqual(one.traceHash, other.traceHash)
  })

  it(
    "whoever watches is told of the board as it moves, the same for the same seed and speed, and at the end has the board",
    async () => {
      const told: Array<readonly [LiveEvent["change"], Instant]> = []
      const again: typeof told = []
      const faster: typeof told = []
      const run = await watched(8, 120, spectator(told))
      assert.isUndefined(run.violation, run.violation?.message)
      await watched(8, 120, spectator(again))
      assert.deepStrictEqual(told, again)
      for (const { name } of tiers) assert.isAbove(told.filter(([{ tier }]) => tier === name).length, 5, name)
      assert.isTrue(told.some(([change]) => change._tag === "Difference" && change.moved.length > 0))
      await watched(8, 120, spectator(faster, { speed: 5 * 24 * 3_600 }))
      assert.isBelow(faster.length, told.length)
    },
    slow
  )

  it("a run that is watched comes to the same as one that nobody watches, and time passes evenly", async () => {
    const alone = await play(7)
    const passed: Array<readonly [number, Instant]> = []
    const run = await watched(
      7,
      8,
      spectator([], { passes: (ms, at) => Effect.sync(() => void passed.push([ms, at])) })
    )
    assert.strictEqual(run.traceHash, alone.traceHash)
    assert.deepStrictEqual(run.board, alone.board)
    assert.deepStrictEqual(
      new Set(passed.slice(1).map(([ms, at], n) => (at - (passed[n]?.[1] ?? 0)) / ms)),
      new Set([43_200])
    )
  })

  it("a run reports the spread of ranks and prizes, how often each invariant was checked, and where the money went", async () => {
    const report = await many(12)
    assert.isUndefined(report.counterexample)
    assert.strictEqual(report.runs, 12)
    assert.strictEqual(
      Object.values(report.endings).reduce((sum, times) => sum + times),
      12
    )
    assert.deepStrictEqual(
      report.checked.filter(({ times }) => times === 0).map(({ invariant }) => invariant),
      ["Live"],
      "nobody watched"
    )
    const { paidIn, topUps, ...uses } = report.money
    assert.strictEqual(
      Object.values(uses).reduce((sum, amount) => sum + amount, 0n),
      paidIn + topUps
    )
    const people = report.ranks.reduce((sum, row) => sum + row.people, 0)
    assert.strictEqual(people, 12 * 8)
    for (const { ranks } of report.ranks)
      if (ranks !== undefined) assert.isTrue(ranks.min <= ranks.median && ranks.median <= ranks.max)
    assert.isTrue((report.prizes[0]?.prizes.max ?? 0n) > 0n)
  })

  it("a broken promise is found and shrunk to the smallest case: one person with one activity", async () => {
    const { counterexample } = await many(3, [...allChecks, nobodyScores])
    assert.strictEqual(counterexample?.violation.invariant, "Nobody")
    const [person, ...others] = counterexample?.run.history.people ?? []
    assert.isEmpty(others)
    assert.lengthOf(person?.submissions ?? [], 1)
    assert.isTrue((person?.submissions[0]?.arrival.activity.quantity ?? 0) >= 10_000)
    const replay = Result.getOrThrow(parseReplay(formatReplay(counterexample?.replay ?? { seed: 0 })))
    const repeated = await Effect.runPromise(
      simulate(layer, definition, { ...replay, participants: 8, checks: [nobodyScores] })
    )
    assert.deepStrictEqual(repeated.violation, counterexample?.violation)
    assert.strictEqual(repeated.traceHash, counterexample?.run.traceHash)
  })

  it("I33 a store that loses what came later is found out with two activities of one person", async () => {
    const { counterexample } = await many(3, allChecks, forgetful)
    assert.strictEqual(counterexample?.violation.invariant, "I33")
    const people = counterexample?.run.history.people ?? []
    assert.lengthOf(people, 1)
    assert.lengthOf(people[0]?.submissions ?? [], 2)
  })

  it("a refusal that nobody expects and a defect are violations too", async () => {
    const dying = Layer.succeed(
      Scores,
      Scores.of({ load: () => Effect.die("lightning"), save: () => Effect.void })
    ).pipe(Layer.provideMerge(layer))
    const { violation } = await play(1, allChecks, dying)
    assert.strictEqual(violation?.invariant, "Defect")
    assert.include(violation?.message ?? "", "lightning")
  })
})

describe("every check of the simulator can fail", () => {
  /** Everything that a few runs show to the checks. */
  const observed = async (): Promise<ReadonlyArray<Observation>> => {
    const seen: Array<Observation> = []
    const kinds: ReadonlyArray<Observation["_tag"]> = [
      "Board",
      "KeptBoard",
      "ToldBoard",
      "FrozenBoard",
      "Order",
      "Ledger",
      "Plan",
      "Approval",
      "Correction",
      "Cancellation"
    ]
    const spies = kinds.map(
      (sees): Check => ({
        invariant: "-",
        promise: "-",
        sees,
        find: (observation) => {
          seen.push(observation)
          return undefined
        }
      })
    )
    // Of the seeds in which the organiser does something, the first few of each kind.
    const all = Array.from({ length: 60 }, (_, seed) => generateHistory(definition, seed, { participants: 8 }))
    const seeds = [
      ...all.filter(({ organiser }) => organiser.freeze !== undefined).slice(0, 2),
      ...all.filter(({ organiser }) => organiser.cancel !== undefined).slice(0, 2),
      ...all.filter(({ organiser }) => organiser.corrects && organiser.cancel === undefined).slice(0, 4)
    ].map(({ seed }) => seed)
    for (const seed of new Set(seeds)) await watched(seed, 8, spectator([]), spies)
    return seen
  }

  it("each invariant notices when what it looks at is tampered with", async () => {
    const seen = await observed()
    const unnoticed = allChecks.filter((check) => {
      const own = seen.filter(({ _tag }) => _tag === check.sees)
      assert.isNotEmpty(own, `${check.invariant} is never shown anything`)
      for (const observation of own) assert.isUndefined(check.find(observation))
      return !own.some((observation) => tampered(observation).some((other) => check.find(other) !== undefined))
    })
    assert.deepStrictEqual(
      unnoticed.map(({ promise }) => promise),
      []
    )
  })
})

/** An observation with one thing changed, in many ways. */
const tampered = (observation: Observation): ReadonlyArray<Observation> => {
  switch (observation._tag) {
    case "Board": {
      const { board, states } = observation
      const [first, ...others] = board.overall.ranked
      if (first === undefined) return []
      const better = { ...first, standing: { ...first.standing, score: first.standing.score + 1 } }
      return [
        { ...observation, board: { ...board, overall: { ...board.overall, ranked: [better, ...others] } } },
        { ...observation, states: new Map([...states].slice(1)) },
        { ...observation, expected: new Map([...observation.expected].slice(1)) }
      ]
    }
    case "KeptBoard":
      return [
        { ...observation, rows: observation.rows.toReversed() },
        { ...observation, rows: observation.rows.slice(1) }
      ]
    case "ToldBoard":
      return [
        { ...observation, rows: observation.rows.toReversed() },
        { ...observation, rows: observation.rows.slice(0, -1) }
      ]
    case "FrozenBoard":
      return [{ ...observation, now: { ...observation.now, standingsHash: "another" } }]
    case "Order":
      return [{ ...observation, reordered: { ...observation.reordered, standingsHash: "another" } }]
    case "Approval":
      return [
        { ...observation, byMaker: "a signature" },
        { ...observation, ofOtherHash: "a signature" }
      ]
    case "Ledger": {
      const [first, ...others] = observation.entries
      const [posting, ...postings] = first?.postings ?? []
      if (first === undefined || posting === undefined) return []
      const withPosting = (minorUnits: bigint) => ({ ...first, postings: [{ ...posting, minorUnits }, ...postings] })
      return [
        { ...observation, entries: [withPosting(posting.minorUnits + 1n), ...others] },
        { ...observation, entries: observation.entries.slice(-1) },
        { ...observation, entries: [{ ...first, currency: Currency.make("USD") }, ...others] },
        {
          ...observation,
          entries: observation.entries.map((entry) =>
            entry.kind === "PayoutConfirmed" ? { ...entry, kind: "PayoutStarted" as const } : entry
          )
        }
      ]
    }
    case "Plan": {
      const { plan, input } = observation
      const { prizes } = plan
      const [award, ...awards] = prizes.awards
      if (award === undefined) return []
      const withPrizes = (changed: Partial<typeof prizes>): Observation => ({
        ...observation,
        plan: { ...plan, prizes: { ...prizes, ...changed } }
      })
      const winner = input.standings.find(
        ({ status }) => status === "Missing" || status === "Disqualified"
      )?.participantId
      return [
        withPrizes({ awards: [{ ...award, minorUnits: award.minorUnits + 1n }, ...awards] }),
        withPrizes({ awards: [{ ...award, minorUnits: award.minorUnits + 100n }, ...awards] }),
        withPrizes({ awards: [{ ...award, minorUnits: 1n }, ...awards] }),
        withPrizes({ awards: [{ ...award, share: Rational.one }, ...awards] }),
        withPrizes({ awards: prizes.awards.map((one) => ({ ...one, minorUnits: BigInt(one.place) * 100n })) }),
        ...(winner === undefined ? [] : [withPrizes({ awards: [{ ...award, participantId: winner }, ...awards] })]),
        { ...observation, preview: { ...plan, seed: "another" } },
        { ...observation, again: `${observation.again} ` }
      ]
    }
    case "Correction":
      return [{ ...observation, after: observation.before }]
    case "Cancellation":
      return [
        { ...observation, entries: observation.entries.filter(({ kind }) => kind !== "Cancellation") },
        { ...observation, contributions: observation.contributions.slice(1) }
      ]
  }
}
