import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import { planFromJson, toCanonical, verifyPlan } from "@laurel/core/settlement"
import { formatUnits } from "@laurel/core/shared"
import { Result } from "effect"
import fc from "fast-check"

const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000
const day = 24 * hour

const plain = (id: string) =>
  ({
    id,
    name: "Steps in May",
    zone: "UTC",
    window: { start: "2026-05-01", end: "2026-05-31" },
    metrics: [{ name: "steps", unit: "steps" }],
    score: { _tag: "Total", metric: "steps" }
  }) satisfies Laurel.DefinitionJson

const paid = (id: string) =>
  ({
    ...plain(id),
    currency: "EUR",
    prizes: {
      funding: { entryFee: "1000" },
      deductions: [{ _tag: "PlatformFee", percent: "10%" }],
      stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["60%", "40%"] }] }],
      residual: "Platform",
      degenerate: {
        emptyPool: "NoPrizes",
        oneEntrant: "Refund",
        allScoresZero: "Refund",
        noWinner: "Refund",
        everyoneWins: "PayAsRanked",
        fewerFinishersThanPlaces: "Residual"
      }
    }
  }) satisfies Laurel.DefinitionJson

/** A Laurel whose time is set by hand; it begins an hour before the window. */
const opened = async (options: Laurel.Options = {}) => {
  const time = { now: start - hour }
  const laurel = await Laurel.open({ store: "memory", clock: () => time.now, ...options })
  return { laurel, time }
}

const refusalOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    (value) => assert.fail(`was not refused but gave ${JSON.stringify(value)}`),
    (refusal: unknown) => refusal
  )

/** Asserts that the promise is rejected with the error of this tag and these facts, and that it is a real error. */
const assertRefused = async (promise: Promise<unknown>, tag: string, facts: object = {}) => {
  const refusal = await refusalOf(promise)
  assert.instanceOf(refusal, Error)
  const known: object = { ...refusal }
  assert.deepInclude(known, { _tag: tag, ...facts })
  assert.isAbove(refusal.message.length, 10)
}

const fee = { minorUnits: "1000" }

/** A challenge of three with prizes, final: ada has 900, lin 700, bob 500. */
const finalChallenge = async (options: Laurel.Options = {}) => {
  const { laurel, time } = await opened(options)
  await laurel.define(paid("paid"))
  await laurel.publish("paid")
  await laurel.join("paid", [
    { user: "ada", fee },
    { user: "bob", fee },
    { user: "lin", fee }
  ])
  time.now = start + day
  await laurel.record("paid", [
    { user: "ada", metric: "steps", quantity: 900, at: start + hour },
    { user: "lin", metric: "steps", quantity: 700, at: start + hour },
    { user: "bob", metric: "steps", quantity: 500, at: start + hour }
  ])
  time.now = start + 30 * day
  await laurel.finish("paid")
  return { laurel, time }
}

describe("open", () => {
  it("an unknown store is a typed refusal that names what is available", async () => {
    const config: { store: "memory" } = JSON.parse('{"store":"paper"}')
    await assertRefused(Laurel.open(config), "UnknownStore", { store: "paper", available: ["memory"] })
  })

  it("each call opens a world of its own, and closing one leaves the others", async () => {
    const [one, other] = [await opened(), await opened()]
    await one.laurel.define(plain("may"))
    await assertRefused(other.laurel.publish("may"), "ChallengeNotFound", { challengeId: "may" })
    await one.laurel.close()
    await other.laurel.define(plain("may"))
    await other.laurel[Symbol.asyncDispose]()
  })

  it("time is the clock's: due steps are carried out when somebody looks", async () => {
    const { laurel, time } = await opened()
    await laurel.define(plain("may"))
    assert.strictEqual((await laurel.publish("may"))._tag, "Published")
    await laurel.join("may", ["ada"])
    time.now = start
    assert.strictEqual((await laurel.challenge("may"))._tag, "Running")
    await assertRefused(laurel.finish("may"), "ChallengeTransitionForbidden")
    time.now = start + 30 * day
    assert.strictEqual((await laurel.challenge("may"))._tag, "Closing")
    await laurel.finish("may")
    assert.strictEqual((await laurel.challenge("may"))._tag, "Final")
  })

  it("without a clock time is the system's", async () => {
    const laurel = await Laurel.open({ store: "memory" })
    await laurel.define({ ...plain("far"), window: { start: "2000-01-01", end: "2000-02-01" } })
    await assertRefused(laurel.publish("far"), "WindowOver")
  })
})

