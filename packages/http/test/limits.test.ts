import type { Principal } from "@laurel/core/access"
import { PrincipalId } from "@laurel/core/shared"
import { Effect, Result } from "effect"
import { assert, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { makeLimits } from "../src/limits/makeLimits.ts"
import { type Budget, budgets } from "../src/limits/policies.ts"
import type { AnyOperation } from "../src/operation/Operation.ts"
import type { Caller } from "../src/operation/Server.ts"
import { openServer } from "./liveHouse.ts"

const from = (address: string): Caller => ({ requestId: "1", address, header: () => undefined })
const person = (name: string): Principal => ({ _tag: "Person", id: PrincipalId.make(name), roles: new Set() })
const program: Principal = { _tag: "Program", id: PrincipalId.make("olga"), key: "k1", scopes: new Set() }

describe("limits", () => {
  const asked = (
    limits: ReturnType<typeof makeLimits>,
    operation: AnyOperation,
    principal: Principal,
    caller = from("::1")
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
      [operations.createKey, person("ada"), budgets.auth.quota, "auth"],
      [operations.applyPlan, program, budgets.settlement.quota, "settlement"]
    ]
    for (const [operation, principal, quota, budget] of cases) {
      const { admitted, by } = await times(quota + 20, operation, principal)
      assert.deepStrictEqual([admitted, ...by], [quota, budget], operation.id)
    }
  })
  it("do not hold a program to the budget of one person", async () => {
    assert.strictEqual((await times(100, operations.recordActivity, program)).admitted, 100)
  })
  it("are each person's own, and each address's", async () => {
    const limits = makeLimits()
    for (let at = 0; at < budgets.auth.quota; at++) await asked(limits, operations.createKey, person("ada"))
    assert.isTrue(Result.isFailure(await asked(limits, operations.createKey, person("ada"))))
    assert.isTrue(Result.isSuccess(await asked(limits, operations.createKey, person("bob"))))
    const anonymous: Principal = { _tag: "Anonymous" }
    for (let at = 0; at < budgets.anonymous.quota; at++) await asked(limits, operations.getBoard, anonymous)
    assert.isTrue(Result.isFailure(await asked(limits, operations.getBoard, anonymous)))
    assert.isTrue(Result.isSuccess(await asked(limits, operations.getBoard, anonymous, from("::2"))))
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
    await server.close()
  })
})
