import { type Html, html } from "../visit/Html.ts"

/** Text in which names stand between backticks, as they stand in the documents. */
export const withCode = (text: string): Html =>
  html`${text.split("`").map((part, at) => (at % 2 === 0 ? part : html`<code>${part}</code>`))}`
