import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { Schema } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../src/api/operations.ts"
import { makeClient } from "../src/operation/makeClient.ts"
import { begin, openHouse, steps } from "./house.ts"

const entry = (name: string) => ({
  participantId: ParticipantId.make(name),
  userId: UserId.make(name),
  enteredAt: begin,
  categories: [],
  status: "Active" as const
})

describe("a challenge over HTTP", () => {
  const house = openHouse()
  const { ask } = house
  const enter = (id: string, ...names: ReadonlyArray<string>) => house.run(join(ChallengeId.make(id), names.map(entry)))
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("may") })
    await ask("POST", "/v1/challenges/may/publish", { as: "olga" })
    await enter("may", "ada", "bob")
  })
  afterAll(house.close)

  it("is created as a draft, and the same again is answered the same", async () => {
    const created = await ask("POST", "/v1/challenges", { as: "olga", body: steps("draft") })
    assert.strictEqual(created.status, 201)
    assert.strictEqual(created.json.state, "draft")
    assert.strictEqual(created.json.organiser, "olga")
    Schema.decodeUnknownSync(operations.createChallenge.success, { onExcessProperty: "error" })(created.json)
    const again = await ask("POST", "/v1/challenges", { as: "olga", body: steps("draft") })
    assert.deepStrictEqual(again.json, created.json)
  })
  it("tells all mistakes of what was sent, each with a pointer", async () => {
    const { status, json, headers } = await ask("POST", "/v1/challenges", {
      as: "olga",
      body: { ...steps("x"), zone: "Nowhere/Else", colour: "red" }
    })
    assert.strictEqual(status, 422)
    assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/)
    assert.strictEqual(json.code, "invalid-request")
    assert.deepStrictEqual(json.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), ["/colour", "/zone"])
  })
  it("is not there for whoever may not see it", async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("secret", { visibility: "invite" }) })
    const missing = await ask("GET", "/v1/challenges/nothing", { as: "ada" })
    for (const as of ["ada", undefined]) {
      const hidden = await ask("GET", "/v1/challenges/secret", as === undefined ? {} : { as })
      assert.strictEqual(hidden.status, 404)
      assert.strictEqual(hidden.json.code, missing.json.code)
    }
    assert.strictEqual((await ask("GET", "/v1/challenges/secret", { as: "olga" })).status, 200)
    assert.strictEqual((await ask("GET", "/v1/challenges/secret", { as: "root+administrator" })).status, 200)
  })
  it("stays its organiser's alone when a draft is cancelled", async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("zero") })
    const headers = { "idempotency-key": "give-up" }
    const cancelled = await ask("POST", "/v1/challenges/zero/cancel", {
      as: "olga",
      body: { reason: "rain" },
      headers
    })
    assert.strictEqual(cancelled.status, 200, cancelled.text)
    assert.strictEqual((await ask("GET", "/v1/challenges/zero", { as: "ada" })).status, 404)
    assert.strictEqual((await ask("GET", "/v1/challenges/zero", { as: "olga" })).json.state, "cancelled")
    const listed = await ask("GET", "/v1/challenges")
    assert.notInclude(listed.text, "zero")
  })
  it("is changed by its organiser alone", async () => {
    const denied = await ask("POST", "/v1/challenges/may/freeze", { as: "ada" })
    assert.strictEqual(denied.status, 403)
    assert.strictEqual(denied.json.code, "access-denied")
    assert.strictEqual((await ask("POST", "/v1/challenges/may/freeze")).status, 401)
  })
  it("is in the list of whoever takes part in it or organises it, page by page, and in nobody else's", async () => {
    const own = async (as: string, query = "") => {
      const { status, json } = await ask("GET", `/v1/me/challenges${query}`, { as })
      assert.strictEqual(status, 200)
      return { ids: json.data.map(({ id }: { id: string }) => id), next: json.next_cursor }
    }
    await ask("POST", "/v1/challenges", { as: "ada", body: steps("of-ada") })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("whisper", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges/whisper/publish", { as: "olga" })
    await ask("POST", "/v1/challenges/whisper/invites:bulk", { as: "olga", body: { user_ids: ["ada"] } })
    await ask("POST", "/v1/challenges/whisper/join", { as: "ada", body: {}, headers: { "idempotency-key": "own" } })
    assert.deepStrictEqual((await own("ada")).ids, ["may", "of-ada", "whisper"])
    assert.deepStrictEqual((await own("ada", "?role=participant")).ids, ["may", "whisper"])
    assert.deepStrictEqual((await own("ada", "?role=organiser")).ids, ["of-ada"])
    assert.deepStrictEqual((await own("ada", "?state=draft,final")).ids, ["of-ada"])
    const first = await own("ada", "?limit=2")
    assert.deepStrictEqual(first.ids, ["may", "of-ada"])
    assert.deepStrictEqual((await own("ada", `?limit=2&cursor=${first.next}`)).ids, ["whisper"])
    assert.deepStrictEqual((await own("sam")).ids, [])
    assert.deepStrictEqual((await own("root+administrator")).ids, [])
    assert.include((await own("olga")).ids, "whisper")
    assert.strictEqual((await ask("GET", "/v1/me/challenges")).status, 401)
    assert.strictEqual((await ask("GET", "/v1/me/challenges?cursor=%00", { as: "ada" })).json.code, "invalid-cursor")
  })
  it("takes activities of whoever sends them, and of nobody else", async () => {
    const body = { metric: "steps", quantity: 8_000, at: "2026-05-04T07:00:00Z", key: "1" }
    const recorded = await ask("POST", "/v1/challenges/may/activities", { as: "ada", body })
    assert.strictEqual(recorded.status, 201)
    assert.deepStrictEqual(recorded.json, { outcome: "accepted" })
    const again = await ask("POST", "/v1/challenges/may/activities", { as: "ada", body })
    assert.strictEqual(again.status, 200)
    assert.deepStrictEqual(again.json, { outcome: "exists" })
    const ofBob = await ask("POST", "/v1/challenges/may/activities", { as: "ada", body: { ...body, user_id: "bob" } })
    assert.strictEqual(ofBob.status, 403)
    const tooMuch = await ask("POST", "/v1/challenges/may/activities", {
      as: "ada",
      body: { ...body, key: "2", quantity: "50001" }
    })
    assert.strictEqual(tooMuch.status, 202)
    const early = await ask("POST", "/v1/challenges/may/activities", {
      as: "ada",
      body: { ...body, key: "3", at: "2026-05-01T07:00:00Z" }
    })
    assert.strictEqual(early.status, 422)
    assert.strictEqual(early.json.code, "activity-refused")
  })
  it("lets its organiser decide about what waits, and anew; nobody else, and nothing that is not there", async () => {
    const held = async () => {
      const path = "/v1/challenges/may/participants/ada/explanation"
      const { json } = await ask("GET", path, { as: "olga" })
      return { held: json.held.filter(({ outcome }: { outcome: string }) => outcome !== "refused"), score: json.score }
    }
    const before = await held()
    assert.deepStrictEqual(before.held.length, 1)
    const { source, key } = before.held[0].activity
    const decide = (verdict: string, as = "olga", named = key) =>
      ask("POST", "/v1/challenges/may/activities:review", { as, body: { source, key: named, verdict } })
    const released = await decide("released")
    assert.deepStrictEqual(released.json, {
      outcome: "released",
      user_id: "ada",
      metric: "steps",
      quantity: "50001",
      at: "2026-05-04T07:00:00.000Z"
    })
    assert.deepStrictEqual(await held(), { held: [], score: "58001" })
    assert.strictEqual((await decide("rejected")).json.outcome, "rejected")
    assert.strictEqual((await held()).score, "8000")
    assert.strictEqual((await decide("released", "ada")).status, 403)
    const missing = await decide("released", "olga", "nothing")
    assert.deepStrictEqual([missing.status, missing.json.code], [404, "activity-not-found"])
  })
  it("lists what somebody did, page by page, to them and the organiser; and what is held to the organiser", async () => {
    const list = (query: string, as: string) => ask("GET", `/v1/challenges/may/activities${query}`, { as })
    const shown = ({ json }: Awaited<ReturnType<typeof list>>) =>
      json.data.map(({ key, state }: { key: string; state: string }) => `${key} ${state}`)
    const [refused, rejected, counts] = ["ada|3 refused", "ada|2 rejected", "ada|1 counts"]
    const first = await list("?limit=2", "ada")
    assert.deepStrictEqual(shown(first), [refused, rejected])
    assert.deepStrictEqual(first.json.data[0], {
      user_id: "ada",
      metric: "steps",
      quantity: "8000",
      at: "2026-05-01T07:00:00.000Z",
      received_at: "2026-05-04T08:00:00.000Z",
      source: "app",
      key: "ada|3",
      revision: 0,
      void: false,
      state: "refused",
      reason: "before_window"
    })
    await ask("POST", "/v1/challenges/may/activities", {
      as: "ada",
      body: { metric: "steps", at: "2026-05-04T07:00:00Z", key: "meanwhile", void: true }
    })
    const second = await list(`?limit=2&cursor=${first.json.next_cursor}`, "ada")
    assert.deepStrictEqual([shown(second), second.json.has_more, second.json.next_cursor], [[counts], false, undefined])
    assert.deepStrictEqual(shown(await list("?user_id=ada", "olga")), ["ada|meanwhile void", refused, rejected, counts])
    assert.deepStrictEqual(shown(await list("?state=held", "olga")), [refused, rejected])
    assert.deepStrictEqual(shown(await list("?user_id=ada&state=held", "ada")), [refused, rejected])
    assert.deepStrictEqual(shown(await list("?state=quarantined", "olga")), [])
    assert.deepStrictEqual(shown(await list("", "bob")), [])
    for (const query of ["?user_id=ada", "?state=held"]) {
      const denied = await list(query, "bob")
      assert.deepStrictEqual([denied.status, denied.json.code], [403, "access-denied"], query)
    }
    const { key } = shown(await list("", "ada"))[0] === "ada|meanwhile void" ? first.json.data[1] : {}
    assert.strictEqual(key, "ada|2")
    const again = await ask("POST", "/v1/challenges/may/activities", {
      as: "ada",
      body: { metric: "steps", quantity: "50001", at: "2026-05-04T07:00:00Z", key }
    })
    assert.deepStrictEqual(again.json, { outcome: "exists" }, "a key as it is listed means the same activity")
    const wrong = await list("?cursor=here", "ada")
    assert.deepStrictEqual([wrong.status, wrong.json.code], [400, "invalid-cursor"])
    for (const query of ["?state=accepted", "?limit=0", "?page=2"])
      assert.strictEqual((await list(query, "ada")).status, 422, query)
  })
  it("lets its organiser amend an entry: what is not named stays, and it is in the record", async () => {
    const path = "/v1/challenges/may/participants/bob"
    const amend = (body: unknown, as = "olga", of = path) => ask("PATCH", of, { as, body })
    const amended = await amend({ categories: ["club"], eligibility: "unverified", handicap: "1/3" })
    const bob = { participant_id: "bob", status: "active", entered_at: amended.json.entered_at }
    const all = { ...bob, categories: ["club"], eligibility: "unverified", handicap: "1/3" }
    assert.deepStrictEqual([amended.status, amended.json], [200, all])
    assert.deepStrictEqual((await amend({})).json, all)
    assert.deepStrictEqual((await amend({ status: "disqualified" })).json, { ...all, status: "disqualified" })
    const back = await amend({ status: "active", eligibility: null, handicap: null, categories: [] })
    assert.deepStrictEqual(back.json, { ...bob, categories: [] })
    const { json } = await ask("GET", "/v1/challenges/may/audit?limit=100", { as: "olga" })
    const entries = json.data.filter(({ action }: { action: string }) => action === "challenge.amend")
    assert.deepStrictEqual(
      entries.map(({ actor }: { actor: string }) => actor),
      ["olga", "olga", "olga"]
    )
    assert.strictEqual((await amend({ status: "withdrawn" }, "bob")).status, 403)
    const nobody = await amend({ status: "withdrawn" }, "olga", "/v1/challenges/may/participants/nobody")
    assert.deepStrictEqual([nobody.status, nobody.json.code], [404, "participant-not-found"])
    for (const wrong of [{ team: "blue" }, { status: "Active" }, { handicap: "many" }])
      assert.strictEqual((await amend(wrong)).status, 422, JSON.stringify(wrong))
  })
  it("is the last of its series where its organiser says so, and again that changes nothing", async () => {
    await ask("POST", "/v1/challenges", {
      as: "olga",
      body: steps("weekly", { visibility: "invite", recurrence: { cron: "0 0 * * 1" } })
    })
    const end = (as: string) => ask("POST", "/v1/challenges/weekly/series:end", { as })
    const draft = await end("olga")
    assert.deepStrictEqual([draft.status, draft.json.code], [409, "challenge-transition-forbidden"])
    const published = await ask("POST", "/v1/challenges/weekly/publish", { as: "olga" })
    assert.notProperty(published.json, "series_ended_at")
    assert.strictEqual((await end("ada")).status, 404)
    const ended = await end("olga")
    assert.deepStrictEqual([ended.status, ended.json.series_ended_at], [200, "2026-05-04T08:00:00.000Z"])
    assert.deepStrictEqual((await end("olga")).json, ended.json)
  })
  it("answers a batch row by row", async () => {
    const row = { metric: "steps", quantity: "9000", at: "2026-05-04T07:00:00Z", key: "batch" }
    const { status, json } = await ask("POST", "/v1/challenges/may/activities:batch", {
      as: "bob",
      body: { activities: [row, { ...row, quantity: "many" }, { ...row, at: 7 }] }
    })
    assert.strictEqual(status, 200, JSON.stringify(json))
    assert.deepStrictEqual(
      json.data.map(({ outcome }: { outcome: string }) => outcome),
      ["accepted", "unusable", "unusable"]
    )
  })
  it("gives a row about somebody else an outcome of its own, and records the others", async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("zz-rows", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges/zz-rows/publish", { as: "olga" })
    await enter("zz-rows", "ada", "bob")
    const row = (user_id: string) => ({ user_id, metric: "steps", quantity: 5, at: "2026-05-04T07:00:00Z" })
    const sent = async (as: string, ...users: ReadonlyArray<string>) => {
      const body = { activities: users.map(row) }
      const { status, json } = await ask("POST", "/v1/challenges/zz-rows/activities:batch", { as, body })
      return status === 200 ? json.data.map(({ outcome }: { outcome: string }) => outcome) : [status, json.code]
    }
    assert.deepStrictEqual(await sent("ada", "bob", "ada", "bob"), ["forbidden", "accepted", "forbidden"])
    assert.deepStrictEqual(await sent("ada", "bob"), ["forbidden"])
    assert.deepStrictEqual(await sent("sam", "bob"), [404, "challenge-not-found"])
    assert.deepStrictEqual(await sent("sam", "bob", "sam"), [404, "challenge-not-found"])
    assert.deepStrictEqual(await sent("olga:record", "bob", "ada"), ["accepted", "exists"])
  })
  it("shows who is where, in pages, and what has not changed is not sent again", async () => {
    const first = await ask("GET", "/v1/challenges/may/leaderboard?limit=1")
    assert.strictEqual(first.status, 200)
    assert.deepStrictEqual(first.json.data, [{ rank: 1, place: 1, participant_id: "bob", score: "9000" }])
    assert.isTrue(first.json.has_more)
    const rest = await ask(
      "GET",
      `/v1/challenges/may/leaderboard?limit=1&cursor=${encodeURIComponent(first.json.next_cursor)}`
    )
    assert.deepStrictEqual(rest.json.data, [{ rank: 2, place: 2, participant_id: "ada", score: "8000" }])
    assert.isFalse(rest.json.has_moved)
    const etag = first.headers.get("etag") ?? ""
    const same = await ask("GET", "/v1/challenges/may/leaderboard?limit=1", { headers: { "if-none-match": etag } })
    assert.strictEqual(same.status, 304)
    assert.strictEqual(same.text, "")
    const ranks = await ask("GET", "/v1/challenges/may/leaderboard/ranks?participants=ada,zed")
    assert.deepStrictEqual(
      ranks.json.data.map((row: { participant_id: string }) => row.participant_id),
      ["ada"]
    )
  })
  it("reads many participants with their ranks, each with an outcome of its own", async () => {
    await enter("may", "late")
    const path = "/v1/challenges/may/participants:batchGet"
    const { status, json } = await ask("POST", path, { body: { participant_ids: ["late", "zed", "bob", "late"] } })
    assert.strictEqual(status, 200, JSON.stringify(json))
    const late = {
      participant_id: "late",
      outcome: "found",
      participant: { participant_id: "late", status: "active", entered_at: "2026-05-04T08:00:00.000Z" }
    }
    assert.deepInclude(json, { board: "overall", unit: "steps" })
    assert.deepStrictEqual(json.data.slice(0, 2), [late, { participant_id: "zed", outcome: "missing" }])
    assert.deepInclude(json.data[2].place, { rank: 1, participant_id: "bob", score: "9000" })
    assert.deepStrictEqual(json.data[3], late)
    const many = Array.from({ length: 501 }, (_, number) => `p${number}`)
    assert.strictEqual((await ask("POST", path, { body: { participant_ids: many } })).status, 422)
    const all = await ask("POST", path, { body: { participant_ids: many.slice(1) } })
    assert.strictEqual(all.json.data.length, 500)
    const division = await ask("POST", path, { body: { participant_ids: ["bob"], division: "open" } })
    assert.strictEqual(division.json.code, "no-such-board")
  })
  it("reads many challenges, and those that one may not see are missing like those that are not there", async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("zz-draft") })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("zz-private", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges/zz-private/publish", { as: "olga" })
    await enter("zz-private", "ada")
    const challenge_ids = ["none", "zz-private", "may", "zz-draft"]
    const found = async (as?: string) => {
      const asked = { body: { challenge_ids }, ...(as === undefined ? {} : { as }) }
      const { status, json } = await ask("POST", "/v1/challenges:batchGet", asked)
      assert.strictEqual(status, 200, JSON.stringify(json))
      const data: ReadonlyArray<{ readonly challenge_id: string; readonly challenge?: unknown }> = json.data
      assert.deepStrictEqual(
        data.map(({ challenge_id }) => challenge_id),
        challenge_ids
      )
      return data.filter(({ challenge }) => challenge !== undefined).map(({ challenge_id }) => challenge_id)
    }
    assert.deepStrictEqual(await found(), ["may"])
    assert.deepStrictEqual(await found("sam"), ["may"])
    assert.deepStrictEqual(await found("ada"), ["zz-private", "may"])
    assert.deepStrictEqual(await found("olga"), ["zz-private", "may", "zz-draft"])
  })
  it("shows the organisers' board to them alone", async () => {
    assert.strictEqual((await ask("GET", "/v1/challenges/may/leaderboard?view=organiser", { as: "ada" })).status, 403)
    assert.strictEqual((await ask("GET", "/v1/challenges/may/leaderboard?view=organiser", { as: "olga" })).status, 200)
  })
  it("lists public challenges to everybody, and drafts to who made them", async () => {
    const everybody = await ask("GET", "/v1/challenges")
    assert.match(everybody.headers.get("cache-control") ?? "", /s-maxage=60/)
    assert.strictEqual(everybody.headers.get("vary"), "authorization")
    assert.deepStrictEqual(
      everybody.json.data.map(({ id }: { id: string }) => id),
      ["may"]
    )
    const own = await ask("GET", "/v1/challenges?organiser=olga&limit=2", { as: "olga" })
    assert.strictEqual(own.headers.get("cache-control"), "private, no-store")
    assert.deepStrictEqual(
      own.json.data.map(({ id }: { id: string }) => id),
      ["draft", "may"]
    )
    assert.isTrue(own.json.has_more)
    const others = await ask("GET", "/v1/challenges?organiser=olga&state=draft", { as: "ada" })
    assert.deepStrictEqual(others.json.data, [])
  })
  it("finds challenges by words of their text, in pages, with the privacy of lists", async () => {
    for (const id of ["park-a", "park-b"]) {
      const body = steps(id, { name: "Läufe im Park", description: "Ein Straßenlauf" })
      await ask("POST", "/v1/challenges", { as: "olga", body })
      await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
    }
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("park-draft", { name: "Lauf im Park" }) })
    const hidden = steps("park-hidden", { name: "Lauf im Park", visibility: "invite" })
    await ask("POST", "/v1/challenges", { as: "olga", body: hidden })
    await ask("POST", "/v1/challenges/park-hidden/publish", { as: "olga" })
    const found = async (query: string, as?: string) => {
      const { status, json } = await ask("GET", `/v1/challenges?${query}`, as === undefined ? {} : { as })
      assert.strictEqual(status, 200, JSON.stringify(json))
      return { ids: json.data.map(({ id }: { id: string }) => id), next: json.next_cursor }
    }
    assert.deepStrictEqual((await found("q=lauf+PARK")).ids, ["park-a", "park-b"])
    assert.deepStrictEqual((await found("q=strassen")).ids, ["park-a", "park-b"])
    assert.deepStrictEqual((await found("q=aufe")).ids, [])
    assert.deepStrictEqual((await found("q=park&state=final")).ids, [])
    const first = await found("q=park&limit=1")
    assert.deepStrictEqual((await found(`q=park&limit=1&cursor=${first.next}`)).ids, ["park-b"])
    const own = ["park-a", "park-b", "park-draft", "park-hidden"]
    assert.deepStrictEqual((await found("q=park&organiser=olga", "olga")).ids, own)
    assert.deepStrictEqual((await found("q=park&organiser=olga", "ada")).ids, ["park-a", "park-b"])
    for (const query of ["q=", "q=%3F%21", "q=a+b+c+d+e+f+g+h+i", `q=${"x".repeat(201)}`]) {
      const { status, json } = await ask("GET", `/v1/challenges?${query}`)
      assert.deepStrictEqual([status, json.errors[0].pointer], [422, "/q"])
    }
  })
  it("says what there is not", async () => {
    const cases = [
      ["GET", "/v1/nothing", 404, "route-not-found"],
      ["PUT", "/v1/challenges", 405, "method-not-allowed"],
      ["GET", "/v1/challenges?limit=0", 422, "invalid-request"],
      ["GET", "/v1/challenges?colour=red", 422, "invalid-request"]
    ] as const
    for (const [method, path, status, code] of cases) {
      const answer = await ask(method, path)
      assert.deepStrictEqual([answer.status, answer.json.code], [status, code], `${method} ${path}`)
    }
    assert.strictEqual((await ask("GET", "/v1/challenges", { headers: { "x-api-version": "v9" } })).status, 400)
  })
  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
  it("says where what was made is, also when the same is sent again", async () => {
    const headers = { "idempotency-key": "copy" }
    const copied = () => ask("POST", "/v1/challenges/may/duplicate", { as: "olga", headers, body: { id: "copied" } })
    for (const { status, headers: told } of [await copied(), await copied()])
      assert.deepStrictEqual([status, told.get("location")], [201, "/v1/challenges/copied"])
    assert.strictEqual((await ask("GET", "/v1/challenges/copied", { as: "olga" })).status, 200)
    const refused = await ask("POST", "/v1/challenges", { as: "olga", body: {} })
    assert.deepStrictEqual([refused.status, refused.headers.get("location")], [422, null])
  })
})

