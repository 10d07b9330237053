import { mkdirSync, readFileSync, writeFileSync } from "node:fs"
import { dirname } from "node:path"
import { parseArgs } from "node:util"

// Draws a table from standard input, whose first line names its columns, as a plot over the first of them, both axes by powers of
// ten: `--line column=label` for each column that is drawn.

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { title: { type: "string", default: "" }, line: { type: "string", multiple: true, default: [] } }
})
const [file = "growth.svg"] = positionals

const table = readFileSync(0, "utf8")
  .split("\n")
  .map((line) => line.trim().split(" "))
const [columns = []] = table
const rows = table.map((cells) => cells.map(Number)).filter(([size = Number.NaN]) => Number.isFinite(size) && size > 0)
const lines = values.line.map((asked) => {
  const [column = "", label = column] = asked.split("=")
  const place = columns.indexOf(column)
  if (place < 1) throw new Error(`the table has no column ${column}; it has ${columns.join(", ")}`)
  return { label, points: rows.map((row) => [row[0] ?? 0, row[place] ?? 0] as const) }
})

const [width, height, margin] = [640, 360, 56]
const [left, right, top, bottom] = [margin, width - 150, 40, height - margin]

const points = lines.flatMap((line) => line.points)
const decadesOf = (numbers: ReadonlyArray<number>): readonly [number, number] => [
  Math.floor(Math.log10(Math.min(...numbers))),
  Math.ceil(Math.log10(Math.max(...numbers)))
]
const across = decadesOf(points.map(([size]) => size))
const up = decadesOf(points.map(([, value]) => value))

const place = (value: number, [from, to]: readonly [number, number], start: number, end: number): number =>
  start + ((Math.log10(value) - from) / Math.max(1, to - from)) * (end - start)
const x = (value: number): string => place(value, across, left, right).toFixed(1)
const y = (value: number): string => place(value, up, bottom, top).toFixed(1)

const powers = ([from, to]: readonly [number, number]): ReadonlyArray<number> =>
  Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step))
const spaced = (value: number): string => value.toLocaleString("en").replaceAll(",", " ")

const colours = ["#0a5", "#777", "#36c", "#c60"]

const drawn = ({ label, points: own }: (typeof lines)[number], index: number): string => {
  const colour = colours[index % colours.length] ?? "#000"
  const [lastX, lastY] = own.at(-1) ?? [1, 1]
  const dots = own.map(([at, value]) => `<circle cx="${x(at)}" cy="${y(value)}" r="4" fill="${colour}"/>`)
  const path = own.map(([at, value]) => `${x(at)},${y(value)}`).join(" ")
  const name = `<text x="${Number(x(lastX)) + 10}" y="${Number(y(lastY)) + 4}" fill="${colour}">${label}</text>`
  return [`<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`, ...dots, name].join("\n")
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

const { title } = values

const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#333">
<title>${title}</title>
<rect width="${width}" height="${height}" fill="#fff"/>
<text x="${left}" y="22" font-size="14">${title}</text>
${grid.join("\n")}
<text x="${(left + right) / 2}" y="${height - 14}" text-anchor="middle">${columns[0]}</text>
${lines.map(drawn).join("\n")}
</svg>
`
mkdirSync(dirname(file), { recursive: true })
writeFileSync(file, svg)
console.log(`${file}: ${rows.length} sizes`)
