import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { formTokenOf } from "../src/page/session/formToken.ts"
import { begin, openHouse, steps } from "./house.ts"

const csp =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

describe("the pages", () => {
  const house = openHouse()
  const { ask, app } = house
  const get = (path: string, cookie?: string) =>
    app.request(path, cookie === undefined ? {} : { headers: { cookie: `laurel=${encodeURIComponent(cookie)}` } })
  const send = (path: string, fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) => {
    const body = `${new URLSearchParams(fields)}`
    return app.request(path, {
      method: "POST",
      body,
      headers: {
        "content-type": "application/x-www-form-urlencoded",
        "content-length": `${body.length}`,
        ...headers
      }
    })
  }
  const here = { "sec-fetch-site": "same-origin" }
  const asOlga = { ...here, cookie: "laurel=olga" }
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("open", { name: '<b>Open</b> & "quoted"' }) })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("private", { visibility: "invite" }) })
    await ask("POST", "/v1/challenges", { as: "olga", body: steps("draft") })
    for (const id of ["open", "private"]) await ask("POST", `/v1/challenges/${id}/publish`, { as: "olga" })
  })
  afterAll(house.close)

  it("show what is public to everybody, escaped, under a strict policy", async () => {
    const home = await get("/")
    const text = await home.text()
    assert.strictEqual(home.headers.get("content-security-policy"), csp)
    assert.include(text, "&lt;b&gt;Open&lt;/b&gt; &amp; &quot;quoted&quot;")
    assert.notInclude(text, "private")
    assert.notInclude(text, "draft")
    assert.notMatch(text, /<script(?! type="module" src=)|<style|style=|onclick=/)
    assert.match(home.headers.get("cache-control") ?? "", /^public/)
    assert.strictEqual(home.headers.get("vary"), "cookie")
  })

  it("search by forms alone, for what whoever looks may see", async () => {
    const found = async (q: string, cookie?: string) => (await get(`/?q=${encodeURIComponent(q)}`, cookie)).text()
    assert.match(await found("OPEN quot"), /Found<\/h2><ul class="cards">/)
    for (const q of ["private", "draft", "pen"]) assert.include(await found(q), "No challenge has all of")
    assert.include(await found("week", "olga"), "/challenges/draft")
    assert.include(await found('"><script>'), 'value="&quot;&gt;&lt;script&gt;"')
    assert.include(await found("?!"), "That cannot be searched for")
    assert.include(await found(" "), "Running now")
  })

  it("show what is not public to whoever may see it alone, the same as what is not there", async () => {
    const asked = async (id: string, cookie?: string) => {
      const answer = await get(`/challenges/${id}`, cookie)
      return { status: answer.status, text: (await answer.text()).replaceAll(id, "it") }
    }
    const nothing = await asked("nothing")
    assert.strictEqual(nothing.status, 404)
    assert.deepStrictEqual(await asked("private"), nothing)
    assert.deepStrictEqual(await asked("draft"), nothing)
    assert.strictEqual((await asked("private", "sam")).status, 404)
    assert.strictEqual((await asked("private", "olga")).status, 200)
    assert.strictEqual((await asked("draft", "olga")).status, 200)
    const own = await get("/", "olga")
    assert.include(await own.text(), "Yours to organise")
    assert.strictEqual(own.headers.get("cache-control"), "private, no-store")
  })

  it("say to people that there is no page, and to programs that there is nothing", async () => {
    const asked = async (path: string, accept?: string) => {
      const answer = await app.request(path, accept === undefined ? {} : { headers: { accept } })
      return [answer.status, answer.headers.get("content-type")?.split(";")[0]]
    }
    const browsers = "text/html,application/xhtml+xml,*/*;q=0.8"
    for (const path of ["/nothing", "/challenges", "/problems/nonsense"]) {
      assert.deepStrictEqual(await asked(path, browsers), [404, "text/html"], path)
      assert.deepStrictEqual(await asked(path), [404, "application/problem+json"], path)
    }
    assert.deepStrictEqual(await asked("/v1/nothing", browsers), [404, "application/problem+json"])
    const page = await (await app.request("/nothing", { headers: { accept: browsers } })).text()
    assert.include(page, "<h1>There is no such page</h1>")
    assert.include(await (await get("/problems")).text(), '<a href="/problems/challenge-not-found">')
    assert.include(await (await get("/challenges/open/settlement")).text(), "<h1>Sign in first</h1>")
  })

  it("say in words why an activity does not count", async () => {
    const joined = await ask("POST", "/v1/challenges/open/join", {
      as: "ada",
      headers: { "idempotency-key": "joins" },
      body: {}
    })
    assert.strictEqual(joined.status, 201, joined.text)
    const body = { metric: "stairs", quantity: "1", at: "2026-05-04T08:00:00Z", key: "1" }
    assert.strictEqual((await ask("POST", "/v1/challenges/open/activities", { as: "ada", body })).status, 422)
    const text = await (await get("/challenges/open/participants/ada", "ada")).text()
    assert.include(text, "refused: the challenge does not measure this metric, but steps")
    assert.notMatch(text, /UnknownMetric|Refused/)
  })

  it("sign somebody in by a cookie that no script and no other site gets at, and that the API does not take", async () => {
    const signedIn = await send("/sign-in", { credential: "olga", back: "/challenges/open" }, here)
    assert.deepStrictEqual([signedIn.status, signedIn.headers.get("location")], [303, "/challenges/open"])
    assert.match(
      signedIn.headers.get("set-cookie") ?? "",
      /^laurel=olga; Max-Age=28800; Path=\/; HttpOnly; SameSite=Strict$/
    )
    for (const back of ["//evil.example", "https://evil.example", "/\\evil.example"]) {
      const sent = await send("/sign-in", { credential: "olga", back }, here)
      assert.strictEqual(sent.headers.get("location"), "/", back)
    }
    const refused = await send("/sign-in", { credential: "???", back: "/" }, here)
    assert.deepStrictEqual([refused.status, refused.headers.get("set-cookie")], [401, null])
    const byCookie = await app.request("/v1/challenges/draft", { headers: { cookie: "laurel=olga" } })
    assert.strictEqual(byCookie.status, 404)
    const ended = await get("/", "???")
    assert.match(ended.headers.get("set-cookie") ?? "", /^laurel=; Max-Age=0/)
  })

  it("take forms from their own pages alone, and only those of whoever is signed in", async () => {
    const token = formTokenOf("olga")
    const path = "/challenges/open/settlement/plan"
    const asked = async (fields: Readonly<Record<string, string>>, headers: Readonly<Record<string, string>>) =>
      (await send(path, fields, headers)).status
    const whole = { token, key: "1" }
    assert.strictEqual(await asked(whole, { cookie: "laurel=olga", "sec-fetch-site": "cross-site" }), 403)
    assert.strictEqual(await asked(whole, { cookie: "laurel=olga", origin: "https://evil.example" }), 403)
    assert.strictEqual(await asked(whole, { cookie: "laurel=olga" }), 403)
    assert.strictEqual(await asked({ key: "1" }, asOlga), 403)
    assert.strictEqual(await asked({ token: formTokenOf("sam"), key: "1" }, asOlga), 403)
    assert.strictEqual(await asked(whole, here), 401)
    assert.strictEqual(await asked({ token: formTokenOf("sam"), key: "1" }, { ...here, cookie: "laurel=sam" }), 403)
    // A form of theirs goes as far as the core, which asks for a fresh proof, or says that nothing is final yet.
    assert.include(await (await send(path, whole, asOlga)).text(), "It cannot be done as things stand")
    assert.strictEqual((await get(path, "olga")).status, 404, "nothing is done by looking")
    const json = await app.request(path, {
      method: "POST",
      body: "{}",
      headers: { ...asOlga, "content-type": "application/json", "content-length": "2" }
    })
    assert.strictEqual(json.status, 415)
  })

  it("let boards stand in frames of any site, or of those on a list", async () => {
    const ancestors = async (one: Pick<typeof house, "app">) => {
      const policy = (await one.app.request("/embed/open")).headers.get("content-security-policy") ?? ""
      return policy.split("; ").find((part) => part.startsWith("frame-ancestors"))
    }
    assert.strictEqual(await ancestors(house), "frame-ancestors *")
    const allowedFrames = ["https://club.example", "http://localhost:3000"]
    const listed = openHouse(undefined, undefined, { allowedFrames })
    await listed.ask("POST", "/v1/challenges", { as: "olga", body: steps("open") })
    await listed.ask("POST", "/v1/challenges/open/publish", { as: "olga" })
    assert.strictEqual(await ancestors(listed), `frame-ancestors ${allowedFrames.join(" ")}`)
    assert.strictEqual((await listed.app.request("/")).headers.get("content-security-policy"), csp)
    await listed.close()
  })

  it("have met no bug", () => assert.deepStrictEqual(house.reports, []))
})

