import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"

// Draws what `growth.ts` printed, from standard input, as a plot of two lines over the size of the field, both axes by powers of ten.

const file = process.argv[2] ?? "docs/benchmarks/growth.svg"

const rows = readFileSync(0, "utf8")
  .split("\n")
  .map((line) => line.trim().split(" ").map(Number))
  .filter(([participants = Number.NaN]) => Number.isFinite(participants) && participants > 0)

const [width, height, margin] = [640, 360, 56]
const [left, right, top, bottom] = [margin, width - 150, 40, height - margin]

const points = rows.flatMap(([participants = 0, , own = 0, bare = 0]) => [[participants, own, bare] as const])
const decadesOf = (numbers: ReadonlyArray<number>): readonly [number, number] => [
  Math.floor(Math.log10(Math.min(...numbers))),
  Math.ceil(Math.log10(Math.max(...numbers)))
]
const across = decadesOf(points.map(([participants]) => participants))
const up = decadesOf(points.flatMap(([, own, bare]) => [own, bare]))

const place = (value: number, [from, to]: readonly [number, number], start: number, end: number): number =>
  start + ((Math.log10(value) - from) / Math.max(1, to - from)) * (end - start)
const x = (value: number): string => place(value, across, left, right).toFixed(1)
const y = (value: number): string => place(value, up, bottom, top).toFixed(1)

const powers = ([from, to]: readonly [number, number]): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step))
const spaced = (value: number): string => value.toLocaleString("en").replaceAll(",", " ")

const line = (name: string, colour: string, values: ReadonlyArray<readonly [number, number]>): string => {
  const [lastX, lastY] = values.at(-1) ?? [1, 1]
  const dots = values.map(([at, ms]) => `<circle cx="${x(at)}" cy="${y(ms)}" r="4" fill="${colour}"/>`)
  const path = values.map(([at, ms]) => `${x(at)},${y(ms)}`).join(" ")
  const label = `<text x="${Number(x(lastX)) + 10}" y="${Number(y(lastY)) + 4}" fill="${colour}">${name}</text>`
  return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...dots, label].join("\n")
}

const grid = [
  ...powers(across).map(
    (at) =>
      `<line x1="${x(at)}" y1="${top}" x2="${x(at)}" y2="${bottom}" stroke="#ddd"/><text x="${x(at)}" y="${bottom + 20}" text-anchor="middle">${spaced(at)}</text>`
  ),
  ...powers(up).map(
    (ms) =>
      `<line x1="${left}" y1="${y(ms)}" x2="${right}" y2="${y(ms)}" stroke="#ddd"/><text x="${left - 8}" y="${Number(y(ms)) + 4}" text-anchor="end">${spaced(ms)}</text>`
  )
]

const title = "A batch of 1 000 activities of as many people, in milliseconds"

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="22" font-size="14">${title}</text>
${grid.join("\n")}
<text x="${(left + right) / 2}" y="${height - 14}" text-anchor="middle">participants</text>
${line(
  "record",
  "#0a5",
  points.map(([at, own]) => [at, own])
)}
${line(
  "bare COPY",
  "#777",
  points.map(([at, , bare]) => [at, bare])
)}
</svg>
`
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, svg)
console.log(`${file}: ${points.length} sizes`)
