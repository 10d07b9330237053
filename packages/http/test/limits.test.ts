import { request } from "node:http"
import { Budgets, BudgetsUnavailable, type Principal } from "@laurel/core/access"
import { budgetsContract } from "@laurel/core/contracts"
import { PrincipalId } from "@laurel/core/shared"
import { Effect, Fiber, Layer, Result } from "effect"
import { TestClock } from "effect/testing"
import { assert, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { makeLocalBudgets } from "../src/limits/localBudgets.ts"
import { makeLimits } from "../src/limits/makeLimits.ts"
import { networkOf } from "../src/limits/networkOf.ts"
import { type Budget, budgets } from "../src/limits/policies.ts"
import { makeTakeFrom } from "../src/limits/takeFrom.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import type { Caller } from "../src/operation/Server.ts"
import { openServer } from "./liveHouse.ts"

const from = (address: string): Caller => ({ requestId: "1", address, header: () => undefined })
const person = (name: string): Principal => ({ _tag: "Person", id: PrincipalId.make(name), roles: new Set() })
const program: Principal = { _tag: "Program", id: PrincipalId.make("olga"), key: "k1", scopes: new Set() }

budgetsContract("one process", Layer.sync(Budgets, makeLocalBudgets))

/** Sends exactly this, as no browser would. */
const sent = (url: string, method: string, path: string, headers: Readonly<Record<string, string>>): Promise<number> =>
  new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url)
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      answer.resume().on("end", () => resolve(answer.statusCode ?? 0))
    })
    asked.on("error", reject).end()
  })

