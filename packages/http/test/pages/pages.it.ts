import { Layer } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { operations } from "../../src/api/operations.ts"
import { begin, openHouse, steps } from "../house.ts"
import { livePorts } from "../liveHouse.ts"
import { findingsOf, looks, openBrowser, picture } from "./openBrowser.ts"
import { openSite } from "./openSite.ts"
import { SleepingClock } from "./SleepingClock.ts"
import { walk, walkedThreeDays } from "./seed.ts"

describe("the pages, in a browser", () => {
  const house = openHouse(Layer.fresh(livePorts), new SleepingClock(begin))
  let site: Awaited<ReturnType<typeof openSite>>
  let browser: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    await walkedThreeDays(house)
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("hidden", { visibility: "invite" }) })
    site = await openSite({ app: house.app })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await house.close()
  })

  const shown = {
    home: "/",
    found: "/?q=week",
    "not-found": "/?q=nothing",
    "not-searched": "/?q=%3F",
    challenge: "/challenges/steps?me=alan",
    participant: "/challenges/steps/participants/ada",
    day: "/challenges/steps/days/2026-05-05",
    docs: "/docs",
    problem: "/problems/entry-refused",
    "sign-in": "/sign-in",
    nothing: "/challenges/hidden",
    "no-page": "/nothing",
    problems: "/problems"
  } as const

  for (const look of looks) {
    it(`are fit for everybody: ${look.scheme}, ${look.size}`, async () => {
      const { page, mistakes, close } = await browser.open(look)
      for (const [name, path] of Object.entries(shown)) {
        await page.goto(`${site.url}${path}`)
        await picture(page, `${name}-${look.scheme}-${look.size}`)
        assert.deepStrictEqual(await findingsOf(page), [], path)
      }
      assert.deepStrictEqual(mistakes, [])
      await close()
    })
  }

  for (const look of looks) {
    it(`of a site without a challenge, and of a long one, are too: ${look.scheme}, ${look.size}`, async () => {
      const clock = new SleepingClock(begin)
      const other = openHouse(Layer.fresh(livePorts), clock)
      const young = await openSite({ app: other.app })
      const { page, mistakes, close } = await browser.open(look)
      await page.goto(young.url)
      await picture(page, `first-${look.scheme}-${look.size}`)
      assert.deepStrictEqual(await findingsOf(page), [])
      const window = { start: "2026-05-04", end: "2026-07-04" }
      await other.ask("POST", "/v1/challenges", { as: "olga", body: steps("long", { window }) })
      await other.ask("POST", "/v1/challenges/long/publish", { as: "olga" })
      clock.moveTo(begin + 40 * 86_400_000)
      await page.goto(`${young.url}/challenges/long`)
      await page.getByText("May 2026: 26 days before").click()
      await page.getByRole("link", { name: "4 May 2026", exact: true }).waitFor()
      await picture(page, `long-${look.scheme}-${look.size}`)
      assert.deepStrictEqual(await findingsOf(page), [])
      assert.deepStrictEqual(mistakes, [])
      await close()
      await young.close()
      await other.close()
    })
  }

  it("need no scripts", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "phone", withoutScripts: true })
    await page.goto(`${site.url}/`)
    await page.getByLabel("Words in the name or the description").fill("WEEK")
    await page.getByRole("button", { name: "Search" }).click()
    assert.match(page.url(), /\?q=WEEK$/)
    await page.getByRole("link", { name: "A week of steps" }).click()
    await page.getByRole("link", { name: "Refresh" }).click()
    await page.getByLabel("Keep a participant in sight").fill("radia")
    await page.getByRole("button", { name: "Show" }).click()
    assert.match(page.url(), /\?me=radia$/)
    assert.include(await page.locator("tbody.own").innerText(), "radia")
    await page.getByRole("button", { name: "Dark" }).click()
    assert.match(page.url(), /\?me=radia$/)
    assert.strictEqual(await page.locator("html").getAttribute("data-theme"), "dark")
    await page.getByRole("link", { name: "5 May 2026" }).click()
    assert.strictEqual(await page.locator("h1").innerText(), "The end of 5 May 2026")
    await close()
  })

  it("tell of every operation of the API, with a page for each problem, and open what is linked", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
    await page.goto(`${site.url}/docs#approvePlan`)
    for (const { id } of Object.values(operations))
      assert.strictEqual(await page.locator(`details #${id}`).count(), 1, id)
    const one = page.locator("#approvePlan")
    assert.isTrue(await one.isVisible(), "what is linked is open")
    await picture(page, "docs-open", false)
    await one.getByRole("link", { name: "approver-is-maker" }).click()
    const about = await page.locator("main").innerText()
    assert.include(about, "approver-is-maker, status 403")
    assert.include(about, "What to do")
    await close()
  })

  it("need no mouse", async () => {
    const { page, close } = await browser.open({ scheme: "dark", size: "desktop" })
    await page.goto(`${site.url}/`)
    await page.keyboard.press("Tab")
    assert.strictEqual(await page.evaluate("document.activeElement.textContent"), "Skip to content")
    await page.keyboard.press("Enter")
    await page.keyboard.press("Tab")
    await page.keyboard.type("steps")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/?q=steps")
    await page.getByRole("button", { name: "Search" }).focus()
    await page.keyboard.press("Tab")
    await page.keyboard.press("Enter")
    await page.waitForURL("**/challenges/steps")
    const isSeen = "getComputedStyle(document.activeElement).outlineStyle"
    for (let steps = 0; steps < 40; steps++) {
      await page.keyboard.press("Tab")
      assert.strictEqual(await page.evaluate(isSeen), "solid", "what has the focus is seen to have it")
      const text = await page.evaluate("document.activeElement.textContent")
      if (text === "ada") break
    }
    await page.keyboard.press("Enter")
    await page.waitForURL("**/participants/ada")
    await close()
  })

  it("say that the connection is lost, and since when, until it is back", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "phone" })
    const failing = await openSite({ app: house.app })
    await page.goto(`${failing.url}/challenges/steps`)
    await page.locator("#live.on").waitFor()
    await failing.close()
    await page.locator("#lost", { hasText: /^Connection lost, showing \d\d:\d\d$/ }).waitFor()
    await picture(page, "lost")
    assert.deepStrictEqual(await findingsOf(page), [])
    const again = await openSite({ app: house.app }, failing.port)
    await page.locator("#lost").waitFor({ state: "hidden" })
    await close()
    await again.close()
  })

  it("move as the board moves, and say so to whoever listens", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
    await page.goto(`${site.url}/challenges/steps?me=frances`)
    await page.locator("#live.on").waitFor()
    await walk(house, "frances", 40_000)
    await page.locator("tbody.all tr:first-child", { hasText: "frances" }).waitFor()
    await page.locator("tbody.own", { hasText: "frances" }).getByText("1", { exact: true }).waitFor()
    await page.locator("#told", { hasText: "frances is up to rank 1" }).waitFor({ state: "attached" })
    await picture(page, "moved")
    await close()
  })

  it("tell whoever listens every five seconds at most, and do not move where less motion is wanted", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" }, { reducedMotion: "reduce" })
    await page.clock.install()
    await page.goto(`${site.url}/challenges/steps`)
    await page.locator("#live.on").waitFor()
    // From now on the time of the page passes when the test says so.
    await page.clock.pauseAt(Date.now() + 1_000)
    await walk(house, "alan", 46_000)
    const told = page.locator("#told")
    await page.locator("#told", { hasText: "alan is at rank 1" }).waitFor({ state: "attached" })
    await walk(house, "dennis", 49_000)
    await page.locator("tbody.all tr:first-child", { hasText: "dennis" }).waitFor()
    assert.strictEqual(await page.evaluate("document.getAnimations().length"), 0)
    await page.clock.runFor(4_900)
    assert.notInclude(await told.innerText(), "dennis")
    await page.clock.runFor(200)
    assert.include(await told.innerText(), "dennis is up to rank 1")
    await close()
  })
})
