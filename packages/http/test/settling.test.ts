import { PaymentProvider, PaymentUnknown } from "@laurel/core/payment"
import { JobKey, JobKind, Jobs } from "@laurel/core/runtime"
import { moneyHandlers, tick, workOff } from "@laurel/core/work"
import { Effect, Layer } from "effect"
import { assert, describe, it } from "vitest"
import { begin, openHouse, portsInMemory, pot, steps } from "./house.ts"

const day = 86_400_000
const path = "/v1/challenges/pot"
const [olga, pat, root] = ["olga@now", "pat+approver@now", "root+administrator@now"]

type Mood = "pays" | "declines" | "is silent"

/** A provider that a test can put into a mood. */
const openPot = async (disputeHours: number) => {
  const provider: { mood: Mood } = { mood: "pays" }
  const answered = (key: string) =>
    provider.mood === "is silent"
      ? Effect.fail(new PaymentUnknown({ key, cause: "no answer" }))
      : Effect.succeed({ _tag: provider.mood === "pays" ? ("Paid" as const) : ("Declined" as const), reference: key })
  const moody = Layer.succeed(PaymentProvider, {
    name: "moody",
    pay: ({ key }) => answered(key),
    charge: ({ key }) => Effect.succeed({ _tag: "Paid", reference: key }),
    lookUp: (key) => answered(key)
  })
  const house = openHouse(Layer.merge(portsInMemory, moody))
  let asked = 0
  const post = async (where: string, as: string, body?: unknown) => {
    const { status, json } = await house.ask("POST", where, {
      as,
      ...(body === undefined ? {} : { body }),
      headers: { "idempotency-key": `${asked++}` }
    })
    return { status, ...json }
  }
  const get = async (where: string, as = "olga") => (await house.ask("GET", where, { as })).json
  const at = new Date(begin).toISOString()
  await post("/v1/challenges", "olga", { ...steps("pot", pot), disputeHours })
  await post(`${path}/publish`, "olga")
  for (const [name, quantity] of [
    ["ada", 9_000],
    ["bob", 8_000],
    ["eve", 7_000]
  ] as const) {
    await post(`${path}/join`, name, { fee: { minor_units: "1000" } })
    await post(`${path}/activities`, name, { metric: "steps", quantity, at, key: "1" })
  }
  house.clock.moveTo(begin + 8 * day)
  await house.run(tick())
  const work = () => house.run(Effect.asVoid(workOff(moneyHandlers, "worker")))
  const settled = async () => {
    const { plan_hash } = await post(`${path}/settlement:plan`, olga, {})
    await post(`${path}/settlement:approve`, pat, { plan_hash })
    await post(`${path}/settlement:apply`, olga, { plan_hash })
    await work()
  }
  const payouts = async () => (await get(`${path}/settlement/payouts`)).data
  return { house, provider, post, get, work, settled, payouts }
}

