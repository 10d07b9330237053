import { setTimeout as sleep } from "node:timers/promises"
import { anonymous } from "@laurel/core/access"
import { VirtualClock } from "@laurel/core/runtime"
import { Deferred, Effect } from "effect"
import fc from "fast-check"
import { afterAll, assert, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { adapted, type Concurrency, hasRoom, initially, usualBounds } from "../src/capacity/concurrency.ts"
import { isUrgent, makeRoom } from "../src/capacity/makeRoom.ts"
import { busyPage, type ReadyPage } from "../src/page/site/busyPage.ts"
import { isUrgentByPath, makeRefuseEarly } from "../src/serving/makeRefuseEarly.ts"
import { begin, openHouse, portsInMemory } from "./house.ts"
import { openSite } from "./pages/openSite.ts"

/** A server that listens, with room for what may not wait and for nothing else. */
const openFull = (page: ReadyPage) => {
  const seen = { early: 0, later: 0 }
  const house = openHouse(portsInMemory, new VirtualClock(begin), {
    room: {
      enter: (wanted) => {
        if (isUrgent(wanted)) return () => undefined
        seen.later++
        return undefined
      }
    }
  })
  const refuseEarly = makeRefuseEarly({
    hasRoom: (urgent) => urgent,
    onFull: () => void seen.early++,
    isLeaving: () => false,
    page
  })
  const site = openSite({ app: house.app, refuseEarly })
  return {
    seen,
    ask: async (method: string, path: string, headers: Readonly<Record<string, string>> = {}) =>
      fetch(`${(await site).url}${path}`, { method, headers }),
    close: async () => {
      await (await site).close()
      await house.close()
    }
  }
}

interface Over {
  readonly tookMs: number
  readonly passedMs: number
  readonly taken: number
}

const ended: fc.Arbitrary<Over> = fc.record({
  tookMs: fc.integer({ min: 0, max: 10_000 }),
  passedMs: fc.integer({ min: 0, max: 2_000 }),
  taken: fc.integer({ min: 1, max: 600 })
})

/** The limits after each of some requests that ended. */
const after = (requests: ReadonlyArray<Over>) => {
  let [now, concurrency] = [0, initially(usualBounds)]
  return requests.map(({ tookMs, passedMs, taken }) => {
    now += passedMs
    const before = concurrency
    concurrency = adapted(before, { tookMs, now, taken }, usualBounds)
    return { before, concurrency, now, tookMs }
  })
}

describe("how many requests are taken at a time", () => {
  it("stays between its bounds, is cut by three tenths twice a second at most, and grows by one at most", () => {
    fc.assert(
      fc.property(fc.array(ended), (requests) => {
        let cutAt = Number.NEGATIVE_INFINITY
        for (const { before, concurrency, now, tookMs } of after(requests)) {
          assert.isAtLeast(concurrency.limit, usualBounds.fewest)
          assert.isAtMost(concurrency.limit, usualBounds.most)
          if (concurrency.limit >= before.limit) assert.isAtMost(concurrency.limit - before.limit, 1)
          else {
            assert.isAbove(tookMs, 500)
            assert.isAtLeast(now - cutAt, 500)
            assert.isAtLeast(concurrency.limit, before.limit * 0.7 - 1e-9)
            cutAt = now
          }
        }
      })
    )
  })

  it("comes to the bounds: quick ones make it the most, slow ones the fewest", () => {
    const quick = { tookMs: 5, passedMs: 1, taken: 500 }
    const slow = { tookMs: 900, passedMs: 1_000, taken: 500 }
    const limitAfter = (times: number, one: Over) =>
      after(Array.from({ length: times }, () => one)).at(-1)?.concurrency.limit
    assert.strictEqual(limitAfter(200_000, quick), usualBounds.most)
    assert.strictEqual(limitAfter(20, slow), usualBounds.fewest)
  })

  it("does not grow for requests that never needed it", () => {
    const start: Concurrency = initially(usualBounds)
    assert.deepStrictEqual(adapted(start, { tookMs: 5, now: 0, taken: 3 }, usualBounds), start)
  })

  it("keeps a fifth for what may not wait", () => {
    const ten = initially({ fewest: 1, first: 10, most: 10 })
    assert.deepStrictEqual(
      [7, 8, 9, 10].map((taken) => hasRoom(ten, taken, false)),
      [true, false, false, false]
    )
    assert.deepStrictEqual(
      [8, 9, 10].map((taken) => hasRoom(ten, taken, true)),
      [true, true, false]
    )
  })

  it("what may not wait are activities, settlements, and how the server is", () => {
    const urgent = Object.values(operations)
      .filter(isUrgent)
      .map(({ id }) => id)
    for (const id of ["recordActivity", "recordActivities", "applyPlan", "getHealth"]) assert.include(urgent, id)
    for (const id of ["getBoard", "createChallenge", "listChallenges"]) assert.notInclude(urgent, id)
  })
})

describe("what is refused before anything else is done for it", async () => {
  const full = openFull(await busyPage())
  afterAll(() => full.close())

  it("is told apart by its method and path as it is when it is known what it is", () => {
    for (const { id, method, path, policy } of Object.values(operations)) {
      const early = isUrgentByPath(method, path.replace(/\{\w+\}/g, "it"))
      if (early !== undefined) assert.strictEqual(early, isUrgent({ id, policy }), id)
    }
    assert.deepStrictEqual(
      [
        "/v1/challenges/it/activities?a=/v1",
        "/v1/challenges/it/activities:batch",
        "/v1/challenges",
        "/",
        "/health"
      ].map((path) => isUrgentByPath("POST", path)),
      [true, true, undefined, undefined, undefined]
    )
    assert.deepStrictEqual(
      ["/v1/challenges", "/", "/livez", "/readyz", "/health"].map((path) => isUrgentByPath("GET", path)),
      [false, false, undefined, undefined, undefined]
    )
    assert.deepStrictEqual(
      ["/?q=a", "/challenges/it", "/challenges/it/settlement", "/docs", "/assets/page.css"].map((path) =>
        isUrgentByPath("GET", path)
      ),
      [false, false, false, undefined, undefined]
    )
    assert.isUndefined(isUrgentByPath("POST", "/challenges/it/settlement/plan"))
  })

  it("is answered as it would be later, and counted", async () => {
    const path = "/v1/challenges/none/leaderboard?limit=1"
    const early = await full.ask("GET", path)
    const later = await full.ask("GET", path, { origin: "https://else.example" })
    const shownOf = async (answer: Response) => {
      const { request_id: id, ...problem }: ReturnType<typeof JSON.parse> = await answer.json()
      const { date: _, "x-request-id": named, ...headers } = Object.fromEntries(answer.headers)
      assert.strictEqual(named, id)
      return { status: answer.status, problem, headers }
    }
    const shown = await shownOf(early)
    assert.deepInclude(shown, { status: 503 })
    assert.deepStrictEqual(await shownOf(later), shown)
    assert.deepStrictEqual(full.seen, { early: 1, later: 1 })
  })

  it("is a page where a page was asked for, the same as it would be later", async () => {
    const early = await full.ask("GET", "/")
    const later = await full.ask("GET", "/", { origin: "https://else.example" })
    const shownOf = async (answer: Response) => {
      const { date: _, "x-request-id": __, ...headers } = Object.fromEntries(answer.headers)
      return { status: answer.status, text: await answer.text(), headers }
    }
    const shown = await shownOf(early)
    assert.include(shown.text, "There is too much to do for now")
    assert.deepStrictEqual(await shownOf(later), shown)
  })

  it("is a problem that other sites may read where a board is shown on them", async () => {
    for (const path of ["/embed/none/board", "/embed/none/live"]) {
      const answer = await full.ask("GET", path)
      assert.strictEqual(answer.status, 503, path)
      assert.strictEqual(answer.headers.get("access-control-allow-origin"), "*")
      assert.strictEqual(answer.headers.get("retry-after"), "1")
      assert.deepInclude(await answer.json(), { code: "temporary-reduced-capacity", instance: path })
    }
  })

  it("is nothing for which there is room, and nothing that is answered however much there is to do", async () => {
    const statuses = ["/livez", "/readyz", "/openapi.json", "/problems/invalid-request"].map(async (path) => {
      const answer = await full.ask("GET", path)
      await answer.arrayBuffer()
      return answer.status
    })
    assert.deepStrictEqual(await Promise.all(statuses), [200, 200, 200, 200])
    const activity = await full.ask("POST", "/v1/challenges/none/activities", {})
    assert.strictEqual(activity.status, 401)
  })
})

describe("a server that has more to do than it can", () => {
  /** A house with room for five requests, whose callers are known only when the test says so. */
  const openHeld = () => {
    const held = Deferred.makeUnsafe<void>()
    const house = openHouse(portsInMemory, new VirtualClock(begin), {
      room: makeRoom(() => 0, { fewest: 5, first: 5, most: 5 }),
      authenticate: () => Effect.as(Deferred.await(held), anonymous)
    })
    return { ...house, letGo: () => Deferred.doneUnsafe(held, Effect.void) }
  }

  it("refuses at once what there is no room for, says when to ask again, and still takes what may not wait", async () => {
    const house = openHeld()
    const taken = Array.from({ length: 4 }, () => house.ask("GET", "/v1/challenges"))
    const refused = await house.ask("GET", "/v1/challenges")
    assert.deepStrictEqual(
      [refused.status, refused.headers.get("retry-after"), refused.json.code],
      [503, "1", "temporary-reduced-capacity"]
    )
    const page = await house.ask("GET", "/challenges/none")
    assert.deepStrictEqual([page.status, page.headers.get("retry-after")], [503, "1"])
    const health = house.ask("GET", "/health")
    const another = await house.ask("GET", "/health")
    assert.strictEqual(another.status, 503)
    assert.strictEqual((await house.ask("GET", "/livez")).status, 200)
    house.letGo()
    assert.deepStrictEqual(
      (await Promise.all(taken)).map(({ status }) => status),
      [200, 200, 200, 200]
    )
    assert.strictEqual((await health).status, 200)
    assert.strictEqual((await house.ask("GET", "/v1/challenges")).status, 200)
    await house.close()
  })

  it("lets nobody who is slow to send hold a place", async () => {
    const house = openHouse(portsInMemory, new VirtualClock(begin), {
      room: makeRoom(() => 0, { fewest: 5, first: 5, most: 5 })
    })
    const bodies = Array.from({ length: 4 }, () => new TransformStream<Uint8Array, Uint8Array>())
    const slow = bodies.map(({ readable }) =>
      house.app.request("/v1/challenges", {
        method: "POST",
        headers: { authorization: "Bearer olga", "content-type": "application/json", "transfer-encoding": "chunked" },
        body: readable,
        duplex: "half"
      })
    )
    assert.strictEqual((await house.ask("GET", "/v1/challenges")).status, 503)
    let status = 503
    while (status === 503) {
      await sleep(10)
      status = (await house.ask("GET", "/v1/challenges")).status
    }
    assert.strictEqual(status, 200)
    for (const { writable } of bodies) await writable.close()
    assert.deepStrictEqual(
      (await Promise.all(slow)).map((answer) => answer.status),
      [400, 400, 400, 400]
    )
    await house.close()
  })

  it("tells whoever is too slow to send that nothing was done, and ends the connection; the same again is taken", async () => {
    const house = openHouse(portsInMemory, new VirtualClock(begin), { deadlineMs: 30 })
    const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>()
    const headers = { authorization: "Bearer olga", "content-type": "application/json", "idempotency-key": "once" }
    const slow = await house.app.request("/v1/circles", {
      method: "POST",
      headers: { ...headers, "transfer-encoding": "chunked" },
      body: readable,
      duplex: "half"
    })
    assert.deepStrictEqual([slow.status, slow.headers.get("connection")], [408, "close"])
    assert.include(await slow.text(), '"code":"request-too-slow"')
    const again = await house.ask("POST", "/v1/circles", {
      as: "olga",
      body: { name: "Walkers" },
      headers: { "idempotency-key": "once" }
    })
    assert.strictEqual(again.status, 201)
    const form = await house.app.request("/sign-in", {
      method: "POST",
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": "9",
        "sec-fetch-site": "same-origin"
      },
      body: new TransformStream<Uint8Array, Uint8Array>().readable,
      duplex: "half"
    })
    assert.deepStrictEqual([form.status, form.headers.get("connection")], [408, "close"])
    await writable.abort()
    await house.close()
  })
})
