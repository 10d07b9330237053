import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core"
import { inject } from "vitest"

/** How a page is looked at. */
export interface Look {
  readonly scheme: "light" | "dark"
  readonly size: "phone" | "desktop"
  readonly withoutScripts?: boolean
}

/** Light and dark, on a phone and on a desktop. */
export const looks: ReadonlyArray<Look> = (["light", "dark"] as const).flatMap((scheme) =>
  (["phone", "desktop"] as const).map((size) => ({ scheme, size }))
)

const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } } as const
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

/** A browser with no more than one page each, whose mistakes are kept. */
export const openBrowser = async () => {
  const browser: Browser = await chromium.launch({
    executablePath: inject("chromium"),
    // In a container nobody but root is there, and memory that is shared is small.
    args: ["--no-sandbox", "--disable-dev-shm-usage"]
  })
  return {
    open: async ({ scheme, size, withoutScripts = false }: Look, more: BrowserContextOptions = {}) => {
      const context = await browser.newContext({
        colorScheme: scheme,
        viewport: sizes[size],
        javaScriptEnabled: !withoutScripts,
        locale: "en-GB",
        timezoneId: "UTC",
        ...more
      })
      const page = await context.newPage()
      const mistakes: Array<string> = []
      page.on("pageerror", ({ message }) => mistakes.push(message))
      page.on("console", (message) => {
        if (message.type() === "error" && !message.text().startsWith("Failed to load resource"))
          mistakes.push(message.text())
      })
      return { page, mistakes, close: () => context.close() }
    },
    close: () => browser.close()
  }
}

/** What axe finds that is serious or critical, and what sticks out of the screen. */
export const findingsOf = async (page: Page): Promise<ReadonlyArray<string>> => {
  // The policy of the page allows no script that is not its own; this is run as the browser's own.
  await page.evaluate(axe)
  const found: ReadonlyArray<string> = await page.evaluate(
    `axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => violations
      .filter(({ impact }) => impact === "serious" || impact === "critical")
      .map(({ id, impact, nodes }) => impact + " " + id + ": " + nodes.map(({ html }) => html.slice(0, 120)).join(" | ")))`
  )
  const isWide: boolean = await page.evaluate(
    "document.documentElement.scrollWidth > document.documentElement.clientWidth + 1"
  )
  return isWide ? [...found, "the page is wider than the screen"] : found
}

/** Keeps a picture where `LAUREL_SCREENSHOTS` names a folder, for people to look at. */
export const picture = async (page: Page, name: string, fullPage = true): Promise<void> => {
  const folder = process.env.LAUREL_SCREENSHOTS
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png`, fullPage })
}