describe("a settlement over HTTP, beyond its plan", () => {
  it("upholds a dispute with the plan that follows, once, and takes a plan back so that another can be made", async () => {
    const { house, post, get } = await openPot(48)
    const first = await post(`${path}/settlement:plan`, olga, {})
    assert.strictEqual(first.state, "provisional")
    const dispute = { reason: "bob rode a horse", disqualify: ["bob"] }
    const second = await post(`${path}/settlement:uphold-dispute`, olga, dispute)
    assert.deepStrictEqual([second.status, second.state, second.version], [201, "provisional", 2])
    assert.notStrictEqual(second.plan_hash, first.plan_hash)
    const { since_last: last, since_made: made, plan_hash: hash } = await get(`${path}/settlement/changes`)
    assert.deepStrictEqual([hash, last.plan_hash, last.facts], [second.plan_hash, first.plan_hash, ["standings"]])
    const bob = { participant_id: "bob", is_minor_units: "0" }
    assert.deepInclude(
      last.awards.map(({ was_minor_units: _, ...award }: { readonly was_minor_units: string }) => award),
      bob
    )
    assert.deepStrictEqual(made, { facts: [], changed: 0, awards: [] })
    const again = await post(`${path}/settlement:uphold-dispute`, olga, dispute)
    assert.deepStrictEqual([again.version, again.plan_hash], [2, second.plan_hash])
    const unknown = await post(`${path}/settlement:uphold-dispute`, olga, { reason: "who?", disqualify: ["zoe"] })
    assert.strictEqual(unknown.code, "participant-not-found")
    house.clock.moveTo(begin + 11 * day)
    const taken = await post(`${path}/settlement:void`, olga, { reason: "a typo" })
    assert.deepStrictEqual([taken.state, taken.reason], ["rejected", "a typo"])
    const { data } = await get(`${path}/settlements`)
    assert.strictEqual(data.length, 1)
    assert.deepInclude(data[0], { dispute_reason: "bob rode a horse", rejected_by: "olga", maker: "olga" })
    await house.close()
  })

  it("shows what a plan comes to, and what has changed since it was made", async () => {
    const { house, post, get } = await openPot(48)
    const { plan_hash: hash } = await post(`${path}/settlement:plan`, olga, {})
    const overview = await get(`${path}/settlement/plans/${hash}/overview`)
    assert.deepInclude(overview, {
      plan_hash: hash,
      version: 1,
      currency: "EUR",
      outcome: "awarded",
      recipients: 2,
      due_minor_units: "3000",
      award_count: 2,
      rounded_up: 0,
      item_count: 0,
      residual: []
    })
    const awards: ReadonlyArray<Readonly<Record<string, string>>> = overview.awards
    assert.deepStrictEqual(
      awards.map(({ participant_id: who, minor_units: amount, reason }) => [who, amount, reason]),
      [
        ["ada", "1800", "place 1 in main; the share of the place"],
        ["bob", "1200", "place 2 in main; the share of the place"]
      ]
    )
    const pool: ReadonlyArray<Readonly<Record<string, string>>> = overview.pool
    assert.deepStrictEqual(
      pool.map(({ name, side, minor_units: amount }) => [name, side, amount]),
      [
        ["entryFees", "source", "3000"],
        ["prizes", "use", "3000"]
      ]
    )
    assert.strictEqual((await get(`${path}/settlement/plans/${"0".repeat(64)}/overview`)).code, "plan-not-found")
    assert.deepStrictEqual((await get(`${path}/settlement/changes`)).since_made, { facts: [], changed: 0, awards: [] })
    const given = await post(`${path}/deposits`, olga, { id: "late", minor_units: "1000", payer: "acme" })
    assert.strictEqual(given.status, 201)
    const { since_made: made, since_last: last } = await get(`${path}/settlement/changes`)
    assert.deepStrictEqual([made.facts, last], [["pool"], undefined])
    assert.deepStrictEqual(made.awards, [
      { participant_id: "ada", was_minor_units: "1800", is_minor_units: "2400" },
      { participant_id: "bob", was_minor_units: "1200", is_minor_units: "1600" }
    ])
    await house.close()
  })

  it("corrects what was settled by the differences, and calls a correction off", async () => {
    const { house, post, get, settled } = await openPot(0)
    await settled()
    const late = await post(`${path}/cancel`, olga, { reason: "rain" })
    assert.deepStrictEqual([late.status, (await get(path)).state], [409, "settled"])
    const corrected = await post(`${path}/settlement:correct`, olga, { disqualify: ["ada"] })
    assert.deepStrictEqual([corrected.status, corrected.version], [201, 2])
    const before = (await get(`${path}/settlements`)).data
    assert.deepStrictEqual(
      before.map(({ state }: { readonly state: string }) => state),
      ["settled", "provisional"]
    )
    assert.strictEqual(before[1].supersedes.plan_hash, before[0].plan_hash)
    const { since_last: last } = await get(`${path}/settlement/changes`)
    assert.strictEqual(last.plan_hash, before[0].plan_hash)
    assert.include(
      last.awards.map(({ participant_id: who }: { readonly participant_id: string }) => who),
      "ada"
    )
    await post(`${path}/settlement:void`, olga, { reason: "ada was right" })
    const after = (await get(`${path}/settlements`)).data
    assert.deepInclude(after[1], { state: "cancelled", cancelled_by: "olga", reason: "ada was right" })
    assert.strictEqual((await get(`${path}/settlement`)).state, "settled")
    const never = await post(`${path}/cancel`, olga, { reason: "rain" })
    assert.deepStrictEqual([never.status, never.code, never.detail], [late.status, late.code, late.detail])
    await house.close()
  })

  it("names of a challenge what can be done with it as it stands: once its pool is given away, neither deposits nor the end", async () => {
    const { house, post, get, work } = await openPot(0)
    const allows = async () => (await get(path)).allows
    assert.deepStrictEqual(await allows(), [
      "upholdDispute",
      "planSettlement",
      "applyPlan",
      "endSeries",
      "cancelChallenge",
      "depositMoney"
    ])
    const { plan_hash } = await post(`${path}/settlement:plan`, olga, {})
    await post(`${path}/settlement:approve`, pat, { plan_hash })
    await post(`${path}/settlement:apply`, olga, { plan_hash })
    assert.deepStrictEqual([(await get(path)).state, await allows()], ["final", ["endSeries"]])
    const money = { id: "late", payer: "sponsor", minor_units: "1" }
    for (const [act, body] of [
      ["cancel", { reason: "rain" }],
      ["deposits", money],
      ["settlement:plan", {}],
      ["settlement:uphold-dispute", { reason: "no" }],
      ["settlement:correct", {}]
    ] as const)
      assert.strictEqual((await post(`${path}/${act}`, olga, body)).status, 409, act)
    await work()
    assert.deepStrictEqual([(await get(path)).state, await allows()], ["settled", ["correctSettlement", "endSeries"]])
    await house.close()
  })

  it("tries again what was refused, asks about what is unknown, and takes a person's word for it", async () => {
    const { house, provider, post, payouts, settled, work } = await openPot(0)
    provider.mood = "declines"
    await settled()
    assert.deepStrictEqual(
      (await payouts()).map(({ state, tried }: Payout) => [state, tried.map(({ outcomes }) => outcomes)]),
      [
        ["refused", [["refused"]]],
        ["refused", [["refused"]]]
      ]
    )
    provider.mood = "is silent"
    assert.strictEqual((await post(`${path}/settlement:resume`, olga, { retry: "all" })).status, 202)
    await work()
    const open = await payouts()
    assert.deepStrictEqual(
      open.map(({ state }: Payout) => state),
      ["unknown", "unknown"]
    )
    const asked = await post(`${path}/reconcile`, root)
    assert.deepStrictEqual([asked.unknown_payouts, asked.unknown_charges], [2, 0])
    const attempt = open[0].tried.at(-1).attempt
    const told = await post(`${path}/settlement/attempts/${attempt}/report`, olga, {
      outcome: "confirmed",
      note: "bank statement 42"
    })
    assert.strictEqual(told.stuck, 1)
    const denied = await post(`${path}/settlement/attempts/${attempt}/report`, olga, { outcome: "refused", note: "no" })
    assert.strictEqual(denied.code, "outcome-contradicted")
    const nothing = await post(`${path}/settlement/attempts/none/report`, olga, { outcome: "refused", note: "no" })
    assert.strictEqual(nothing.code, "payout-not-found")
    provider.mood = "pays"
    assert.strictEqual((await post(`${path}/reconcile`, root)).unknown_payouts, 0)
    assert.deepStrictEqual(
      (await payouts()).map(({ state }: Payout) => state),
      ["confirmed", "confirmed"]
    )
    await house.close()
  })

  it("lets the organiser decide what becomes of a payout that nobody takes", async () => {
    const { house, provider, post, payouts, settled, work } = await openPot(0)
    provider.mood = "declines"
    await settled()
    const [one, other] = (await payouts()).map(({ line }: Payout) => encodeURIComponent(line))
    const decide = (line: string, what: string) => post(`${path}/settlement/payouts/${line}/${what}`, olga)
    assert.strictEqual((await decide(one, "forfeit")).code, "payout-transition-forbidden")
    await decide(one, "give-up")
    await decide(one, "give-up")
    await decide(other, "give-up")
    await decide(other, "forfeit")
    provider.mood = "pays"
    await decide(one, "reclaim")
    await work()
    assert.deepStrictEqual(
      (await payouts()).map(({ state }: Payout) => state),
      ["confirmed", "forfeited"]
    )
    assert.strictEqual((await decide(one, "give-up")).code, "payout-transition-forbidden")
    assert.strictEqual((await decide(other, "reclaim")).code, "payout-transition-forbidden")
    assert.strictEqual((await decide("none", "give-up")).code, "payout-not-found")
    await house.close()
  })

  it("holds everything that is stored against itself", async () => {
    const { house, get, settled } = await openPot(0)
    await settled()
    const same = { same: true, findings: [] }
    assert.deepStrictEqual(await get(`${path}/settlement:verify`), same)
    assert.deepStrictEqual(await get(`${path}/ledger:verify`), same)
    const { head } = await get(`${path}/audit:verify`)
    assert.deepInclude(await get(`${path}/audit:verify?known_seq=${head.seq}&known_hash=${head.hash}`), { same: true })
    const other = `known_seq=${head.seq}&known_hash=${"0".repeat(64)}`
    assert.deepStrictEqual((await get(`${path}/audit:verify?${other}`)).finding, {
      seq: head.seq,
      problem: "rewritten"
    })
    assert.strictEqual((await get(`${path}/ledger:verify?${other}`)).same, false)
    assert.strictEqual((await get(`${path}/ledger:verify?known_seq=1`)).code, "invalid-request")
    const { key_id } = (
      await house.ask("POST", "/v1/keys", {
        as: "ada",
        body: { label: "phone", scopes: ["read"] },
        headers: { "idempotency-key": "k" }
      })
    ).json
    assert.isString(key_id)
    const [entry] = (await get("/v1/audit", root)).data
    assert.deepInclude(entry, { actor: "ada", action: "access.issue-key" })
    assert.strictEqual((await get("/v1/audit:verify", root)).same, true)
    const heads = await get("/v1/audit:heads?limit=1", root)
    assert.strictEqual(heads.has_more, true)
    const rest = await get(`/v1/audit:heads?cursor=${encodeURIComponent(heads.next_cursor)}`, root)
    assert.deepStrictEqual(
      [...heads.data, ...rest.data].map(({ scope }) => scope),
      ["challenge:pot", "laurel"]
    )
    await house.close()
  })
})