describe("the pages of a site", () => {
  it("that has no challenge yet say how the first is made", async () => {
    const house = openHouse()
    const home = async () => (await house.app.request("/")).text()
    assert.match(await home(), /There is no challenge yet.*laurel challenge create.*href="\/docs#createChallenge"/s)
    const cookie = { headers: { cookie: "laurel=olga" } }
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("first") })
    assert.notInclude(await (await house.app.request("/", cookie)).text(), "There is no challenge yet")
    await house.ask("POST", "/v1/challenges/first/publish", { as: "olga" })
    assert.notInclude(await home(), "There is no challenge yet")
    await house.close()
  })

  it("keep the last days of a long challenge in sight, and those before them by the month", async () => {
    const house = openHouse()
    const window = { start: "2026-05-04", end: "2026-07-04" }
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("long", { window }) })
    await house.ask("POST", "/v1/challenges/long/publish", { as: "olga" })
    const historyAfter = async (days: number) => {
      house.clock.moveTo(begin + days * 86_400_000)
      const page = await (await house.app.request("/challenges/long")).text()
      const history = page.slice(page.indexOf('id="history"'))
      const [inSight = ""] = history.split("<details>")
      const daysIn = (text: string) => [...text.matchAll(/days\/([\d-]+)"/g)].map(([, day]) => day)
      const months = [...history.matchAll(/<summary>([^<]+)<\/summary>/g)].map(([, month]) => month)
      return { inSight: daysIn(inSight), months, all: daysIn(history).length }
    }
    const short = await historyAfter(14)
    assert.deepStrictEqual([short.inSight.length, short.months], [14, []])
    const long = await historyAfter(40)
    assert.deepStrictEqual([long.inSight[0], long.inSight.at(-1)], ["2026-05-30", "2026-06-12"])
    assert.deepStrictEqual([long.months, long.all], [["May 2026: 26 days before"], 40])
    const longer = await historyAfter(60)
    assert.deepStrictEqual(longer.months, ["June 2026: 18 days before", "May 2026: 28 days"])
    await house.close()
  })
})
