import { readFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import { gzipSync } from "node:zlib"
import { Layer } from "effect"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "../house.ts"
import { livePorts } from "../liveHouse.ts"
import { findingsOf, looks, openBrowser, picture } from "./openBrowser.ts"
import { openSite } from "./openSite.ts"
import { SleepingClock } from "./SleepingClock.ts"
import { walk, walkedThreeDays } from "./seed.ts"

const largestBytes = 10 * 1_024

describe("a board on another site, in a browser", () => {
  const house = openHouse(Layer.fresh(livePorts), new SleepingClock(begin))
  let site: Awaited<ReturnType<typeof openSite>>
  let browser: Awaited<ReturnType<typeof openBrowser>>
  let elsewhere: Server
  let url = ""
  beforeAll(async () => {
    await walkedThreeDays(house)
    await house.ask("POST", "/v1/challenges", { as: "olga", body: steps("private", { visibility: "invite" }) })
    await house.ask("POST", "/v1/challenges/private/publish", { as: "olga" })
    site = await openSite({ app: house.app })
    browser = await openBrowser()
    const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Elsewhere</title>
<style>:root { color-scheme: light dark } laurel-board { --laurel-radius: 4px } laurel-board::part(participant) { font-style: italic }</style>
<script type="module" src="${site.url}/laurel-board.js"></script></head><body><main><h1>Elsewhere</h1>
<laurel-board id="steps" server="${site.url}" challenge="steps" rows="5"><a href="${site.url}/challenges/steps">The board</a></laurel-board>
<laurel-board id="private" server="${site.url}" challenge="private"><p>There is no board</p></laurel-board>
<iframe title="A board" src="${site.url}/embed/steps?rows=3" width="340" height="320"></iframe>
<iframe title="No board" src="${site.url}/challenges/steps" width="340" height="80"></iframe></main></body></html>`
    elsewhere = createServer((_, answer) => answer.setHeader("content-type", "text/html").end(page))
    await new Promise<void>((resolve) => elsewhere.listen(0, "127.0.0.1", resolve))
    const address = elsewhere.address()
    url = `http://localhost:${typeof address === "object" && address !== null ? address.port : 0}/`
  })
  afterAll(async () => {
    await browser?.close()
    elsewhere?.close()
    await site?.close()
    await house.close()
  })

  it("is shown by an element that moves along, where it is public; elsewhere what stands between its tags is", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
    await page.goto(url)
    const board = page.locator("#steps")
    await board.locator("tbody tr").first().waitFor()
    assert.strictEqual(await board.locator("tbody tr").count(), 5)
    assert.strictEqual(await board.locator("caption").innerText(), "A week of steps")
    const style =
      "getComputedStyle(document.querySelector('#steps').shadowRoot.querySelector('[part=participant]')).fontStyle"
    assert.strictEqual(await page.evaluate(style), "italic")
    assert.isTrue(await page.getByText("There is no board").isVisible())
    await walk(house, "ken", 50_000)
    await board.locator("tbody tr:first-child", { hasText: "ken" }).waitFor()
    await close()
  })

  it("is light or dark as the page is that it stands on, whatever the system is", async () => {
    const { page, close } = await browser.open({ scheme: "dark", size: "desktop" })
    await page.goto(url)
    await page.locator("#steps tbody tr").first().waitFor()
    const ground = "getComputedStyle(document.querySelector('#steps').shadowRoot.querySelector('div')).backgroundColor"
    const dark = await page.evaluate(ground)
    await page.evaluate("document.documentElement.style.colorScheme = 'light'")
    assert.deepStrictEqual([dark, await page.evaluate(ground)], ["rgb(25, 31, 22)", "rgb(255, 255, 255)"])
    await close()
  })

  it("stands in a frame; the pages that take forms do not", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
    await page.goto(url)
    const frame = page.frameLocator("iframe[title='A board']")
    await frame.locator("tbody.all tr").first().waitFor()
    assert.strictEqual(await frame.locator("tbody.all tr").count(), 3)
    assert.strictEqual(await page.frameLocator("iframe[title='No board']").locator("table").count(), 0)
    await close()
  })

  it("stands in frames of those origins alone that are on a list, where there is one", async () => {
    const framedWhere = async (allowedFrames: ReadonlyArray<string>) => {
      const other = openHouse(Layer.fresh(livePorts), new SleepingClock(begin), { allowedFrames })
      await walkedThreeDays(other)
      const there = await openSite({ app: other.app })
      const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
      await page.goto(url)
      const refused = page.waitForEvent("console", (message) => message.text().includes("frame-ancestors"))
      await page.evaluate(`document.body.append(Object.assign(document.createElement("iframe"),
        { title: "Listed", src: "${there.url}/embed/steps?rows=3" }))`)
      const shown = page.frameLocator("iframe[title='Listed']").locator("tbody.all tr").first().waitFor()
      const isFramed = await Promise.any([shown.then(() => true), refused.then(() => false)])
      await close()
      await Promise.allSettled([shown, refused])
      await there.close()
      await other.close()
      return isFramed
    }
    assert.isTrue(await framedWhere(["https://club.example", new URL(url).origin]))
    assert.isFalse(await framedWhere(["https://club.example"]))
  })

  for (const look of looks) {
    it(`is fit for everybody: ${look.scheme}, ${look.size}`, async () => {
      const { page, close } = await browser.open(look)
      await page.goto(url)
      await page.locator("#steps tbody tr").first().waitFor()
      await picture(page, `widget-${look.scheme}-${look.size}`)
      assert.deepStrictEqual(await findingsOf(page), [])
      await close()
    })
  }

  it("is of ten kilobytes at most on the wire", () => {
    const bytes = gzipSync(readFileSync(new URL("../../assets/laurel-board.js", import.meta.url))).length
    console.log(`laurel-board.js: ${bytes} bytes compressed`)
    assert.isAtMost(bytes, largestBytes)
  })
})
