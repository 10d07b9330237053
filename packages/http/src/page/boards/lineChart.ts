import { type Html, html, nothing } from "../visit/Html.ts"

/** A value at a day; none where nothing is known of it. */
export interface Point {
  readonly label: string
  readonly value: number | undefined
}

const [width, height, left, right, top, bottom] = [480, 200, 68, 14, 14, 28]

/** A course as a line, the first point at the left. A rank is best at the top: there the smallest value is. */
export const lineChart = (
  title: string,
  points: ReadonlyArray<Point>,
  { isRank, text }: { readonly isRank: boolean; readonly text: (value: number) => string }
): Html => {
  const values = points.flatMap(({ value }) => value ?? [])
  const [low, high] = [Math.min(...values), Math.max(...values)]
  const spread = high - low || 1
  const x = (at: number): number => left + (at * (width - left - right)) / Math.max(1, points.length - 1)
  const y = (value: number): number => {
    const share = (value - low) / spread
    return round(top + (isRank ? share : 1 - share) * (height - top - bottom))
  }
  const drawn = points.flatMap(({ value }, at) => (value === undefined ? [] : [{ x: round(x(at)), y: y(value), at }]))
  const [first, last] = [points[0], points.at(-1)]
  const marks = low === high ? [low] : [low, high]
  return html`<figure><figcaption>${title}</figcaption>
<svg class="chart" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}: from ${text(values[0] ?? 0)} to ${text(values.at(-1) ?? 0)}. The table below has every day.">
${marks.map((value) => html`<line class="grid" x1="${left}" x2="${width - right}" y1="${y(value)}" y2="${y(value)}"/><text x="${left - 8}" y="${y(value) + 4}" text-anchor="end">${text(value)}</text>`)}
<polyline class="line" points="${drawn.map((point) => `${point.x},${point.y}`).join(" ")}"/>
${drawn.length > 40 ? nothing : drawn.map((point) => html`<circle class="dot" cx="${point.x}" cy="${point.y}" r="3.5"/>`)}
<text x="${left}" y="${height - 6}">${first?.label ?? ""}</text>
${points.length < 2 ? nothing : html`<text x="${width - right}" y="${height - 6}" text-anchor="end">${last?.label ?? ""}</text>`}
</svg></figure>`
}

const round = (value: number): number => Math.round(value * 10) / 10
