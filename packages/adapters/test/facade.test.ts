import { assert, describe, it } from "@effect/vitest"
import * as Laurel from "@laurel/adapters"
import * as Challenge from "@laurel/core/challenge"
import { planFromJson, toCanonical, verifyPlan } from "@laurel/core/settlement"
import { ChallengeId, formatUnits, PrincipalId } from "@laurel/core/shared"
import { Effect, ManagedRuntime, Result } from "effect"
import fc from "fast-check"
import { paid, plain } from "./definitions.ts"

/** The stores there are, as a refusal names them. */
const available = ["memory", "pglite:./folder", "postgres://user@host/database"]

const start = Date.parse("2026-05-01T00:00:00Z")
const hour = 3_600_000
const day = 24 * hour

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
    await assertRefused(Laurel.open(config), "UnknownStore", { store: "paper", available })
  })

  it("a configuration that cannot be read rejects, and names what is wrong with it", async () => {
    await assertRefused(Laurel.open(nothing), "InvalidArgument", { argument: "config" })
    await assertRefused(Laurel.open(untyped("null")), "InvalidArgument", { argument: "config" })
    await assertRefused(Laurel.open(untyped("{}")), "UnknownStore", { store: "", available })
    await assertRefused(Laurel.open(untyped('{"store":7}')), "UnknownStore", { store: "7" })
    for (const option of ['"clok":1', '"clock":1', '"organiser":""', '"payments":{}', '"payments":{"pay":1}']) {
      await assertRefused(Laurel.open(untyped(`{"store":"memory",${option}}`)), "InvalidArgument", {
        argument: "config"
      })
    }
  })

  it("after it is closed every method is refused; closing twice is closing once", async () => {
    const { laurel } = await opened()
    await laurel.define(plain("may"))
    await laurel.close()
    await assertRefused(laurel.challenge("may"), "Closed")
    await assertRefused(laurel.define(plain("june")), "Closed")
    await laurel.close()
    await laurel[Symbol.asyncDispose]()
  })

  it("closing ends what is under way, which is refused", async () => {
    const never = () => new Promise<never>(() => undefined)
    const { laurel } = await finalChallenge({ payments: { pay: never, lookUp: never } })
    await laurel.approve("paid", (await laurel.plan("paid")).hash, "noah")
    await laurel.post("paid")
    const paying = assertRefused(laurel.pay("paid"), "Closed")
    await laurel.close()
    await paying
  })

  it("a clock may tell fractions; instants are whole milliseconds", async () => {
    const laurel = await Laurel.open({ store: "memory", clock: () => start - hour + 0.75 })
    await laurel.define(plain("may"))
    await laurel.publish("may")
    await laurel.join("may", ["ada"])
    assert.strictEqual((await laurel.entries("may"))[0]?.enteredAt, start - hour)
  })

  it("each call opens a world of its own, and closing one leaves the others", async () => {
    const [one, other] = [await opened(), await opened()]
    await one.laurel.define(plain("may"))
    await assertRefused(other.laurel.publish("may"), "ChallengeNotFound", { challengeId: "may" })
    await one.laurel.close()
    await other.laurel.define(plain("may"))
    await other.laurel[Symbol.asyncDispose]()
  })

  it("what a user did is sent once, and recorded in each challenge of theirs that measures it, by the rules of each", async () => {
    const { laurel, time } = await opened()
    for (const [id, decimals] of [
      ["may", 0],
      ["fine", 2],
      ["alone", 0]
    ] as const) {
      await laurel.define({ ...plain(id), metrics: [{ name: "steps", decimals }] })
      await laurel.publish(id)
      if (id !== "alone") await laurel.join(id, ["ada"])
    }
    time.now = start + hour
    const walk = { metric: "steps", quantity: "12.5", at: start, key: "walk" }
    const sent: ReadonlyArray<unknown> = await laurel.sync("ada", [
      walk,
      { ...walk, at: "soon" },
      { ...walk, metric: "swims" }
    ])
    const in2 = (tag: string) => ["fine", "may"].map((challengeId) => ({ challengeId, outcome: { _tag: tag } }))
    assert.deepStrictEqual([sent[0], sent[2]], [in2("Accepted"), []])
    assert.deepInclude(sent[1], { _tag: "Unusable" })
    const again: ReadonlyArray<unknown> = await laurel.sync("ada", [walk])
    assert.deepStrictEqual(again, [in2("Duplicate")])
    const scores = async (id: string) => (await laurel.standings(id)).rows.map(({ score }) => score)
    assert.deepStrictEqual([await scores("may"), await scores("fine")], [["12"], ["12.50"]])
    await assertRefused(laurel.sync("", [walk]), "InvalidArgument", { argument: "user" })
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

/** What a program without types may pass. */
const untyped = (json: string) => JSON.parse(json)
const nothing = untyped("[]")[0]

describe("what callers without types pass", () => {
  const frozen = async () => {
    const { laurel, time } = await opened()
    await laurel.define({ ...plain("may"), metrics: [{ name: "steps", plausible: { perActivity: 100 } }] })
    await laurel.publish("may")
    await laurel.join("may", ["ada"])
    time.now = start + day
    await laurel.freeze("may")
    await laurel.record("may", [
      { user: "ada", metric: "steps", quantity: 8, at: start, key: "plain" },
      { user: "ada", metric: "steps", quantity: 101, at: start, key: "much" }
    ])
    return laurel
  }

  it("a view that is misspelt is refused: nobody sees the organisers' board by mistake", async () => {
    const laurel = await frozen()
    for (const view of ['"public"', '"organiser"', '""', "null", "7", '"constructor"']) {
      await assertRefused(laurel.standings("may", untyped(view)), "InvalidArgument", { argument: "view" })
    }
    assert.strictEqual((await laurel.standings("may", nothing)).rows[0]?.score, undefined)
  })

  it("the use case itself shows whoever is not known to be an organiser what the public sees", async () => {
    const [id, organiser] = [ChallengeId.make("may"), PrincipalId.make("mia")]
    const definition = Result.getOrThrow(Challenge.decodeDefinition(plain("may")))
    const time = { now: start - hour }
    const runtime = ManagedRuntime.make(Laurel.ports({ store: "memory", clock: () => time.now }))
    await runtime.runPromise(Effect.andThen(Challenge.define(definition, organiser), Challenge.publish(id, organiser)))
    time.now = start + hour
    const instantFor = (view: string) =>
      runtime.runPromise(Effect.map(Challenge.standings(id, untyped(`"${view}"`)), ({ at }) => at))
    await runtime.runPromise(Challenge.freeze(id, organiser))
    time.now = start + day
    assert.deepStrictEqual(
      [await instantFor("Organiser"), await instantFor("Public"), await instantFor("public")],
      [start + day, start + hour, start + hour]
    )
    await runtime.dispose()
  })

  it("a verdict that is misspelt is refused, and the activity still waits", async () => {
    const laurel = await frozen()
    for (const verdict of ['"released"', '"Release"', "null", "true"]) {
      await assertRefused(laurel.review("may", { key: "much" }, untyped(verdict)), "InvalidArgument", {
        argument: "verdict"
      })
    }
    await assertRefused(laurel.review("may", { key: "much" }, nothing), "InvalidArgument", { argument: "verdict" })
    for (const activity of ["null", "{}", '"much"', '{"key":7}', '{"key":"much","sorce":"app"}']) {
      await assertRefused(laurel.review("may", untyped(activity), "Released"), "InvalidArgument", {
        argument: "activity"
      })
    }
    assert.isTrue(await laurel.review("may", { key: "much" }, "Released"))
  })

  it("a journal format that is misspelt is refused", async () => {
    const { laurel } = await finalChallenge()
    for (const format of ['"xml"', '"CSV"', '"constructor"', "null"]) {
      await assertRefused(laurel.journal("paid", untyped(format)), "InvalidArgument", { argument: "format" })
    }
  })

  it("a batch that is no list is refused, never answered as if it were empty", async () => {
    const laurel = await frozen()
    const row = { user: "ada", metric: "steps", quantity: 1, at: start }
    for (const batch of ["{}", '"ada"', "null", "7", JSON.stringify(row), '{"length":1}']) {
      await assertRefused(laurel.record("may", untyped(batch)), "InvalidArgument", {
        argument: "activities",
        problem: "must be a list"
      })
      await assertRefused(laurel.join("may", untyped(batch)), "InvalidArgument", { argument: "entries" })
    }
    await assertRefused(laurel.record("may", nothing), "InvalidArgument", { argument: "activities" })
    await assertRefused(laurel.join("may", nothing), "InvalidArgument", { argument: "entries" })
  })

  it("every method rejects with an InvalidArgument that names the argument, and never throws", async () => {
    const { laurel } = await finalChallenge()
    const wrong = untyped("{}")
    const calls: ReadonlyArray<readonly [argument: string, call: () => Promise<unknown>]> = [
      ["by", () => laurel.publish("paid", untyped("null"))],
      ["atVersion", () => laurel.publish("paid", "organiser", -1)],
      ["by", () => laurel.define(plain("may"), wrong)],
      ...["publish", "challenge", "entries", "withheld", "freeze", "unfreeze", "finish"].map(
        (method) => ["challengeId", () => Reflect.get(laurel, method)(wrong)] as const
      ),
      ...["post", "pay", "reconcile", "settlements", "payouts", "journal", "preview", "plan"].map(
        (method) => ["challengeId", () => Reflect.get(laurel, method)(wrong)] as const
      ),
      ["challengeId", () => laurel.activities(wrong, { state: "Held" })],
      ["query", () => laurel.activities("paid", untyped("{}"))],
      ["amendment", () => laurel.amend("paid", nothing)],
      ["deposit", () => laurel.deposit("paid", nothing)],
      ["participant", () => laurel.explain("paid", nothing)],
      ["options", () => laurel.preview("paid", untyped('"secret"'))],
      ["options", () => laurel.preview("paid", untyped('{"secrt":"x"}'))],
      ["options", () => laurel.plan("paid", untyped("null"))],
      ["options", () => laurel.plan("paid", untyped('{"by":7}'))],
      ["planHash", () => laurel.approve("paid", nothing, "noah")],
      ["by", () => laurel.approve("paid", "0", nothing)],
      ["by", () => laurel.reject("paid", "0", nothing, "late")],
      ["reason", () => laurel.reject("paid", "0", "noah", nothing)],
      ["worker", () => laurel.pay("paid", wrong)],
      ["line", () => laurel.retry("paid", nothing)],
      ["line", () => laurel.giveUp("paid", nothing)],
      ["reason", () => laurel.refund("paid", nothing)],
      ["amendments", () => laurel.correct("paid", nothing)],
      ["amendments", () => laurel.correct("paid", untyped("{}"))],
      ["amendment", () => laurel.correct("paid", untyped('["ada"]'))],
      ["options", () => laurel.correct("paid", [], untyped('"me"'))],
      ["amendments", () => laurel.upholdDispute("paid", nothing, "late")],
      ["reason", () => laurel.upholdDispute("paid", [], nothing)],
      ["reason", () => laurel.cancel("paid", nothing)],
      ["reason", () => laurel.cancel("paid", "")]
    ]
    for (const [argument, call] of calls) await assertRefused(call(), "InvalidArgument", { argument })
    assert.strictEqual((await laurel.challenge("paid"))._tag, "Final")
  })

  it("tells what a user has come to over all challenges, and what is trending, with everything that was written before", async () => {
    const { laurel, time } = await finalChallenge()
    await laurel.define({ ...plain("june"), window: { start: "2026-06-01", end: "2026-07-01" } })
    await laurel.publish("june")
    await laurel.join("june", ["ada", "bob"])
    const { rows } = await laurel.trending()
    assert.deepStrictEqual(
      rows.map(({ challenge: { id }, score }) => [id, score]),
      [["june", 2 * 10 * 256]]
    )
    assert.deepStrictEqual(await laurel.userStats("ada"), {
      entered: 2,
      finished: 1,
      wins: 1,
      podiums: 1,
      bestPlace: 1,
      activeDays: 1,
      prizes: []
    })
    assert.strictEqual((await laurel.userStats("stranger")).entered, 0)
    await laurel.define({ ...plain("july"), window: { start: "2026-07-01", end: "2026-08-01" } })
    await laurel.publish("july")
    await laurel.join("july", ["ada"])
    const first = await laurel.trending({ limit: 1 })
    time.now += 7 * hour
    const idOf = (page: typeof first) => page.rows.map(({ challenge: { id }, score }) => [id, score])
    assert.deepStrictEqual(idOf(first), [["june", 5120]])
    if (first.next === undefined) return assert.fail("there is no page after the first")
    assert.deepStrictEqual(idOf(await laurel.trending({ limit: 1, after: first.next })), [["july", 2560]])
    assert.deepStrictEqual(idOf(await laurel.trending({ limit: 1 })), [["june", 2560]])
    await assertRefused(laurel.trending({ limit: 0 }), "InvalidArgument", { argument: "query" })
    await assertRefused(laurel.userStats(""), "InvalidArgument", { argument: "user" })
  })

  it("what a challenge that does not exist has is no empty list", async () => {
    const { laurel } = await opened()
    const asked = [
      laurel.entries("nowhere"),
      laurel.activities("nowhere", { state: "Held" }),
      laurel.withheld("nowhere"),
      laurel.settlements("nowhere"),
      laurel.payouts("nowhere"),
      laurel.journal("nowhere")
    ]
    for (const answer of asked) await assertRefused(answer, "ChallengeNotFound", { challengeId: "nowhere" })
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

  it("a draft is revised by its organiser, and no more once it is published", async () => {
    const { laurel } = await opened()
    await assertRefused(laurel.revise(plain("may")), "ChallengeNotFound", { challengeId: "may" })
    await laurel.define(plain("may"))
    await assertRefused(laurel.define({ ...plain("may"), name: "Other" }), "ChallengeExists")
    assert.strictEqual((await laurel.revise({ ...plain("may"), name: "Other" })).definition.name, "Other")
    await assertRefused(laurel.revise({ ...plain("may"), name: "Mine" }, "eve"), "NotOrganiser", { by: "eve" })
    await assertRefused(laurel.revise('{"id":"may"}'), "InvalidDefinition")
    await laurel.publish("may")
    await assertRefused(laurel.revise(plain("may")), "ChallengeTransitionForbidden", { state: "Published" })
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
    const held = await laurel.activities("may", { state: "Held" })
    assert.strictEqual(held.length, 3)
    const page = { state: "Held", limit: 1 } as const
    assert.deepStrictEqual(await laurel.activities("may", page), held.slice(0, 1))
    const before = held[0]?.place ?? 0
    assert.deepStrictEqual(await laurel.activities("may", { ...page, before }), held.slice(1, 2))
    const user = held[0]?.arrival.activity.userId ?? ""
    assert.include(JSON.stringify(await laurel.activities("may", { user })), JSON.stringify(held[0]))
  })

  it("what is wrong with a row is said in plain words, all of it", async () => {
    const { laurel } = await running()
    const rows = [
      { user: 7, metric: "steps", quantity: [], at: {}, void: "yes", extra: 1 },
      {},
      null,
      steps("ada", 1, { revision: -1, evidence: "ftp://x", source: "" })
    ]
    assert.deepStrictEqual(
      (await laurel.record("may", untyped(JSON.stringify(rows)))).map((outcome) =>
        "problem" in outcome ? outcome.problem : outcome._tag
      ),
      [
        "extra is no key that belongs here; user must be text; quantity must be a number or text; " +
          "at must be an instant with a zone, such as 2026-01-31T08:00:00Z; void must be true or false",
        "user is missing; metric is missing; at is missing",
        "must be an object",
        "source must be 1 to 64 characters without control characters; revision must be from 0 to 2147483647; " +
          "evidence must be a web address"
      ]
    )
    const outcomes = await laurel.join("may", untyped('[{"user":"cy","status":"Gone","fee":{"minorUnits":5}}]'))
    assert.deepStrictEqual(outcomes, [
      {
        _tag: "Unusable",
        problem:
          "status must be one of Active, Withdrawn, Disqualified; fee.minorUnits must be text or a whole number of type bigint"
      }
    ])
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

  it("an organiser adjusts a score, once, and takes that back", async () => {
    const { laurel, time } = await running({ ...plain("may"), metrics: [{ name: "steps", decimals: 1 }] })
    await laurel.record("may", [steps("ada", 100)])
    const late = { id: "late", participant: "ada", amount: "-30.5", reason: "missed a checkpoint" }
    const score = async () => (await laurel.standings("may")).rows[0]?.score
    assert.isTrue(await laurel.adjust("may", late))
    assert.isFalse(await laurel.adjust("may", late))
    assert.strictEqual(await score(), "69.5")
    assert.strictEqual((await laurel.board("may")).rows[0]?.score, "69.5")
    await assertRefused(laurel.adjust("may", { ...late, amount: -30 }), "AdjustmentConflict", { field: "amount" })
    await assertRefused(laurel.adjust("may", { ...late, id: "other" }, "eve"), "NotOrganiser", { by: "eve" })
    for (const wrong of [{ amount: "much" }, { amount: 0 }, { reason: "" }, { id: "?" }, { participant: 7 }]) {
      const row = untyped(JSON.stringify({ ...late, ...wrong }))
      await assertRefused(laurel.adjust("may", row), "InvalidArgument", { argument: "adjustment" })
    }
    time.now += hour
    assert.isTrue(await laurel.adjust("may", { ...late, id: "bonus", amount: 1 }))
    assert.isTrue(await laurel.reverseAdjustment("may", "late", "she was there"))
    assert.isFalse(await laurel.reverseAdjustment("may", "late", "she was there"))
    await assertRefused(laurel.reverseAdjustment("may", "none", "why not"), "AdjustmentNotFound")
    assert.strictEqual(await score(), "101.0")
    const [first] = await laurel.adjustments("may", { limit: 1, participant: "ada" })
    assert.deepStrictEqual([first?.id, first?.amount, first?.by, first?.reversal?.reason].map(String), [
      "late",
      "-305",
      "organiser",
      "she was there"
    ])
    const rest = first === undefined ? [] : await laurel.adjustments("may", { after: { at: first.at, id: first.id } })
    assert.deepStrictEqual(
      rest.map(({ id }) => `${id}`),
      ["bonus"]
    )
    await assertRefused(laurel.adjustments("may", { limit: 0 }), "InvalidArgument", { argument: "query" })
  })

  it("what the plausible limit of its day withholds is listed until an organiser decides", async () => {
    const { laurel } = await running({ ...plain("may"), metrics: [{ name: "steps", plausible: { perDay: 100 } }] })
    await laurel.record("may", [steps("ada", 90, { key: "a" }), steps("ada", 20, { key: "b" })])
    const states = async () => (await laurel.activities("may", { user: "ada" })).map(({ state }) => state)
    assert.deepStrictEqual(await states(), [{ _tag: "Quarantined", limit: "perDay" }, { _tag: "Counts" }])
    const withheld = await laurel.withheld("may")
    assert.deepStrictEqual(
      withheld.map(({ userId, sourceKey, quantity }) => [userId, sourceKey, quantity]),
      [["ada", "b", 20]]
    )
    assert.isTrue(await laurel.review("may", { key: "b" }, "Released"))
    assert.deepStrictEqual(await laurel.withheld("may"), [])
    assert.deepStrictEqual(await states(), [{ _tag: "Released" }, { _tag: "Counts" }])
    assert.strictEqual((await laurel.standings("may")).rows[0]?.score, "110")
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
    await assertRefused(laurel.plan("paid", { by: "mia" }), "NotOrganiser", { by: "mia" })
    const plan = await laurel.plan("paid")
    assert.strictEqual((await laurel.reject("paid", plan.hash, "noah", "bob was ill"))._tag, "Rejected")
    assert.strictEqual((await laurel.plan("paid")).version, 2)
  })

  it("payouts are held back until their date, for all or for single recipients", async () => {
    const { laurel, time } = await finalChallenge()
    const until = new Date(start + 40 * day)
    const holds = { until, byRecipient: { lin: "2026-06-20T00:00:00Z" } }
    const plan = await laurel.plan("paid", { holds })
    assert.strictEqual((await laurel.preview("paid", { holds })).lines.length, 2)
    await laurel.approve("paid", plan.hash, "noah")
    await laurel.post("paid")
    const tags = async () => (await laurel.payouts("paid")).map(({ recipient, _tag }) => `${recipient} ${_tag}`)
    await laurel.pay("paid")
    assert.deepStrictEqual(await tags(), ["ada Held", "lin Held"])
    time.now = until.getTime()
    await laurel.pay("paid")
    assert.deepStrictEqual(await tags(), ["ada Confirmed", "lin Held"])
    time.now = start + 60 * day
    assert.strictEqual((await laurel.pay("paid"))._tag, "Settled")
    await assertRefused(laurel.preview("paid", untyped('{"holds":{"util":0}}')), "InvalidArgument", {
      argument: "options",
      problem: "holds.util is no key that belongs here"
    })
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
    assert.deepStrictEqual(
      (await laurel.payouts("paid")).map(({ version, recipient, minorUnits }) => [version, recipient, minorUnits]),
      [
        [1, "ada", 1620n],
        [1, "lin", 1080n],
        [2, "bob", 1080n],
        [2, "lin", 540n]
      ]
    )
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

  /** A challenge that is posted, and what its provider was asked; ada's payment is answered as `answer` says. */
  const paying = async (answer: "lost" | "paid") => {
    const keys = new Map<string, string>()
    const { laurel } = await finalChallenge({
      payments: {
        pay: async ({ key, recipient }) => {
          keys.set(recipient, key)
          if (answer === "lost" && recipient === "ada") throw new Error("the line went dead")
          return { _tag: "Paid", reference: recipient }
        },
        lookUp: async () => undefined
      }
    })
    await laurel.approve("paid", (await laurel.plan("paid")).hash, "noah")
    await laurel.post("paid")
    await laurel.pay("paid")
    const lines = await laurel.payouts("paid")
    const line = lines.find(({ recipient }) => recipient === "ada")?.key ?? ""
    const tag = async () => (await laurel.payouts("paid")).find(({ key }) => key === line)?._tag
    return { laurel, line, tag, attempt: keys.get("ada") ?? "" }
  }

  it("what is unknown is decided by the provider's message, or by the organiser with a note", async () => {
    const { laurel, tag, attempt } = await paying("lost")
    assert.strictEqual(await tag(), "Unknown")
    const person = { attempt, outcome: "Refused", note: "the bank says it never arrived" } as const
    await assertRefused(laurel.report("paid", person, "eve"), "NotOrganiser", { by: "eve" })
    await assertRefused(laurel.report("paid", { ...person, attempt: "0".repeat(64) }), "PayoutNotFound")
    for (const report of [
      "null",
      "{}",
      JSON.stringify({ ...person, event: "e" }),
      `{"attempt":"${attempt}","outcome":"Refused"}`
    ]) {
      await assertRefused(laurel.report("paid", untyped(report)), "InvalidArgument", { argument: "report" })
    }
    assert.strictEqual((await laurel.report("paid", person))._tag, "NeedsAttention")
    assert.strictEqual(await tag(), "Refused")
    const other = await paying("lost")
    const message = { attempt: other.attempt, outcome: "Confirmed", event: "evt-7" } as const
    assert.strictEqual((await other.laurel.report("paid", message))._tag, "Settled")
    assert.strictEqual((await other.laurel.report("paid", message))._tag, "Settled")
  })

  it("what came back is given up, reclaimed when its recipient asks, or forfeited in the end", async () => {
    const { laurel, line, tag, attempt } = await paying("paid")
    await laurel.report("paid", { attempt, outcome: "Returned", event: "evt-1" })
    assert.strictEqual(await tag(), "Returned")
    await assertRefused(laurel.giveUp("paid", line, "eve"), "NotOrganiser", { by: "eve" })
    await assertRefused(laurel.giveUp("paid", "no such line"), "PayoutNotFound")
    assert.strictEqual((await laurel.giveUp("paid", line))._tag, "Settled")
    assert.strictEqual(await tag(), "Unclaimed")
    await laurel.reclaim("paid", line)
    assert.strictEqual(await tag(), "Payable")
    await laurel.pay("paid")
    assert.strictEqual(await tag(), "Confirmed")
    const other = await paying("paid")
    await other.laurel.report("paid", { attempt: other.attempt, outcome: "Returned", event: "evt-1" })
    await other.laurel.giveUp("paid", other.line)
    await other.laurel.forfeit("paid", other.line)
    assert.strictEqual(await other.tag(), "Forfeited")
    await assertRefused(other.laurel.reclaim("paid", other.line), "PayoutTransitionForbidden", { state: "Forfeited" })
  })

  it("whom the clock cancelled, anybody may have refunded", async () => {
    const { laurel, time } = await opened()
    await laurel.define({ ...paid("paid"), entries: { minimum: 5 } })
    await laurel.publish("paid")
    await laurel.join("paid", [{ user: "ada", fee }])
    await assertRefused(laurel.refund("paid", "too few", "eve"), "ChallengeTransitionForbidden", { state: "Published" })
    time.now = start + 30 * day
    assert.strictEqual((await laurel.challenge("paid"))._tag, "Cancelled")
    assert.strictEqual((await laurel.refund("paid", "too few", "eve"))._tag, "Refunding")
    assert.strictEqual((await laurel.pay("paid"))._tag, "Refunded")
    assert.deepStrictEqual(
      (await laurel.payouts("paid")).map(({ recipient, minorUnits }) => [recipient, minorUnits]),
      [["ada", 1000n]]
    )
  })

  it("a fee is charged, and its participant enters; without a definite answer that waits for a look-up or a report", async () => {
    const charged: Array<string> = []
    const silent = new Set(["lin"])
    const payments: Laurel.Payments = {
      pay: async () => ({ _tag: "Paid", reference: "t" }),
      charge: async ({ key, payer }) => {
        if (silent.has(payer)) throw new Error("timed out")
        charged.push(payer)
        return { _tag: payer === "eve" ? "Declined" : "Paid", reference: `pi of ${key}` }
      },
      lookUp: async () => undefined
    }
    const { laurel } = await opened({ payments })
    await laurel.define(paid("paid"))
    await laurel.publish("paid")
    assert.deepStrictEqual(await laurel.joinWithFee("paid", { user: "ada", fee }), { _tag: "Entered" })
    assert.deepStrictEqual(await laurel.joinWithFee("paid", { user: "ada", fee }), { _tag: "AlreadyEntered" })
    assert.strictEqual((await laurel.joinWithFee("paid", { user: "eve", fee }))._tag, "ChargeRefused")
    assert.deepStrictEqual(await laurel.joinWithFee("paid", "bob"), { _tag: "EntryRefused", reason: "WrongFee" })
    const pending = await laurel.joinWithFee("paid", { user: "lin", fee })
    if (pending._tag !== "ChargePending") return assert.fail(pending._tag)
    assert.deepStrictEqual(
      (await laurel.reconcileCharges("paid")).map(({ _tag }) => _tag),
      ["Unknown"]
    )
    const report = { charge: pending.key, outcome: "Charged" as const, reference: "pi_7" }
    await assertRefused(laurel.reportCharge("paid", { ...report, note: "statement" }, "eve"), "NotOrganiser")
    assert.strictEqual((await laurel.reportCharge("paid", { ...report, event: "evt_1" }))._tag, "Charged")
    assert.deepStrictEqual(
      (await laurel.charges("paid")).map(({ _tag, payer }) => `${payer} ${_tag}`),
      ["ada Charged", "eve Refused", "lin Charged"]
    )
    assert.deepStrictEqual(charged, ["ada", "eve"])
    assert.strictEqual((await laurel.entries("paid")).length, 2)
  })

  it("what of a charge cannot be read is refused, and payments that cannot charge refuse it", async () => {
    const cannot: Laurel.Payments = {
      pay: async () => ({ _tag: "Paid", reference: "t" }),
      lookUp: async () => undefined
    }
    const { laurel } = await opened({ payments: cannot })
    await laurel.define(paid("paid"))
    await laurel.publish("paid")
    const outcome = await laurel.joinWithFee("paid", { user: "ada", fee })
    assert.strictEqual(outcome._tag, "ChargeRefused")
    assert.deepStrictEqual(await laurel.entries("paid"), [])
    await assertRefused(laurel.joinWithFee("paid", { user: "" }), "InvalidArgument", { argument: "entry" })
    await assertRefused(laurel.joinWithFee("paid", { user: "ada", fee }, ""), "InvalidArgument", { argument: "worker" })
    const refused = { charge: "k", outcome: "Refused" as const, event: "evt_1" }
    await assertRefused(laurel.reportCharge("paid", { ...refused, note: "as well" }), "InvalidArgument", {
      argument: "report"
    })
    await assertRefused(laurel.reportCharge("paid", refused), "ChargeNotFound", { key: "k" })
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
