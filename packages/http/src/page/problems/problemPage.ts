import { Effect } from "effect"
import { RouteNotFound } from "../../problem/errors.ts"
import { listChallenges } from "../../resources/challenges/operations.ts"
import { counted } from "../site/formats.ts"
import { withCode } from "../site/withCode.ts"
import { html, nothing } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"
import type { Kind } from "./kinds.ts"

/** A kind of problem for people: when it comes, what to do about it, and what may be answered with it. */
export const problemPage = (kinds: ReadonlyMap<string, Kind>): Page => ({
  path: "/problems/:code",
  operation: listChallenges,
  show: (visit) => {
    const kind = kinds.get(visit.param("code"))
    if (kind === undefined) return Effect.fail(new RouteNotFound())
    const { code, status, title, when, todo, operations } = kind
    return Effect.succeed({
      title: code,
      isShared: true,
      main: html`<p class="crumbs"><a href="/docs">The HTTP API</a> · <a href="/problems">Problems</a></p>
<h1>${title}</h1>
<p><code>${code}</code>, status <code>${status}</code></p>
<h2>When</h2><p>${withCode(when)}</p>
<h2>What to do</h2><p>${withCode(todo)}</p>
${
  operations.length === 0
    ? nothing
    : html`<h2>What is answered with it</h2>
<details><summary>${counted(operations.length, "operation")}</summary><ul>${operations.map(
        ({ id, method, path, summary }) =>
          html`<li><a href="/docs#${id}"><span class="method">${method}</span> <code>${path}</code></a> ${summary}</li>`
      )}</ul></details>`
}`
    })
  }
})

/** The same as plain text, for whoever follows the `type` of a problem with a program. */
export const problemText = ({ code, status, title, when, todo }: Kind): string =>
  `${code} (${status})\n\n${title}.\n\nWhen: ${when}\nWhat to do: ${todo}\n`