describe("define", () => {
  it("takes a definition as data or as JSON text, and the organiser of the options owns it", async () => {
    const { laurel } = await opened({ organiser: "mia" })
    assert.strictEqual((await laurel.define(plain("data"))).organiser, "mia")
    assert.strictEqual((await laurel.define(JSON.stringify(plain("text")), "noah")).organiser, "noah")
    await assertRefused(laurel.publish("text"), "NotOrganiser", { by: "mia" })
    assert.strictEqual((await laurel.publish("text", "noah"))._tag, "Published")
  })

  it("is refused with every mistake and its path", async () => {
    const { laurel } = await opened()
    const refusal = await refusalOf(laurel.define('{"id":"a","zone":"Mars","metrics":[]}'))
    const paths = JSON.parse(JSON.stringify(refusal)).flaws.map((flaw: { path: Array<string> }) => flaw.path[0])
    assert.includeMembers(paths, ["zone", "metrics", "name", "window", "score"])
    await assertRefused(laurel.define("{"), "InvalidDefinition")
    await assertRefused(laurel.define(""), "InvalidDefinition")
  })

  it("an argument that cannot be what it is meant to be is an InvalidArgument that names it", async () => {
    const { laurel } = await opened()
    await assertRefused(laurel.publish(""), "InvalidArgument", { argument: "challengeId" })
    await assertRefused(laurel.publish(JSON.parse("null")), "InvalidArgument", { argument: "challengeId" })
    await assertRefused(laurel.define(plain("may"), " "), "InvalidArgument", { argument: "by" })
  })
})

describe("join", () => {
  it("every entry has its own outcome, in the order given, and none blocks another", async () => {
    const { laurel } = await opened()
    await laurel.define({ ...plain("may"), divisions: ["women", "men"] })
    await laurel.publish("may")
    const outcomes = await laurel.join("may", [
      { user: "ada", division: "women" },
      "bob",
      { user: "", division: "men" },
      { user: "cy", division: "men", handicap: "1/2", categories: ["novice"], zone: "Asia/Tokyo" },
      { user: "ada", division: "women" },
      { user: "ada", division: "men" }
    ])
    assert.deepStrictEqual(
      outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : outcome._tag)),
      ["Entered", "UnknownDivision", "Unusable", "Entered", "AlreadyEntered", "EntryConflict"]
    )
    const entries = await laurel.entries("may")
    assert.deepStrictEqual(
      entries.map(({ participantId, enteredAt }) => [participantId, enteredAt]),
      [
        ["ada", start - hour],
        ["cy", start - hour]
      ]
    )
    assert.deepStrictEqual(entries[1]?.handicap, { numerator: 1n, denominator: 2n })
  })

  it("a fee is paid by the participant unless said otherwise, and a JS number is no amount", async () => {
    const { laurel } = await opened()
    await laurel.define(paid("paid"))
    await laurel.publish("paid")
    const outcomes = await laurel.join("paid", [
      "free",
      { user: "ada", fee: { minorUnits: 1000n } },
      { user: "bob", participant: "team-b", fee: { payer: "acme", minorUnits: "1000" } },
      { user: "dan", participant: "zoe", fee },
      JSON.parse('{"user":"cy","fee":{"minorUnits":1000}}')
    ])
    assert.deepStrictEqual(
      outcomes.map(({ _tag }) => _tag),
      ["EntryRefused", "Entered", "Entered", "Entered", "Unusable"]
    )
    const fees = (await laurel.entries("paid")).map((entry) => entry.fee)
    assert.deepStrictEqual(fees, [
      { payer: "ada", minorUnits: 1000n },
      { payer: "acme", minorUnits: 1000n },
      { payer: "zoe", minorUnits: 1000n }
    ])
  })
})