describe("a draft that two people edit", () => {
  const house = openHouse()
  const { ask } = house
  afterAll(house.close)

  it("is not revised or published by who looked at what somebody else has changed since, where they say what they looked at", async () => {
    const draft = (name: string) => steps("two", { name })
    const put = (name: string, ifMatch: string, more = {}) =>
      ask("PUT", "/v1/challenges/two", { as: "olga", body: draft(name), headers: { "if-match": ifMatch, ...more } })
    const etagOf = ({ headers }: { readonly headers: Headers }) => headers.get("etag") ?? assert.fail("has no ETag")
    const publish = (ifMatch: string) =>
      ask("POST", "/v1/challenges/two/publish", { as: "olga", headers: { "if-match": ifMatch } })
    const looked = etagOf(await ask("POST", "/v1/challenges", { as: "olga", body: draft("First") }))
    assert.strictEqual(etagOf(await ask("GET", "/v1/challenges/two", { as: "olga" })), looked)
    const mine = await put("Mine", looked)
    assert.strictEqual(mine.status, 200)
    const theirs = await put("Theirs", looked)
    assert.deepStrictEqual([theirs.status, theirs.json.code], [412, "challenge-changed"])
    assert.strictEqual((await ask("GET", "/v1/challenges/two", { as: "olga" })).json.name, "Mine")
    assert.deepStrictEqual((await put("Mine", looked)).json, mine.json, "again is no change, whatever was looked at")
    assert.strictEqual((await publish(looked)).status, 412)
    for (const odd of ["4", 'W/"1"', '"1", "2"', '"x"']) {
      const { status, json } = await put("Odd", odd)
      assert.deepStrictEqual([status, json.errors[0].pointer], [422, "/If-Match"], odd)
    }
    const withKey = { "idempotency-key": "edit" }
    assert.strictEqual((await put("Ours", etagOf(mine), withKey)).json.name, "Ours")
    assert.strictEqual((await put("Ours", etagOf(mine), withKey)).headers.get("idempotency-replayed"), "true")
    assert.strictEqual((await put("Ours", "*", withKey)).json.code, "idempotency-key-reused")
    const now = etagOf(await put("Last", "*"))
    assert.strictEqual((await publish(now)).json.name, "Last")
    const again = await publish(now)
    assert.deepStrictEqual([again.status, again.json.code], [409, "challenge-transition-forbidden"])
    const sent: Array<string | null> = []
    const client = makeClient(operations, {
      url: "http://laurel.test",
      fetch: async (_, init) => {
        sent.push(new Headers(init?.headers).get("if-match"))
        return new Response("{}")
      }
    })
    await client.publishChallenge({ params: { challenge_id: "two" }, ifVersion: 7 })
    await client.publishChallenge({ params: { challenge_id: "two" } })
    assert.deepStrictEqual(sent, ['"7"', null])
    assert.deepStrictEqual(house.reports, [])
  })
})
