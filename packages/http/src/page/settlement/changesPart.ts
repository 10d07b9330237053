import { formatAmount } from "@laurel/core/shared"
import type { Option } from "effect"
import type { SuccessOf } from "../../operation/Operation.ts"
import type { getSettlementChanges } from "../../resources/settlements/operations.ts"
import { grouped } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"

type Changes = SuccessOf<typeof getSettlementChanges>
type Difference = NonNullable<Changes["since_made"]>

/** What the plan changes against the last one, and whether it still is what would be planned now. */
export const changesPart = (found: Option.Option<Changes>, currency: string): Html => {
  if (found._tag === "None")
    return html`<p class="banner">As things stand now no plan could be made: this one is stale.</p>`
  const { since_last: last, since_made: made } = found.value
  return html`<section aria-labelledby="changes"><h2 id="changes">What changed</h2>
${
  last === undefined
    ? html`<p>It is the first plan of this challenge.</p>`
    : html`<p>Against the plan before it, <span class="hash">${last.plan_hash.slice(0, 12)}…</span>: ${factsText(last)}</p>${table(last, currency, "Awards that are different from the last plan", ["Last plan", "This plan"])}`
}
${
  made === undefined
    ? nothing
    : isSame(made)
      ? html`<p>Since it was made nothing that it rests on has changed.</p>`
      : html`<div class="banner" role="alert"><p>Since it was made ${factsText(made)} It is stale and cannot be signed or applied: plan anew.</p></div>${table(made, currency, "Awards as they would be now", ["This plan", "Now"])}`
}</section>`
}

const isSame = ({ facts, changed }: Difference): boolean => facts.length === 0 && changed === 0

const factsText = ({ facts, changed }: Difference): string => {
  const awards = changed === 0 ? "nobody gets another amount" : `${changed} get another amount`
  return `${facts.length === 0 ? "no fact has changed" : `${facts.join(", ")} changed`}, and ${awards}.`
}

const table = (
  { awards, changed }: Difference,
  currency: string,
  caption: string,
  [was, is]: readonly [string, string]
): Html | typeof nothing => {
  const money = (minorUnits: string): string => grouped(formatAmount(BigInt(minorUnits), currency))
  return awards.length === 0
    ? nothing
    : html`<div class="scroll"><table><caption>${caption}, in ${currency}${changed > awards.length ? `; the first ${awards.length} of ${changed}` : nothing}.</caption>
<thead><tr><th scope="col">Participant</th><th scope="col" class="number">${was}</th><th scope="col" class="number">${is}</th></tr></thead>
<tbody>${awards.map((one) => html`<tr><th scope="row">${one.participant_id}</th><td class="number">${money(one.was_minor_units)}</td><td class="number">${money(one.is_minor_units)}</td></tr>`)}</tbody></table></div>`
}