describe("record", () => {
  const running = async (definition: Laurel.DefinitionJson = plain("may")) => {
    const { laurel, time } = await opened()
    await laurel.define(definition)
    await laurel.publish("may")
    await laurel.join("may", ["ada", "bob"])
    time.now = start + day
    return { laurel, time }
  }
  const steps = (user: string, quantity: number | string, more: object = {}) => ({
    user,
    metric: "steps",
    quantity,
    at: start + hour,
    ...more
  })

  it("every row has its own outcome, in the order given, and a bad row never blocks the others", async () => {
    const { laurel } = await running()
    const unread: Array<Laurel.ActivityRow> = JSON.parse(
      '[{"user":"ada","metric":"steps","at":"2026-05-01T08:00:00Z"},{"user":"ada","metric":"steps","quantity":1,"at":"noon"},{"qty":1},7]'
    )
    const outcomes = await laurel.record("may", [
      steps("ada", 10),
      steps("ada", "ten"),
      ...unread,
      steps("cy", 10),
      steps("bob", 10, { at: new Date(start - 1) }),
      steps("bob", "1e1", { at: "2026-05-01T08:00:00+02:00" }),
      { user: "bob", metric: "hats", quantity: 2.5, at: start }
    ])
    assert.deepStrictEqual(
      outcomes.map((outcome) => ("reason" in outcome ? outcome.reason : outcome._tag)),
      [
        "Accepted",
        "Unusable",
        "Unusable",
        "Unusable",
        "Unusable",
        "Unusable",
        "UnknownParticipant",
        "BeforeWindow",
        "Accepted",
        "UnknownMetric"
      ]
    )
    assert.deepStrictEqual(outcomes.flatMap((outcome) => ("problem" in outcome ? outcome.problem : [])).slice(0, 3), [
      '"ten" is not a number',
      "quantity is missing",
      "at must be an instant with a zone, such as 2026-01-31T08:00:00Z"
    ])
    assert.deepStrictEqual(
      (await laurel.standings("may")).rows.map(({ score }) => score),
      ["10", "10"]
    )
    assert.strictEqual((await laurel.held("may")).length, 3)
  })

  it("the same row sent again counts once; a void of its key removes it", async () => {
    const { laurel } = await running()
    const row = steps("ada", 10, { key: "watch-1", source: "watch" })
    const tags = async (rows: ReadonlyArray<Laurel.ActivityRow>) =>
      (await laurel.record("may", rows)).map(({ _tag }) => _tag)
    assert.deepStrictEqual(await tags([row, row, steps("ada", 5), steps("ada", 5)]), [
      "Accepted",
      "Duplicate",
      "Accepted",
      "Duplicate"
    ])
    const { quantity: _, ...unmeasured } = row
    assert.deepStrictEqual(await tags([{ ...unmeasured, void: true, revision: 1 }]), ["Voided"])
    assert.strictEqual((await laurel.standings("may")).rows[0]?.score, "5")
  })

  it("more rows than a batch holds are all answered, in their order", async () => {
    const { laurel } = await running()
    const rows = Array.from({ length: 10_002 }, (_, index) =>
      index % 5_000 === 0 ? steps("ada", "?") : steps("ada", 1, { key: `${index}` })
    )
    const outcomes = await laurel.record("may", rows)
    assert.deepStrictEqual(
      outcomes.flatMap(({ _tag }, index) => (_tag === "Unusable" ? [index] : [])),
      [0, 5_000, 10_000]
    )
    assert.strictEqual(outcomes.length, rows.length)
    assert.strictEqual((await laurel.standings("may")).rows[0]?.score, "9999")
  })

  it("users of any length have keys of their own", async () => {
    const { laurel } = await running()
    const long = (last: string) => "u".repeat(127) + last
    const metric = "m".repeat(64)
    await laurel.define({ ...plain("long"), metrics: [{ name: metric }], score: { _tag: "Total", metric } })
    await laurel.publish("long")
    await laurel.join("long", [long("a"), long("b")])
    const rows = ["a", "b"].map((last) => ({ user: long(last), metric, quantity: 1, at: start + hour }))
    assert.deepStrictEqual(
      (await laurel.record("long", rows)).map(({ _tag }) => _tag),
      ["Accepted", "Accepted"]
    )
  })

  it("an organiser decides about what is in quarantine", async () => {
    const { laurel } = await running({
      ...plain("may"),
      metrics: [{ name: "steps", plausible: { perActivity: 100 } }]
    })
    assert.deepStrictEqual(await laurel.record("may", [steps("ada", 101, { key: "k" })]), [
      { _tag: "Quarantined", limit: "perActivity" }
    ])
    assert.isFalse(await laurel.review("may", { source: "watch", key: "k" }, "Released"))
    await assertRefused(laurel.review("may", { key: "k" }, "Released", "eve"), "NotOrganiser", { by: "eve" })
    assert.isTrue(await laurel.review("may", { key: "k" }, "Released"))
    assert.strictEqual((await laurel.standings("may")).rows[0]?.score, "101")
  })

  it("a quantity comes back as it was given, to the last decimal", () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 6 }),
        fc.integer({ min: -999_999_999, max: 999_999_999 }),
        async (decimals, units) => {
          const metrics = [{ name: "steps", decimals }] as const
          const { laurel } = await running({ ...plain("may"), metrics })
          const text = formatUnits(units, decimals)
          await laurel.record("may", [steps("ada", text), steps("bob", Number(text))])
          const { rows } = await laurel.standings("may")
          assert.deepStrictEqual(
            rows.map(({ score }) => score),
            [text, text]
          )
        }
      ),
      { numRuns: 25 }
    ))
})

