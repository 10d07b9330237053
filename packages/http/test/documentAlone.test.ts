import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { moneyHandlers, tick, workOff } from "@laurel/core/work"
import { Effect } from "effect"
import { afterAll, assert, describe, it } from "vitest"
import type { Operations } from "./golden/api.ts"
import { begin, openHouse } from "./house.ts"
import { type Document, typesOf } from "./typesOf.ts"

const golden = join(import.meta.dirname, "golden", "api.ts")
const day = 86_400_000

// biome-ignore lint/complexity/noBannedTypes: an operation without parameters asks for nothing.
type Needed<Name extends string, Fields> = {} extends Fields
  ? { readonly [K in Name]?: Fields }
  : { readonly [K in Name]: Fields }

type Asked<
  O extends { readonly path: unknown; readonly query: unknown; readonly headers: unknown; readonly body: unknown }
> = Needed<"path", O["path"]> &
  Needed<"query", O["query"]> &
  Needed<"headers", O["headers"]> &
  (undefined extends O["body"] ? { readonly body?: O["body"] } : { readonly body: O["body"] })

type Call = <Id extends keyof Operations>(id: Id, asked: Asked<Operations[Id]>) => Promise<Operations[Id]["answer"]>

/** Texts by their names. */
const textsOf = (fields: unknown): Array<[string, string]> =>
  Object.entries(fields ?? {}).map(([name, value]) => [name, `${value}`])

describe("a client that knows the document and nothing else", () => {
  const house = openHouse()
  afterAll(house.close)
  const read = async (): Promise<Document> => JSON.parse(await (await house.app.request("/openapi.json")).text())

  /** A client of whoever shows this token: methods and paths are those of the document. */
  const clientOf = async (token?: string): Promise<Call> => {
    const { paths } = await read()
    const places = new Map(
      Object.entries(paths).flatMap(([path, methods]) =>
        Object.entries(methods).map(([method, { operationId }]) => [
          operationId,
          { method: method.toUpperCase(), path }
        ])
      )
    )
    return async (id, { path, query, headers, body }) => {
      const place = places.get(id)
      if (place === undefined) throw new Error(`the document has no ${id}`)
      const named = new Map(textsOf(path))
      const address = place.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(named.get(name) ?? ""))
      const { status, json, text } = await house.ask(
        place.method,
        `${address}?${new URLSearchParams(textsOf(query))}`,
        {
          ...(token === undefined ? {} : { as: token }),
          ...(body === undefined ? {} : { body }),
          headers: Object.fromEntries(textsOf(headers))
        }
      )
      if (status >= 400) throw new Error(`${id}: ${text}`)
      return json ?? text
    }
  }

  it("has types that are made of it; `UPDATE_GOLDEN=1` writes them anew, and what changed is reviewed", async () => {
    const types = typesOf(await read())
    if (process.env.UPDATE_GOLDEN === "1") writeFileSync(golden, types)
    assert.strictEqual(types, readFileSync(golden, "utf8"))
  })

  it("goes through a whole challenge, from its creation to the payout", async () => {
    const [nobody, olga, ada, bob] = await Promise.all([clientOf(), clientOf("olga"), clientOf("ada"), clientOf("bob")])
    const path = { challenge_id: "walk" }
    const key = (name: string) => ({ "Idempotency-Key": name })
    const draft = await olga("createChallenge", {
      body: {
        id: "walk",
        name: "A walk",
        zone: "UTC",
        window: { start: "2026-05-04", end: "2026-05-11" },
        metrics: [{ name: "steps", unit: "steps" }],
        score: { _tag: "Total", metric: "steps" },
        currency: "EUR",
        disputeHours: 0,
        prizes: {
          funding: { entryFee: "1000" },
          stages: [{ name: "main", awards: [{ _tag: "SharePerPlace", shares: ["60%", "40%"] }] }],
          residual: "Platform",
          degenerate: {
            allScoresZero: "Refund",
            noWinner: "Refund",
            fewerFinishersThanPlaces: "Redistribute",
            oneEntrant: "Refund"
          }
        }
      }
    })
    assert.strictEqual(draft.state, "draft")
    await olga("publishChallenge", { path })
    for (const [who, name] of [
      [ada, "ada"],
      [bob, "bob"]
    ] as const) {
      const joined = await who("joinChallenge", { path, headers: key(name), body: { fee: { minor_units: "1000" } } })
      assert.strictEqual(joined.outcome, "entered")
    }
    const at = new Date(begin).toISOString()
    await ada("recordActivity", { path, body: { metric: "steps", quantity: "8000", at } })
    const batch = await bob("recordActivities", {
      path,
      body: { activities: [{ metric: "steps", quantity: 9000, at }] }
    })
    assert.deepStrictEqual(batch.data, [{ outcome: "accepted" }])
    const board = await nobody("getBoard", { path })
    assert.deepStrictEqual(
      board.data.map(({ rank, participant_id, score }) => [rank, participant_id, score]),
      [
        [1, "bob", "9000"],
        [2, "ada", "8000"]
      ]
    )
    house.clock.moveTo(begin + 8 * day)
    await house.run(tick())
    const [again, pat] = await Promise.all([clientOf("olga@now"), clientOf("pat+approver@now")])
    const planned = await again("planSettlement", { path, headers: key("plan"), body: {} })
    const body = { plan_hash: planned.plan_hash ?? "" }
    await pat("approvePlan", { path, headers: key("sign"), body })
    await again("applyPlan", { path, headers: key("apply"), body })
    await house.run(Effect.asVoid(workOff(moneyHandlers, "worker")))
    const payouts = await olga("listPayouts", { path })
    assert.deepStrictEqual(
      payouts.data.map(({ recipient, minor_units, state }) => [recipient, minor_units, state]).sort(),
      [
        ["ada", "800", "confirmed"],
        ["bob", "1200", "confirmed"]
      ]
    )
    const won = await bob("getUserPrizes", { path: { user_id: "bob" } })
    assert.deepStrictEqual(won.data, [{ challenge_id: "walk", place: 1, currency: "EUR", minor_units: "1200" }])
    assert.deepStrictEqual(house.reports, [])
  })
})
