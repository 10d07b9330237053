import { Effect } from "effect"
import { listChallenges } from "../../resources/challenges/operations.ts"
import { withCode } from "../site/withCode.ts"
import { html } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"
import type { Kind } from "./kinds.ts"

/** All kinds of problems, for people: by their codes, with when each comes. */
export const problemsPage = (kinds: ReadonlyMap<string, Kind>): Page => ({
  path: "/problems",
  operation: listChallenges,
  show: () =>
    Effect.succeed({
      title: "Problems",
      isShared: true,
      main: html`<p class="crumbs"><a href="/docs">The HTTP API</a></p>
<h1>Problems</h1>
<p>What cannot be done is answered with one of these. Their codes do not change between versions.</p>
<div class="scroll" tabindex="0" role="region" aria-label="Problems"><table><caption>Each with what to do about it on a page of its own.</caption>
<thead><tr><th scope="col">Code</th><th scope="col" class="number">Status</th><th scope="col">When</th></tr></thead>
<tbody>${[...kinds.values()].map(
        ({ code, status, when }) =>
          html`<tr><th scope="row"><a href="/problems/${code}"><code>${code}</code></a></th><td class="number">${status}</td><td>${withCode(when)}</td></tr>`
      )}</tbody></table></div>`
    })
})