describe("standings", () => {
  it("are rows with rank, participant and score as text, the unranked last, beside the board of the core", async () => {
    const { laurel, time } = await opened()
    await laurel.define({
      ...plain("may"),
      teams: { score: { _tag: "Mean", decimals: 2 } },
      measures: { best: { _tag: "Best", metric: "steps" } }
    })
    await laurel.publish("may")
    await laurel.join(
      "may",
      ["ada", "bob", "cy"].map((user) => ({ user, team: user === "cy" ? "blue" : "red" }))
    )
    time.now = start + day
    await laurel.record("may", [
      { user: "ada", metric: "steps", quantity: 8, at: start },
      { user: "bob", metric: "steps", quantity: 9, at: start }
    ])
    const { rows, teams, unit, at, standingsHash, board } = await laurel.standings("may", "Organiser")
    assert.deepStrictEqual(rows, [
      { rank: 1, participant: "bob", status: "Scored", score: "9", measures: { best: "9" }, team: "red" },
      { rank: 2, participant: "ada", status: "Scored", score: "8", measures: { best: "8" }, team: "red" },
      { participant: "cy", status: "Missing", measures: {}, team: "blue" }
    ])
    assert.deepStrictEqual(
      teams?.map(({ rank, participant, score }) => [rank, participant, score]),
      [
        [1, "red", "8.50"],
        [undefined, "blue", undefined]
      ]
    )
    assert.deepStrictEqual([unit, at, standingsHash], ["steps", "2026-05-02T00:00:00.000Z", board.standingsHash])
  })

  it("the public board stands still while the organisers' moves on", async () => {
    const { laurel, time } = await opened()
    await laurel.define(plain("may"))
    await laurel.publish("may")
    await laurel.join("may", ["ada"])
    time.now = start + day
    await laurel.freeze("may")
    await laurel.record("may", [{ user: "ada", metric: "steps", quantity: 8, at: start }])
    const scoreFor = async (view?: "Public" | "Organiser") => (await laurel.standings("may", view)).rows[0]?.score
    assert.deepStrictEqual([await scoreFor(), await scoreFor("Organiser")], [undefined, "8"])
    await laurel.unfreeze("may")
    assert.strictEqual(await scoreFor("Public"), "8")
  })
})

