import { type Html, html } from "../visit/Html.ts"
import type { Visit } from "../visit/Visit.ts"

/** The field by which a form shows that it is one of ours. */
export const tokenField = ({ formToken = "" }: Pick<Visit, "formToken">): Html =>
  html`<input type="hidden" name="token" value="${formToken}">`
