import { readFileSync } from "node:fs"
import { sha256Hex } from "@laurel/core/shared"
import type { Hono } from "hono"
import { always } from "../../operation/always.ts"

const folder = new URL("../../../assets/", import.meta.url)

interface Asset {
  readonly path: `/${string}`
  readonly file: string
  readonly type: string
}

const script = "text/javascript; charset=utf-8"

const assets: ReadonlyArray<Asset> = [
  { path: "/assets/page.css", file: "page.css", type: "text/css; charset=utf-8" },
  { path: "/assets/page.js", file: "page.js", type: script },
  { path: "/assets/laurel.svg", file: "laurel.svg", type: "image/svg+xml" },
  { path: "/laurel-board.js", file: "laurel-board.js", type: script }
]

/** Serves what pages are made of beside their markup. Other sites may load it too: there is nothing private in it. */
export const mountAssets = (app: Hono): void => {
  for (const { path, file, type } of assets) {
    const text = readFileSync(new URL(file, folder), "utf8")
    const etag = `"${sha256Hex(text).slice(0, 32)}"`
    const headers = {
      ...always,
      "content-type": type,
      "cache-control": "public, max-age=300",
      "cross-origin-resource-policy": "cross-origin",
      "access-control-allow-origin": "*",
      etag
    }
    app.get(path, (context) =>
      context.req.header("if-none-match") === etag
        ? new Response(null, { status: 304, headers })
        : new Response(text, { headers })
    )
  }
}