describe("explain", () => {
  it("the parts sum to the score; what was trimmed, left out, held or rounded is named", async () => {
    const { laurel, time } = await opened()
    await laurel.define({
      ...plain("may"),
      metrics: [{ name: "steps", sources: ["watch", "phone"], max: 50_000 }],
      score: {
        _tag: "Points",
        terms: [{ metric: "steps", points: "1/3", per: 100 }],
        perDay: { max: 30 },
        handicap: "Add",
        decimals: 1
      }
    })
    await laurel.publish("may")
    await laurel.join("may", [{ user: "u1", participant: "ada", handicap: "0.25" }, "bob"])
    time.now = start + 2 * day
    const row = { user: "u1", metric: "steps", source: "watch" }
    await laurel.record("may", [
      { ...row, quantity: 100, at: start, key: "a" },
      { ...row, quantity: 12_000, at: start + day, key: "b" },
      { ...row, quantity: 7, at: start, key: "c", source: "phone" },
      { ...row, quantity: 60_000, at: start, key: "d" },
      { ...row, user: "bob", quantity: 60_000, at: start, key: "e" }
    ])
    const { explanation, ...ada } = await laurel.explain("may", "ada")
    const activity = (key: string, quantity: string, at: string) => ({
      metric: "steps",
      quantity,
      at: `2026-05-${at}T00:00:00.000Z`,
      source: key === "c" ? "phone" : "watch",
      key
    })
    assert.deepStrictEqual(ada, {
      participant: "ada",
      status: "Scored",
      score: "30.6",
      unit: explanation.unit,
      parts: [
        {
          kind: "Activity",
          rule: "score",
          gave: "1/3",
          day: "2026-05-01",
          activity: activity("a", "100", "01"),
          trimmed: []
        },
        {
          kind: "Activity",
          rule: "score",
          gave: "30",
          day: "2026-05-02",
          activity: activity("b", "12000", "02"),
          trimmed: [{ limit: "perDay", by: "-10" }]
        },
        { kind: "Handicap", rule: "score", gave: "0.25", trimmed: [] },
        { kind: "Rounding", rule: "score", gave: "1/60", trimmed: [] }
      ],
      excluded: [{ day: "2026-05-01", why: "AnotherSourceCounts", activity: activity("c", "7", "01") }],
      held: [{ outcome: { _tag: "Refused", reason: "OutOfRange" }, activity: activity("d", "60000", "01") }]
    })
    assert.doesNotHaveAnyKeys(await laurel.explain("may", "bob"), ["score"])
    await assertRefused(laurel.explain("may", "u1"), "ParticipantNotFound", { participantId: "u1" })
  })

  it("the run under way ends today, and when the window is over it has ended", async () => {
    const { laurel, time } = await opened()
    const score = { _tag: "Streak", metric: "steps", atLeast: 1, run: "current" } as const
    await laurel.define({ ...plain("may"), score })
    await laurel.publish("may")
    await laurel.join("may", ["ada"])
    time.now = start + 29 * day
    await laurel.record(
      "may",
      [28, 29].map((at) => ({ user: "ada", metric: "steps", quantity: 1, at: start + at * day }))
    )
    for (const now of [start + 29 * day, start + 30 * day]) {
      time.now = now
      const [row] = (await laurel.standings("may")).rows
      assert.deepStrictEqual([(await laurel.explain("may", "ada")).score, row?.score], ["2", "2"])
    }
  })
})

