import { html } from "hono/html"

export { html }

/** Markup in which everything that came from elsewhere is escaped. */
export type Html = ReturnType<typeof html>

/** No markup. */
export const nothing: ReadonlyArray<Html> = []
