import { Effect, Schema } from "effect"
import { listChallenges } from "../../resources/challenges/operations.ts"
import { withCode } from "../site/withCode.ts"
import { html } from "../visit/Html.ts"
import type { Page } from "../visit/Visit.ts"
import { Described } from "./Described.ts"
import { operationPart } from "./operationPart.ts"
import { schemaText } from "./schemaText.ts"

const read = Schema.decodeUnknownSync(Described)

/** The document of the API for people: the same that programs read, and nothing of it from elsewhere. */
export const docsPage = (document: unknown): Page => {
  const { info, tags, paths, components } = read(document)
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation }))
  )
  const main = html`<h1>The HTTP API</h1>
<p class="muted">Version ${info.version}. Programs read <a href="/openapi.json">/openapi.json</a>.</p>
${info.description.split("\n\n").map((paragraph) => html`<p>${withCode(paragraph)}</p>`)}
<p>Examples are sent to <code>$LAUREL</code>, where the server is, by whoever has the token or key <code>$TOKEN</code>. In their order they are a challenge from its draft to its payouts.</p>
<nav aria-label="Operations"><ul class="tabs">${tags.map(({ name }) => html`<li><a href="#${name}">${name}</a></li>`)}<li><a href="#schemas">Schemas</a></li></ul></nav>
${tags.map(
  ({ name }) =>
    html`<section aria-labelledby="${name}"><h2 id="${name}">${name}</h2>${operations
      .filter(({ operation }) => operation.tags.includes(name))
      .map(({ method, path, operation }) => operationPart(method, path, operation))}</section>`
)}
<section aria-labelledby="schemas"><h2 id="schemas">Schemas</h2>
${Object.entries(components.schemas).map(
  ([name, schema]) =>
    html`<details class="operation"><summary>${name}</summary><div id="schema-${name}">${schemaText(schema)}</div></details>`
)}</section>`
  return {
    path: "/docs",
    operation: listChallenges,
    show: () => Effect.succeed({ title: "The HTTP API", isShared: true, main })
  }
}
