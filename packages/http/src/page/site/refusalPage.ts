import { headersOf } from "../../problem/problemOf.ts"
import { problems, type Refused } from "../../problem/problems.ts"
import { html, nothing } from "../visit/Html.ts"
import type { Shown, Visit } from "../visit/Visit.ts"

/** What is shown where something cannot be. */
export const refusalPage = (refused: Refused, visit: Pick<Visit, "path" | "principal">): Shown => {
  const { status } = problems[refused._tag]
  const { title, detail } = wordsFor(refused)
  return {
    title,
    status,
    headers: headersOf(refused),
    main: html`<h1>${title}</h1><p>${detail}</p>
${
  visit.principal._tag === "Anonymous" && (status === 401 || status === 404) && refused._tag !== "RouteNotFound"
    ? html`<p>Some things are shown only to those who take part or organise. <a href="/sign-in?back=${encodeURIComponent(visit.path)}">Sign in</a></p>`
    : nothing
}
${status === 503 ? html`<p><a href="">Try again</a></p>` : nothing}
<p><a href="/">All challenges</a></p>`
  }
}

/** What a refusal says to people: those who only looked sent nothing along, and have a page to sign in at. */
const wordsFor = (refused: Refused): { readonly title: string; readonly detail: string } => {
  const { status, title } = problems[refused._tag]
  if (refused._tag === "NotAuthenticated") return { title: "Sign in first", detail: "Nobody is signed in here." }
  if (refused._tag === "RouteNotFound") return { title: "There is no such page", detail: "Look at the address again." }
  return { title, detail: status === 500 ? "It is in the log of the server." : refused.message }
}
