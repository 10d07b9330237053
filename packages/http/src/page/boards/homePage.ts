import { SearchText } from "@laurel/core/challenge"
import { decoderOf } from "@laurel/core/shared"
import { Clock, Effect, Result } from "effect"
import type { ChallengeSummary } from "../../resources/challenges/ChallengeJson.ts"
import { listChallenges } from "../../resources/challenges/operations.ts"
import { instantText, pathOf, wordsOf } from "../site/formats.ts"
import { asking } from "../visit/asking.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { Page, Visit } from "../visit/Visit.ts"

const list = asking(listChallenges)

/** So many of each kind are shown at once. */
const shown = "60"

/** The first page: which challenges run, which are to come, which are over; or those that are searched for. */
export const homePage: Page = {
  path: "/",
  operation: listChallenges,
  show: (visit) =>
    Effect.gen(function* () {
      const now = yield* Clock.currentTimeMillis
      const asked = visit.query("q") ?? ""
      return {
        title: "Challenges",
        isShared: true,
        main: html`<h1>Challenges</h1>
${searchForm(asked)}
${asked.trim() === "" ? yield* overview(visit, now) : yield* foundFor(visit, asked, now)}`
      }
    })
}

const overview = Effect.fnUntraced(function* (visit: Visit, now: number) {
  const after = visit.query("after")
  const running = yield* list(visit, {
    query: { state: "running,closing", limit: shown, ...(after === undefined ? {} : { cursor: after }) }
  })
  const coming = yield* list(visit, { query: { state: "published", limit: shown } })
  const over = yield* list(visit, { query: { state: "final,settled", limit: shown } })
  const own = yield* ownOf(visit, {})
  // Whoever turned the pages knows that there are some.
  if (after === undefined && [running.data, coming.data, over.data, own].every((found) => found.length === 0))
    return first
  return html`${own.length === 0 ? nothing : section("Yours to organise", own, now)}
${section("Running now", running.data, now, "No challenge runs at the moment.")}
${running.next_cursor === undefined ? nothing : html`<p><a href="/?after=${encodeURIComponent(running.next_cursor)}">More that run</a></p>`}
${coming.data.length === 0 ? nothing : section("Open for entries, or about to be", coming.data, now)}
${over.data.length === 0 ? nothing : section("Over", over.data, now)}`
})

/** What to do where there is no challenge yet. */
const first = html`<section aria-labelledby="first"><h2 id="first">There is no challenge yet</h2>
<p>A challenge begins as a draft, which its organiser publishes. Write down its rules in a file, and:</p>
<ul><li>at the command line: <pre tabindex="0">laurel challenge create challenge.json --as NAME
laurel challenge publish ID --as NAME</pre></li>
<li>over HTTP: <code>POST /v1/challenges</code>, then <code>POST /v1/challenges/ID/publish</code>. The <a href="/docs#createChallenge">documentation of the API</a> has an example of each, with the line that sends it.</li></ul>
<p>A private challenge is not listed here: whoever may see it finds it under its address, <code>/challenges/ID</code>.</p></section>`

const readSearch = decoderOf<SearchText>(SearchText)

const foundFor = Effect.fnUntraced(function* (visit: Visit, asked: string, now: number) {
  const read = readSearch(asked)
  if (Result.isFailure(read))
    return html`<p role="alert">That cannot be searched for: it ${read.failure[0]?.message ?? "is no text"}.</p>`
  const after = visit.query("after")
  const found = yield* list(visit, {
    query: { q: asked, limit: shown, ...(after === undefined ? {} : { cursor: after }) }
  })
  const own = yield* ownOf(visit, { q: asked })
  return html`${own.length === 0 ? nothing : section("Yours to organise", own, now)}
${section("Found", found.data, now, `No challenge has all of “${asked}” in its name or description.`)}
${found.next_cursor === undefined ? nothing : html`<p><a href="/?q=${encodeURIComponent(asked)}&amp;after=${encodeURIComponent(found.next_cursor)}">More that were found</a></p>`}
<p><a href="/">All challenges</a></p>`
})

/** The challenges of whoever is signed in. */
const ownOf = Effect.fnUntraced(function* (visit: Visit, query: Readonly<Record<string, string>>) {
  if (visit.principal._tag === "Anonymous") return []
  return (yield* list(visit, { query: { ...query, organiser: visit.principal.id, limit: shown } })).data
})

const searchForm = (asked: string): Html => html`<form class="inline" method="get" action="/" role="search">
<label for="q">Words in the name or the description</label>
<input id="q" type="search" name="q" value="${asked}" maxlength="200" autocomplete="off"><button>Search</button></form>`

const section = (heading: string, challenges: ReadonlyArray<ChallengeSummary>, now: number, empty = ""): Html =>
  html`<section><h2>${heading}</h2>${
    challenges.length === 0
      ? html`<p class="muted">${empty}</p>`
      : html`<ul class="cards">${challenges.map((one) => card(one, now))}</ul>`
  }</section>`

const card = (challenge: ChallengeSummary, now: number): Html => html`<li class="card">
<h3><a href="${pathOf(challenge.id)}">${challenge.name}</a></h3>
<p><span class="state ${challenge.state}">${wordsOf(challenge.state)}</span></p>
${challenge.description === undefined ? nothing : html`<p>${challenge.description.slice(0, 140)}</p>`}
${course(challenge, now)}</li>`

const course = ({ state, window: { start, end } }: ChallengeSummary, now: number): Html => {
  if (state === "draft" || state === "published") return html`<p>Begins ${instantText(start)}</p>`
  if (state !== "running") return html`<p>Ended ${instantText(end)}</p>`
  const [from, to] = [Date.parse(start), Date.parse(end)]
  const percent = Math.min(100, Math.max(0, Math.floor((100 * (now - from)) / (to - from))))
  return html`<p>Until ${instantText(end)}</p><progress max="100" value="${percent}" aria-label="How much of it is over">${percent} %</progress>`
}