describe("many challenges cancelled at once", () => {
  it("have an outcome each, and what was paid is owed back exactly", async () => {
    const { house, post, get } = await openPot(0)
    const window = { start: "2026-05-14", end: "2026-05-20" }
    await post("/v1/challenges", "olga", steps("open", { window }))
    await post("/v1/challenges/open/publish", "olga")
    await post("/v1/challenges", "otto", steps("others", { window }))
    await post("/v1/challenges/others/publish", "otto")
    await post("/v1/challenges", "otto", steps("hidden"))
    const all = { challenge_ids: ["others", "open", "hidden", "nothing", "pot"], reason: "it rains" }
    const { data } = await post("/v1/challenges:batchCancel", olga, all)
    assert.deepStrictEqual(
      data.map(({ challenge_id, outcome, state, code }: Outcome) => [challenge_id, outcome, state ?? code]),
      [
        ["others", "refused", "access-denied"],
        ["open", "cancelled", "refunded"],
        ["hidden", "refused", "challenge-not-found"],
        ["nothing", "refused", "challenge-not-found"],
        ["pot", "cancelled", "refunding"]
      ]
    )
    assert.strictEqual((await get("/v1/challenges/others")).state, "published")
    assert.strictEqual((await get("/v1/challenges/pot")).state, "cancelled")
    const owed = await get(`${path}/settlement/payouts`)
    assert.deepStrictEqual(owed.data.map(({ recipient, minor_units }: Outcome) => [recipient, minor_units]).sort(), [
      ["ada", "1000"],
      ["bob", "1000"],
      ["eve", "1000"]
    ])
    const again = await post("/v1/challenges:batchCancel", olga, { challenge_ids: ["pot", "pot"], reason: "it rains" })
    assert.deepStrictEqual(
      again.data.map(({ outcome }: Outcome) => outcome),
      ["cancelled"]
    )
    assert.strictEqual((await get(`${path}/settlement/payouts`)).data.length, 3)
    const stale = await post("/v1/challenges:batchCancel", "olga", all)
    assert.strictEqual(stale.code, "fresh-proof-needed")
    await house.close()
  })
})