describe("limits", () => {
  const asked = (
    limits: ReturnType<typeof makeLimits>,
    operation: AnyOperation,
    principal: Principal,
    caller = from("192.0.2.1")
  ) =>
    Effect.runPromise(Effect.result(limits.admit(operation, principal, caller) as never)) as Promise<
      Result.Result<Readonly<Record<string, string>>, { readonly policy: string }>
    >
  /** How often somebody is let in of so many times, all at once, and what they are refused by. */
  const times = async (count: number, operation: AnyOperation, principal: Principal) => {
    const limits = makeLimits()
    const answers = await Promise.all(Array.from({ length: count }, () => asked(limits, operation, principal)))
    const refused = answers.filter(Result.isFailure)
    return { admitted: count - refused.length, by: new Set(refused.map(({ failure }) => failure.policy)) }
  }

  it("let in exactly as often as each budget says, however many ask at once", async () => {
    const cases: ReadonlyArray<readonly [AnyOperation, Principal, number, Budget]> = [
      [operations.getBoard, { _tag: "Anonymous" }, budgets.anonymous.quota, "anonymous"],
      [operations.getBoard, person("ada"), budgets.authenticated.quota, "authenticated"],
      [operations.recordActivity, person("ada"), budgets["activity-write"].quota, "activity-write"],
      [operations.createChallenge, person("ada"), budgets["definition-write"].quota, "definition-write"],
      [operations.applyPlan, person("ada"), budgets.settlement.quota, "settlement"],
      [operations.joinChallenge, person("ada"), budgets.entry.quota, "entry"],
      [operations.createKey, person("ada"), budgets.auth.quota, "auth"],
      [operations.applyPlan, program, budgets.settlement.quota, "settlement"]
    ]
    for (const [operation, principal, quota, budget] of cases) {
      const { admitted, by } = await times(quota + 20, operation, principal)
      assert.deepStrictEqual([admitted, ...by], [quota, budget], operation.id)
    }
  })
  it("of money and credentials come back one by one, so that around the end of no window there are twice as many", async () => {
    const { quota, windowSeconds } = budgets.settlement
    const story = Effect.gen(function* () {
      const limits = makeLimits()
      const once = Effect.result(
        limits.admit(operations.applyPlan, person("ada"), from("192.0.2.1")) as Effect.Effect<unknown, unknown>
      )
      const admitted = Effect.map(
        Effect.forEach(Array.from({ length: 2 * quota }), () => once),
        (answers) => answers.filter(Result.isSuccess).length
      )
      assert.strictEqual(yield* admitted, quota)
      yield* TestClock.adjust(`${windowSeconds / quota - 1} seconds`)
      assert.strictEqual(yield* admitted, 0)
      yield* TestClock.adjust("1 second")
      assert.strictEqual(yield* admitted, 1)
      yield* TestClock.adjust(`${windowSeconds} seconds`)
      assert.strictEqual(yield* admitted, quota)
    })
    await Effect.runPromise(Effect.scoped(Effect.provide(story, TestClock.layer())))
  })
  it("do not hold a program to the budget of one person", async () => {
    assert.strictEqual((await times(100, operations.recordActivity, program)).admitted, 100)
    assert.strictEqual((await times(100, operations.joinChallenge, program)).admitted, 100)
  })
  it("are each person's own, and each address's", async () => {
    const limits = makeLimits()
    for (let at = 0; at < budgets.auth.quota; at++) await asked(limits, operations.createKey, person("ada"))
    assert.isTrue(Result.isFailure(await asked(limits, operations.createKey, person("ada"))))
    assert.isTrue(Result.isSuccess(await asked(limits, operations.createKey, person("bob"))))
    const anonymous: Principal = { _tag: "Anonymous" }
    for (let at = 0; at < budgets.anonymous.quota; at++) await asked(limits, operations.getBoard, anonymous)
    assert.isTrue(Result.isFailure(await asked(limits, operations.getBoard, anonymous)))
    assert.isTrue(Result.isSuccess(await asked(limits, operations.getBoard, anonymous, from("192.0.2.2"))))
  })
  it("let a whole house sign in from one address, and nobody guess there", async () => {
    const server = await openServer()
    const key = await server.keyOf("olga", "read")
    const signIn = async (credential: string) => {
      const body = new URLSearchParams({ credential, back: "/" })
      const headers = { "sec-fetch-site": "same-origin" }
      return (await fetch(`${server.url}/sign-in`, { method: "POST", body, headers, redirect: "manual" })).status
    }
    const { quota } = budgets.auth
    for (let at = 0; at < 2 * quota; at++) assert.strictEqual(await signIn(key), 303)
    for (let at = 0; at < quota; at++) assert.strictEqual(await signIn("nonsense"), 401)
    assert.strictEqual(await signIn("nonsense"), 429)
    assert.strictEqual(await signIn(key), 303)
    await server.close()
  })
  it("are told in headers, and refuse who guesses credentials, with when to come again", async () => {
    const server = await openServer()
    const url = `${server.url}/v1/challenges`
    const first = await fetch(url)
    assert.strictEqual(first.headers.get("ratelimit-policy"), '"anonymous";q=100;w=900')
    assert.match(first.headers.get("ratelimit") ?? "", /^"anonymous";r=99;t=\d+$/)
    const guess = () =>
      fetch(url, { headers: { authorization: "Bearer nonsense", "x-forwarded-for": `${Math.random()}` } })
    for (let at = 0; at < budgets.auth.quota; at++) assert.strictEqual((await guess()).status, 401)
    const refused = await guess()
    assert.strictEqual(refused.status, 429)
    assert.isAtLeast(Number(refused.headers.get("retry-after")), 1)
    assert.include(await refused.text(), '"violated-policies":["auth"]')
    assert.strictEqual(refused.headers.get("ratelimit-policy"), '"auth";q=5;w=900')
    assert.match(refused.headers.get("ratelimit") ?? "", /^"auth";r=0;t=\d+$/)
    assert.strictEqual(first.headers.get("www-authenticate"), null)
    const basic = await fetch(url, { headers: { authorization: "Basic b2xnYTpzZWNyZXQ=" } })
    assert.strictEqual(basic.status, 429, "another way to show who one is proves nothing either")
    await server.close()
  })
  it("are not got round by another spelling of the path, another method or what a client says of itself", async () => {
    const quota = 3
    const server = await openServer({ budgets: { ...budgets, anonymous: { quota, windowSeconds: 900 } } })
    const path = "/v1/challenges"
    for (let at = 0; at < quota; at++) assert.strictEqual(await sent(server.url, "GET", path, {}), 200)
    const paths = [
      path,
      `${path}/`,
      "/V1/challenges",
      "/v1/Challenges",
      "/v1//challenges",
      "//v1/challenges",
      `${path}?`
    ]
    const more = [
      "/v1/%63hallenges",
      "/%76%31/challenges",
      "/v1/./challenges",
      "/v1/x/../challenges",
      `${path};a`,
      `${path}#a`
    ]
    const said: ReadonlyArray<Readonly<Record<string, string>>> = [
      {},
      { "x-forwarded-for": "198.51.100.7" },
      { forwarded: "for=198.51.100.7", "x-real-ip": "198.51.100.7", "cf-connecting-ip": "198.51.100.7" },
      { "x-http-method-override": "GET", "x-method-override": "GET", "x-original-url": path, "x-rewrite-url": path },
      { host: "127.0.0.1", "x-request-id": "another", "user-agent": "another" }
    ]
    const statuses = new Set<number>()
    for (const method of ["GET", "HEAD", "OPTIONS", "POST", "PUT"])
      for (const one of [...paths, ...more])
        for (const headers of said) statuses.add(await sent(server.url, method, one, { ...headers }))
    await server.close()
    const answered = [...statuses].sort((a, b) => a - b)
    assert.deepStrictEqual(
      answered.filter((status) => status < 400 || status >= 500),
      []
    )
    assert.include(answered, 429)
  })
  it("count behind a proxy by the address that the proxy has added, whatever the client had put before it", async () => {
    const server = await openServer({
      trustsProxy: true,
      budgets: { ...budgets, anonymous: { quota: 1, windowSeconds: 900 } }
    })
    const asked = (forwarded: string) => sent(server.url, "GET", "/v1/challenges", { "x-forwarded-for": forwarded })
    assert.strictEqual(await asked("198.51.100.7"), 200)
    assert.strictEqual(await asked("203.0.113.1, 198.51.100.7"), 429)
    assert.strictEqual(await asked("198.51.100.7, 203.0.113.1"), 200)
    await server.close()
  })
  it("count an address of version 6 by its network, and one of version 4 however it is written", () => {
    const cases = [
      ["192.0.2.1", "192.0.2.1"],
      ["::ffff:192.0.2.1", "192.0.2.1"],
      ["2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"],
      ["2001:0db8:0001:2::6", "2001:db8:1:2::/64"],
      ["2001:db8::1", "2001:db8:0:0::/64"],
      ["::1", "0:0:0:0::/64"],
      ["fe80::1%eth0", "fe80:0:0:0::/64"],
      ["", ""]
    ] as const
    for (const [address, network] of cases) assert.strictEqual(networkOf(address), network)
  })
})