describe("amend", () => {
  it("what is named replaces what was there, null takes it away, and the rest stays", async () => {
    const { laurel } = await opened()
    await laurel.define(plain("may"))
    await laurel.publish("may")
    await laurel.join("may", [{ user: "ada", handicap: 2, categories: ["novice"], eligibility: "Unverified" }])
    const entry = async (): Promise<object> => (await laurel.entries("may"))[0] ?? {}
    await laurel.amend("may", { participant: "ada", status: "Withdrawn" })
    assert.deepInclude(await entry(), { status: "Withdrawn", eligibility: "Unverified", categories: ["novice"] })
    await laurel.amend("may", { participant: "ada", eligibility: null, handicap: null, categories: [] })
    assert.doesNotHaveAnyKeys(await entry(), ["eligibility", "handicap"])
    assert.deepInclude(await entry(), { status: "Withdrawn", categories: [] })
    await assertRefused(laurel.amend("may", { participant: "bob" }), "ParticipantNotFound", { participantId: "bob" })
    await assertRefused(laurel.amend("may", JSON.parse('{"participant":"ada","staus":"Active"}')), "InvalidArgument")
  })
})

describe("settlement", () => {
  it("is planned, approved by another, posted and paid; the journal balances and the plan verifies", async () => {
    const { laurel } = await finalChallenge()
    const preview = await laurel.preview("paid")
    const plan = await laurel.plan("paid")
    assert.strictEqual(preview.hash, plan.hash)
    assert.deepStrictEqual(
      plan.lines.map(({ recipient, due }) => [recipient, due]),
      [
        ["ada", 1620n],
        ["lin", 1080n]
      ]
    )
    assert.deepStrictEqual(verifyPlan(Result.getOrThrow(planFromJson(toCanonical(plan)))), [])
    await assertRefused(laurel.approve("paid", plan.hash, "organiser"), "ApproverIsMaker", { by: "organiser" })
    await assertRefused(laurel.approve("paid", "0".repeat(64), "noah"), "PlanHashMismatch", { expected: plan.hash })
    assert.strictEqual((await laurel.approve("paid", plan.hash, "noah"))._tag, "Approved")
    assert.strictEqual((await laurel.post("paid"))._tag, "Distributing")
    assert.strictEqual((await laurel.pay("paid"))._tag, "Settled")
    assert.deepStrictEqual(
      (await laurel.payouts("paid")).map(({ _tag }) => _tag),
      ["Confirmed", "Confirmed"]
    )
    assert.strictEqual((await laurel.challenge("paid"))._tag, "Settled")
    assert.include(await laurel.journal("paid"), "liabilities:entitlement:paid:ada  -16.20 EUR")
    assert.include(await laurel.journal("paid", "csv"), "minor_units")
    for (const line of (await laurel.journal("paid", "jsonl")).trim().split("\n")) {
      const postings: Array<{ minorUnits: string }> = JSON.parse(line).postings
      assert.strictEqual(
        postings.reduce((sum, { minorUnits }) => sum + BigInt(minorUnits), 0n),
        0n
      )
    }
  })

  it("a rejected plan can be made anew; before one there are no payouts", async () => {
    const { laurel } = await finalChallenge()
    assert.deepStrictEqual(await laurel.payouts("paid"), [])
    const plan = await laurel.plan("paid", { by: "mia" })
    assert.strictEqual((await laurel.reject("paid", plan.hash, "noah", "bob was ill"))._tag, "Rejected")
    assert.strictEqual((await laurel.plan("paid")).version, 2)
  })

  it("the payments of the options pay; a lost answer waits until the provider is asked", async () => {
    const answers = new Map<string, { readonly _tag: "Paid" | "Declined"; readonly reference: string }>()
    let isUp = false
    const { laurel } = await finalChallenge({
      payments: {
        pay: async ({ key, recipient }) => {
          if (!isUp && recipient === "ada") throw new Error("the line went dead")
          answers.set(key, { _tag: "Paid", reference: recipient })
          return { _tag: "Paid", reference: recipient }
        },
        lookUp: async (key) =>
          isUp ? (answers.get(key) ?? { _tag: "Declined", reference: "never arrived" }) : undefined
      }
    })
    const plan = await laurel.plan("paid")
    await laurel.approve("paid", plan.hash, "noah")
    await laurel.post("paid")
    const tags = async () =>
      Object.fromEntries((await laurel.payouts("paid")).map((line) => [line.recipient, line._tag]))
    assert.strictEqual((await laurel.pay("paid"))._tag, "NeedsAttention")
    assert.deepStrictEqual(await tags(), { ada: "Unknown", lin: "Confirmed" })
    await laurel.reconcile("paid")
    assert.deepStrictEqual(await tags(), { ada: "Unknown", lin: "Confirmed" })
    isUp = true
    await laurel.reconcile("paid")
    assert.deepStrictEqual(await tags(), { ada: "Refused", lin: "Confirmed" })
    assert.isFalse(await laurel.retry("paid", "no such line"))
    const refused = (await laurel.payouts("paid")).find(({ _tag }) => _tag === "Refused")
    assert.isTrue(await laurel.retry("paid", refused?.key ?? ""))
    assert.strictEqual((await laurel.pay("paid"))._tag, "Settled")
  })

  it("a correction amends entries and posts the differences only", async () => {
    const { laurel } = await finalChallenge()
    const first = await laurel.plan("paid")
    await laurel.approve("paid", first.hash, "noah")
    await laurel.post("paid")
    await laurel.pay("paid")
    const next = await laurel.correct("paid", [{ participant: "ada", status: "Disqualified" }])
    assert.strictEqual(next.supersedes?.planHash, first.hash)
    assert.deepStrictEqual(
      next.lines.map(({ recipient, minorUnits }) => [recipient, minorUnits]),
      [
        ["lin", 1620n],
        ["bob", 1080n]
      ]
    )
    await laurel.approve("paid", next.hash, "noah")
    await laurel.post("paid")
    assert.strictEqual((await laurel.pay("paid"))._tag, "Settled")
    assert.deepStrictEqual(
      (await laurel.settlements("paid")).map(({ _tag }) => _tag),
      ["Superseded", "Settled"]
    )
    const paidOut = (await laurel.payouts("paid")).map(({ recipient, minorUnits }) => [recipient, minorUnits])
    assert.deepStrictEqual(paidOut.toSorted(), [
      ["bob", 1080n],
      ["lin", 540n]
    ])
  })

  it("a dispute that is upheld publishes another plan", async () => {
    const { laurel } = await finalChallenge()
    await laurel.plan("paid")
    const next = await laurel.upholdDispute("paid", [{ participant: "ada", status: "Disqualified" }], "two watches")
    assert.deepStrictEqual(
      next.lines.map(({ recipient }) => recipient),
      ["lin", "bob"]
    )
  })

  it("cancelling refunds every payer exactly", async () => {
    const { laurel } = await opened()
    await laurel.define(paid("paid"))
    await laurel.publish("paid")
    await laurel.join("paid", [{ user: "ada", fee }])
    assert.isTrue(await laurel.deposit("paid", { id: "d1", kind: "Sponsor", payer: "acme", minorUnits: 5000n }))
    assert.isFalse(await laurel.deposit("paid", { id: "d1", kind: "Sponsor", payer: "acme", minorUnits: "5000" }))
    const other: Laurel.DepositRow = { id: "d1", kind: "Sponsor", payer: "acme", minorUnits: "1" }
    await assertRefused(laurel.deposit("paid", other), "DepositConflict", { field: "minorUnits" })
    await assertRefused(laurel.deposit("paid", { ...other, minorUnits: "-1" }), "InvalidArgument")
    await assertRefused(laurel.deposit("paid", { ...other, minorUnits: -1n }), "InvalidArgument")
    await assertRefused(laurel.deposit("paid", { ...other, at: 9e15 }), "InvalidArgument", { argument: "deposit" })
    await assertRefused(laurel.cancel("paid", "rain", "eve"), "NotOrganiser")
    await laurel.cancel("paid", "rain")
    assert.strictEqual((await laurel.pay("paid"))._tag, "Refunded")
    const refunds = (await laurel.payouts("paid")).map(({ recipient, minorUnits }) => [recipient, minorUnits])
    assert.deepStrictEqual(refunds.toSorted(), [
      ["acme", 5000n],
      ["ada", 1000n]
    ])
  })
})