interface Outcome {
  readonly challenge_id: string
  readonly outcome: string
  readonly state?: string
  readonly code?: string
  readonly recipient?: string
  readonly minor_units?: string
}

interface Payout {
  readonly line: string
  readonly state: string
  readonly tried: ReadonlyArray<{ readonly outcomes: ReadonlyArray<string> }>
}

describe("what is to be done later, over HTTP", () => {
  it("is listed and counted, tried again and taken away, each with an outcome of its own", async () => {
    const house = openHouse()
    const kind = JobKind.make("test.fail")
    await house.run(
      Effect.gen(function* () {
        const jobs = yield* Jobs
        yield* jobs.enqueue([{ kind, key: JobKey.make("one"), maximumTries: 1 }])
        for (const job of yield* jobs.claim({ worker: "worker", kinds: [kind] }))
          yield* jobs.fail(job, "it broke", begin)
      })
    )
    const { data } = (await house.ask("GET", "/v1/jobs?kind=test.fail&state=dead", { as: root })).json
    assert.deepInclude(data[0], { key: "one", state: "dead", tries: 1, maximum_tries: 1, last_error: "it broke" })
    const counts = async () =>
      (await house.ask("GET", "/v1/jobs:counts", { as: root })).json.data.filter(
        (one: { readonly kind: string }) => one.kind === kind
      )
    assert.deepStrictEqual(await counts(), [{ kind, waiting: 0, claimed: 0, dead: 1 }])
    const outcomes = async (what: string) =>
      (
        await house.ask("POST", `/v1/jobs:${what}`, { as: root, body: { job_ids: [data[0].id, "none"] } })
      ).json.data.map(({ outcome }: { readonly outcome: string }) => outcome)
    assert.deepStrictEqual(await outcomes("retry"), ["done", "missing"])
    assert.deepStrictEqual(await counts(), [
      { kind, waiting: 1, earliest_due: new Date(begin).toISOString(), claimed: 0, dead: 0 }
    ])
    assert.deepStrictEqual(await outcomes("retry"), ["missing", "missing"])
    assert.deepStrictEqual(await outcomes("discard"), ["done", "missing"])
    assert.deepStrictEqual(await counts(), [])
    const told = (await house.ask("GET", "/v1/audit", { as: root })).json.data
    assert.deepStrictEqual(
      told.map(({ action, actor }: { readonly action: string; readonly actor: string }) => `${action} by ${actor}`),
      ["jobs.retry by root", "jobs.discard by root"]
    )
    await house.close()
  })
})