describe("limits that processes share", () => {
  const unavailable = new BudgetsUnavailable({ cause: "away" })
  const board = { budget: "anonymous", by: "x", windowMs: 60_000 }

  it("are counted where they share, so that two let in no more than one", async () => {
    const shared = makeLocalBudgets()
    const both = [makeLimits(budgets, shared), makeLimits(budgets, shared)]
    const answers = await Promise.all(
      Array.from({ length: 60 }, (_, at) =>
        Effect.runPromise(
          Effect.result(
            (both[at % 2] ?? makeLimits()).admit(operations.createChallenge, person("ada"), from("192.0.2.1")) as never
          )
        )
      )
    )
    assert.strictEqual(answers.filter(Result.isSuccess).length, budgets["definition-write"].quota)
  })
  it("that cannot be reached: nothing is given of money and credentials, the rest is counted by each process", async () => {
    const limits = makeLimits(budgets, { take: () => Effect.fail(unavailable) })
    const asked = (operation: AnyOperation, principal = person("ada")) =>
      Effect.runPromise(Effect.result(limits.admit(operation, principal, from("192.0.2.1")) as never)) as Promise<
        Result.Result<unknown, { readonly _tag: string }>
      >
    for (const operation of [
      operations.applyPlan,
      operations.joinChallenge,
      operations.createKey,
      operations.revokeKey
    ]) {
      const answer = await asked(operation)
      assert.strictEqual(Result.isFailure(answer) ? answer.failure._tag : "", "TemporaryReducedCapacity", operation.id)
    }
    const joining = await asked(operations.joinChallenge, program)
    assert.isTrue(Result.isFailure(joining), "whoever pays, nobody knows how often")
    const failed = await Effect.runPromise(Effect.result(limits.failed(from("192.0.2.1"))))
    assert.strictEqual(Result.isFailure(failed) ? failed.failure._tag : "", "TemporaryReducedCapacity")
    const drafts = await Promise.all(Array.from({ length: 40 }, () => asked(operations.createChallenge)))
    assert.strictEqual(drafts.filter(Result.isSuccess).length, budgets["definition-write"].quota)
  })
  it("that do not answer are left alone for a second, and asked again then", async () => {
    let isAway = true
    let times = 0
    const takeFrom = makeTakeFrom({
      take: (takes) =>
        Effect.suspend(() => {
          times += 1
          return isAway ? Effect.never : Effect.succeed(takes.map(() => ({ count: 1_000, endsInMs: 1 })))
        })
    })
    const counts = (isStrict = false) => Effect.map(takeFrom([board], isStrict), ([taken]) => taken?.count)
    const story = Effect.gen(function* () {
      const hung = yield* Effect.forkChild(counts())
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Fiber.join(hung), 1)
      isAway = false
      assert.strictEqual(yield* counts(), 2)
      assert.strictEqual((yield* Effect.flip(counts(true)))._tag, "BudgetsUnavailable")
      assert.strictEqual(times, 1)
      yield* TestClock.adjust("1 second")
      isAway = true
      const trying = yield* Effect.forkChild(counts())
      yield* Effect.yieldNow
      assert.deepStrictEqual([yield* counts(), times], [3, 2])
      yield* TestClock.adjust("2 seconds")
      assert.strictEqual(yield* Fiber.join(trying), 4)
      isAway = false
      yield* TestClock.adjust("1 second")
      assert.deepStrictEqual([yield* counts(), yield* counts(true), times], [1_000, 1_000, 4])
    })
    await Effect.runPromise(Effect.scoped(Effect.provide(story, TestClock.layer())))
  })
})
