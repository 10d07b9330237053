import { type Html, html } from "../visit/Html.ts"

/** How far somebody has come since they stood at another rank, in signs and in words. */
export const movement = (was: number | undefined, rank: number): Html => {
  if (was === undefined) return html`<span class="move">new</span>`
  const by = was - rank
  if (by === 0)
    return html`<span class="move"><span aria-hidden="true">–</span><span class="hidden-visually">no change</span></span>`
  const way = by > 0 ? "up" : "down"
  return html`<span class="move ${way}"><span aria-hidden="true">${by > 0 ? "▲" : "▼"}</span> ${Math.abs(by)}<span class="hidden-visually"> ${way}</span></span>`
}
