import { ChallengeStore, Entries, Tallies } from "@laurel/core/challenge"
import { carryWaiting } from "@laurel/core/work"
import { Context, Effect, Layer } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, portsInMemory, steps } from "./house.ts"

/** What the ports were asked for, by the names of their methods. */
const asked: Array<string> = []

/** A port that says what it is asked for. */
const heard = <Port extends object>(port: Port): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const method: unknown = Reflect.get(target, name)
      if (typeof method !== "function") return method
      return (...given: Array<unknown>) => {
        asked.push(String(name))
        return Reflect.apply(method, target, given)
      }
    }
  })

const ports = Layer.effectContext(
  Effect.map(Layer.build(portsInMemory), (all) =>
    all.pipe(
      Context.add(ChallengeStore, heard(Context.get(all, ChallengeStore))),
      Context.add(Entries, heard(Context.get(all, Entries))),
      Context.add(Tallies, heard(Context.get(all, Tallies)))
    )
  )
)

describe("what is told beside what is read", () => {
  const house = openHouse(ports)
  const { ask } = house
  const ids = ["a", "b", "c", "d"]
  const get = async (path: string, as = "ada") => {
    asked.length = 0
    const { status, json } = await ask("GET", path, { as })
    assert.strictEqual(status, 200, JSON.stringify(json))
    return json
  }
  beforeAll(async () => {
    for (const id of ids) {
      const visibility = id === "c" || id === "d" ? "invite" : "public"
      await ask("POST", "/v1/challenges", { as: "olga", body: steps(id, { visibility }) })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
      await ask("POST", `/v1/challenges/${id}/invites:bulk`, { as: "olga", body: { user_ids: ["ada", "bob"] } })
      for (const as of ["ada", "bob"]) {
        const headers = { "idempotency-key": `${as}-${id}` }
        await ask("POST", `/v1/challenges/${id}/join`, { as, headers, body: { participant_id: `${as}-${id}` } })
      }
      const body = { metric: "steps", quantity: 300, at: new Date(begin).toISOString() }
      await ask("POST", `/v1/challenges/${id}/activities`, { as: "ada", body })
    }
    await house.run(carryWaiting())
  })
  afterAll(house.close)

  it("is one's own entry and what one comes to, with each of one's challenges, and nothing unless it is asked for", async () => {
    const { data } = await get("/v1/me/challenges?expand=entry,standing")
    assert.deepStrictEqual(
      data.map(({ id, entry, standing }: Record<string, unknown>) => ({ id, entry, standing })),
      ids.map((id) => ({
        id,
        entry: { participant_id: `ada-${id}`, status: "active", entered_at: new Date(begin).toISOString() },
        standing: { active_days: 1, score: "300" }
      }))
    )
    assert.notProperty((await get("/v1/me/challenges")).data[0], "entry")
    assert.notProperty((await get("/v1/me/challenges?expand=entry", "olga")).data[0], "entry")
  })

  it("is looked up once for each path, however long the page", async () => {
    const looks = async (path: string, as?: string) => {
      await get(path, as)
      return asked.toSorted()
    }
    for (const [path, as, more] of [
      ["/v1/me/challenges?", "ada", "expand=entry,standing&"],
      ["/v1/challenges/a/participants?", "ada", "expand=place&"]
    ] as const) {
      assert.deepStrictEqual(await looks(`${path}${more}limit=1`, as), await looks(`${path}${more}limit=4`, as), path)
    }
    const batch = async (which: ReadonlyArray<string>) => {
      asked.length = 0
      await ask("POST", "/v1/challenges:batchGet", { as: "sam", body: { challenge_ids: which } })
      return asked.toSorted()
    }
    assert.deepStrictEqual(await batch(["d"]), await batch(["a", "b", "c", "d"]))
  })

  it("is where participants stand, and the challenge of a participant and of a settlement", async () => {
    const { data } = await get("/v1/challenges/a/participants?expand=place")
    assert.deepStrictEqual(
      data.map(({ participant_id, place }: Record<string, { rank?: number }>) => [participant_id, place?.rank]),
      [
        ["ada-a", 1],
        ["bob-a", undefined]
      ]
    )
    const one = await get("/v1/challenges/d/participants/ada-d?expand=challenge")
    assert.deepInclude(one.challenge, { id: "d", visibility: "invite", organiser: "olga" })
    const settlement = await get("/v1/challenges/a/settlement?expand=challenge", "olga")
    assert.deepInclude(settlement.challenge, { id: "a" })
    assert.notProperty(await get("/v1/challenges/a/settlement", "olga"), "challenge")
  })

  it("is the challenge of what is delivered, as long as whoever asks may see it", async () => {
    const hooks = { url: "https://example.com/hooks", events: ["challenge.cancelled"], covers: "all" }
    const { json } = await ask("POST", "/v1/webhooks", { as: "root+administrator", body: hooks })
    await ask("POST", "/v1/challenges", { as: "otto", body: steps("e", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges/e/publish", { as: "otto" })
    const headers = { "idempotency-key": "off" }
    await ask("POST", "/v1/challenges/e/cancel", { as: "otto", body: { reason: "rain" }, headers })
    const path = `/v1/webhooks/${json.endpoint_id}/deliveries`
    const told = async (as: string) =>
      (await get(`${path}?expand=challenge`, as)).data.map(
        ({ challenge }: Record<string, { id?: string }>) => challenge?.id
      )
    assert.deepStrictEqual(await told("root+administrator"), ["e"])
    // The endpoint is still theirs; the challenge is not for them to see, now that they look after nothing else.
    assert.deepStrictEqual(await told("root"), [undefined])
    assert.notProperty((await get(path, "root")).data[0], "challenge")
  })

  it("is refused where nobody knows the path, saying which there are; and more than four", async () => {
    const refused = async (query: string) => {
      const { status, json } = await ask("GET", `/v1/me/challenges?${query}`, { as: "ada" })
      return [status, json.errors[0].pointer, json.errors[0].detail]
    }
    assert.deepStrictEqual(await refused("expand=entry,friends"), [422, "/expand/1", "must be one of entry, standing"])
    assert.strictEqual((await refused("expand=entry,entry,entry,entry,entry"))[1], "/expand")
    assert.deepStrictEqual(house.reports, [])
  })
})
