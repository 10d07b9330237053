import type { PlaceJson } from "../../resources/boards/BoardJson.ts"
import { grouped, pathOf } from "../site/formats.ts"
import { type Html, html, nothing } from "../visit/Html.ts"
import { movement } from "./movement.ts"

/** A board as a table is made of it. */
export interface Table {
  readonly challengeId: string
  readonly caption: Html
  readonly unit: string
  readonly rows: ReadonlyArray<PlaceJson>
  /** How many rows are shown at once. */
  readonly places: number
  /** The row that is shown above all others. */
  readonly own: PlaceJson | undefined
  /** At which rank somebody stood, and when that was; absent where nothing is known of before. */
  readonly before: { readonly since: string; readonly ranks: ReadonlyMap<string, number> } | undefined
  /** What stands above the names. */
  readonly named: "Participant" | "Team"
  /** Whether those who are ranked have pages that can be opened from here. */
  readonly hasPages: boolean
  /** Where its changes are told as they happen. */
  readonly live: string | undefined
}

/** A board as a table; what it is made of stands beside it for the module that keeps it current. */
export const boardTable = (table: Table): Html => {
  const { caption, unit, rows, own, before, live } = table
  return html`<div class="scroll"><table class="board"${
    live === undefined
      ? nothing
      : html` data-live="${live}" data-own="${own?.participant_id ?? ""}" data-link="${table.hasPages ? pathOf(table.challengeId, "participants") : ""}" data-shown="${table.places}"`
  }>
<caption>${caption}</caption>
<thead><tr><th scope="col" class="number">Rank</th><th scope="col">${table.named}</th><th scope="col" class="number">Score${unit === "" ? nothing : html` <span class="unit">(${unit})</span>`}</th>${
    before === undefined ? nothing : html`<th scope="col" class="number">Since ${before.since}</th>`
  }</tr></thead>
${own === undefined ? nothing : html`<tbody class="own">${row(own, table)}</tbody>`}
<tbody class="all">${rows.map((one) => row(one, table))}</tbody>
</table></div>`
}

const row = (place: PlaceJson, { challengeId, before, hasPages, own }: Table): Html => {
  const { participant_id: id, rank, score } = place
  const was = before?.ranks.get(id)
  return html`<tr data-id="${id}"${was === undefined ? nothing : html` data-was="${was}"`}${own?.participant_id === id ? html` class="is-own"` : nothing}><td class="number rank">${rank}</td><th scope="row">${
    hasPages ? html`<a href="${pathOf(challengeId, "participants", id)}">${id}</a>` : id
  }</th><td class="number">${score === undefined ? "no score" : grouped(score)}</td>${before === undefined ? nothing : html`<td class="number">${movement(was, rank)}</td>`}</tr>
`
}
