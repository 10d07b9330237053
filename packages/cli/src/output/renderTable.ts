import Table from "cli-table3"
import type { Style } from "./style.ts"

/** One column of a table. */
export interface TableColumn {
  readonly head: string
  /** Numbers and amounts stand on the right, so that their digits line up. */
  readonly align?: "right"
}

const noBorders = {
  top: "",
  "top-mid": "",
  "top-left": "",
  "top-right": "",
  bottom: "",
  "bottom-mid": "",
  "bottom-left": "",
  "bottom-right": "",
  left: "",
  "left-mid": "",
  mid: "",
  "mid-mid": "",
  right: "",
  "right-mid": "",
  middle: "  "
}

const alignOf = ({ align }: TableColumn) => align ?? "left"

// A cell from a file must not steer the terminal.
const harmless = (cell: string): string => cell.replace(/[\u0000-\u001f\u007f-\u009f]/g, "\ufffd")

/** A table for people: a header line, one line a row, columns as wide as their content; `paint` colours a row. */
export const renderTable = (
  columns: ReadonlyArray<TableColumn>,
  rows: ReadonlyArray<ReadonlyArray<string>>,
  style: Style,
  paint: (row: number) => (text: string) => string = () => (text) => text
): string => {
  const table = new Table({
    head: columns.map(({ head }) => style.bold(head)),
    colAligns: columns.map(alignOf),
    chars: noBorders,
    style: { head: [], border: [], "padding-left": 0, "padding-right": 0 }
  })
  for (const [at, row] of rows.entries()) table.push(row.map(harmless).map(paint(at)))
  return `${table
    .toString()
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")}\n`
}
