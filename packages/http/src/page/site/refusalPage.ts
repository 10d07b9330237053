import { headersOf } from "../../problem/problemOf.ts"
import { problems, type Refused } from "../../problem/problems.ts"
import { html, nothing } from "../visit/Html.ts"
import type { Shown, Visit } from "../visit/Visit.ts"

/** What is shown where something cannot be. */
export const refusalPage = (refused: Refused, visit: Pick<Visit, "path" | "principal">): Shown => {
  const { status, title } = problems[refused._tag]
  const detail = status === 500 ? "It is in the log of the server." : refused.message
  return {
    title,
    status,
    headers: headersOf(refused),
    main: html`<h1>${title}</h1><p>${detail}</p>
${
  visit.principal._tag === "Anonymous" && (status === 401 || status === 404)
    ? html`<p>Some things are shown only to those who take part or organise. <a href="/sign-in?back=${encodeURIComponent(visit.path)}">Sign in</a></p>`
    : nothing
}
${status === 503 ? html`<p><a href="">Try again</a></p>` : nothing}
<p><a href="/">All challenges</a></p>`
  }
}
