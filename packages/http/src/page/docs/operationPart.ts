import { withCode } from "../site/withCode.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import type { OperationDescribed } from "./Described.ts"
import { schemaText } from "./schemaText.ts"

/** One operation for people: what it does, who may, what it takes and what it answers. */
export const operationPart = (method: string, path: string, operation: OperationDescribed): Html => {
  const { operationId, summary, description, requestBody, responses } = operation
  // What may come along with every request is referred to, and said once of all.
  const parameters = operation.parameters.filter((one) => "name" in one)
  const rule = operation["x-rule"]
  const body = requestBody?.content?.["application/json"]
  return html`<details class="operation"><summary><span class="method">${method.toUpperCase()}</span> <code>${path}</code> <span class="muted">${summary}</span></summary><div id="${operationId}">
<p>${summary}.${description === undefined ? nothing : html` ${withCode(description)}`}</p>
<p class="muted">For: ${rule.who.toLowerCase()}${rule.isFresh === true ? ", who signed in a short while ago" : nothing}. Scope of a key: <code>${rule.scope}</code>. Budget: <code>${operation["x-policy"]}</code>. In the client: <code>${operationId}</code>.</p>
${
  parameters.length === 0
    ? nothing
    : html`<div class="scroll" tabindex="0" role="region" aria-label="Parameters of ${operationId}"><table><caption>Parameters</caption><thead><tr><th scope="col">Name</th><th scope="col">In</th><th scope="col">Takes</th></tr></thead>
<tbody>${parameters.map(
        (one) =>
          html`<tr><th scope="row"><code>${one.name}</code>${one.required ? nothing : " (optional)"}</th><td>${one.in}</td><td>${schemaText(one.schema)}${one.description === undefined ? nothing : html` <span class="muted">${withCode(one.description)}</span>`}</td></tr>`
      )}</tbody></table></div>`
}
${body === undefined ? nothing : html`<h4>Body</h4><div>${schemaText(body.schema)}</div>`}
<h4>Answers</h4><ul>${Object.entries(responses).map(([status, answer]) => answered(status, answer))}</ul>
${examplePart(operation)}</div></details>`
}

/** How it is sent, and what it is answered like. */
const examplePart = ({ operationId, responses, ...operation }: OperationDescribed): Html | typeof nothing => {
  const [line] = operation["x-codeSamples"] ?? []
  if (line === undefined) return nothing
  const answer = Object.values(responses).flatMap(({ content }) => exampleIn(content))[0]
  return html`<h4>Example of ${operationId}</h4>
<pre tabindex="0">${line.source}</pre>${answer === undefined ? nothing : html`<pre tabindex="0">${JSON.stringify(answer.value, undefined, 2)}</pre>`}`
}

const exampleIn = (content: OperationDescribed["responses"][string]["content"]) => {
  const example = content?.["application/json"]?.examples?.example
  return example === undefined ? [] : [example]
}

const answered = (status: string, { description, content = {} }: OperationDescribed["responses"][string]): Html => {
  const [type, body] = Object.entries(content)[0] ?? []
  // Problems are all of one form, and their description names which they are.
  if (Number(status) >= 400) return html`<li><code>${status}</code> ${codes(description)}</li>`
  return html`<li><code>${status}</code> ${description}${
    body === undefined
      ? nothing
      : type === "application/json"
        ? html`: ${schemaText(body.schema)}`
        : html`: <code>${type}</code>`
  }</li>`
}

const codes = (description: string): ReadonlyArray<Html> =>
  [...description.matchAll(/`([^`]+)`/g)].map(
    ([, code = ""], at) => html`${at === 0 ? "" : ", "}<a href="/problems/${code}">${code}</a>`
  )
