import { join } from "@laurel/core/challenge"
import { ChallengeId, ParticipantId, UserId } from "@laurel/core/shared"
import { moneyHandlers, tick, workOff } from "@laurel/core/work"
import { Effect, Layer } from "effect"
import type { Page } from "playwright-core"
import { afterAll, assert, beforeAll, describe, it } from "vitest"
import { begin, openHouse, steps } from "../house.ts"
import { livePorts } from "../liveHouse.ts"
import { findingsOf, looks, openBrowser, picture } from "./openBrowser.ts"
import { openSite } from "./openSite.ts"
import { SleepingClock } from "./SleepingClock.ts"
import { pot, walk } from "./seed.ts"

const day = 86_400_000

describe("a settlement, in a browser", () => {
  const house = openHouse(Layer.fresh(livePorts), new SleepingClock(begin))
  const { ask } = house
  let site: Awaited<ReturnType<typeof openSite>>
  let browser: Awaited<ReturnType<typeof openBrowser>>
  beforeAll(async () => {
    await ask("POST", "/v1/challenges", { as: "olga", body: { ...steps("pot", pot), disputeHours: 0 } })
    await ask("POST", "/v1/challenges/pot/publish", { as: "olga" })
    const entries = ["ada", "bob", "cyd"].map((name) => ({
      participantId: ParticipantId.make(name),
      userId: UserId.make(name),
      enteredAt: begin,
      categories: [],
      status: "Active" as const,
      fee: { payer: ParticipantId.make(name), minorUnits: 1_001n }
    }))
    await house.run(join(ChallengeId.make("pot"), entries))
    await walk(house, "ada", 9_000, "pot")
    await walk(house, "bob", 9_000, "pot")
    await walk(house, "cyd", 5_000, "pot")
    house.clock.moveTo(begin + 14 * day)
    await house.run(Effect.asVoid(tick()))
    site = await openSite({ app: house.app })
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser?.close()
    await site?.close()
    await house.close()
  })

  const signIn = async (page: Page, credential: string) => {
    await page.goto(`${site.url}/sign-in?back=/challenges/pot/settlement`)
    await page.getByLabel("Key or token").fill(credential)
    await page.getByRole("button", { name: "Sign in" }).click()
  }
  const stateOn = (page: Page) => page.locator("main .state").first().innerText()
  const stateInStore = async () => (await ask("GET", "/v1/challenges/pot/settlement", { as: "olga" })).json.state

  const isFit = (state: string) => {
    for (const look of looks) {
      it(`is fit for everybody once it is ${state}: ${look.scheme}, ${look.size}`, async () => {
        const { page, mistakes, close } = await browser.open(look)
        await signIn(page, "olga@now")
        assert.strictEqual(await stateOn(page), state)
        await picture(page, `settlement-${state}-${look.scheme}-${look.size}`)
        assert.deepStrictEqual(await findingsOf(page), [])
        assert.deepStrictEqual(mistakes, [])
        await close()
      })
    }
  }

  it("is nothing for whoever may not see it, and signing in is refused without saying more", async () => {
    const { page, close } = await browser.open({ scheme: "light", size: "desktop" })
    await page.goto(`${site.url}/challenges/pot/settlement`)
    assert.include(await page.locator("main").innerText(), "Nobody is signed in")
    await signIn(page, "???")
    assert.include(await page.getByRole("alert").innerText(), "not valid here")
    await signIn(page, "ada")
    assert.include(await page.locator("main").innerText(), "only the organiser, an approver or an administrator")
    await close()
  })

  it("is planned by its organiser, who signs in anew for it and may not sign what they planned", async () => {
    const olga = await browser.open({ scheme: "light", size: "desktop", withoutScripts: true })
    await signIn(olga.page, "olga")
    assert.strictEqual(await stateOn(olga.page), "none")
    await olga.page.getByRole("button", { name: "Plan the settlement" }).click()
    assert.include(await olga.page.getByRole("alert").innerText(), "sign in again")
    await signIn(olga.page, "olga@now")
    await olga.page.getByRole("button", { name: "Plan the settlement" }).click()
    assert.strictEqual(await stateOn(olga.page), "provisional")
    await picture(olga.page, "settlement-planned")
    const hash = await olga.page.locator("#hash").innerText()
    assert.strictEqual(hash, (await ask("GET", "/v1/challenges/pot/settlement", { as: "olga" })).json.plan_hash)
    const plan = await olga.page.locator("main").innerText()
    assert.include(plan, "shared by 2")
    assert.include(plan, "rounded up")
    assert.include(plan, "You planned it: somebody else signs")
    assert.strictEqual(await olga.page.getByRole("button", { name: "Sign this plan" }).count(), 0)
    assert.strictEqual(await stateInStore(), "provisional")
    await olga.close()
  })

  isFit("provisional")

  it("is signed by somebody else, and applied once by whoever shows once more who they are", async () => {
    const pat = await browser.open({ scheme: "dark", size: "phone", withoutScripts: true })
    await signIn(pat.page, "pat+approver@now")
    await pat.page.getByRole("button", { name: "Sign this plan" }).click()
    assert.strictEqual(await stateOn(pat.page), "approved")

    const olga = await browser.open({ scheme: "light", size: "desktop", withoutScripts: true })
    await signIn(olga.page, "olga@now")
    await olga.page.goto(`${site.url}/challenges/pot/settlement`)
    await picture(olga.page, "settlement-approved")
    const again = olga.page.getByLabel("Key or token")
    await again.fill("pat+approver@now")
    await olga.page.getByRole("button", { name: "Apply this plan" }).click()
    assert.include(await olga.page.getByRole("alert").innerText(), "not valid here")
    assert.strictEqual(await stateInStore(), "approved")
    await again.fill("olga@now")
    await olga.page.getByRole("button", { name: "Apply this plan" }).click()
    assert.notStrictEqual(await stateOn(olga.page), "approved")
    await house.run(Effect.asVoid(workOff(moneyHandlers, "worker")))
    await olga.page.getByRole("link", { name: "Look again" }).click()
    assert.strictEqual(await stateOn(olga.page), "settled")
    assert.include(await olga.page.locator("main").innerText(), "confirmed")
    await olga.close()
    await pat.close()
  })

  isFit("settled")

  it("has met no bug", () => assert.deepStrictEqual(house.reports, []))
})
