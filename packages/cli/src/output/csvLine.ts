import { csvCell } from "@laurel/core/shared"

/** A line of an exported CSV file. */
export const csvLine = (cells: ReadonlyArray<string>): string => `${cells.map(csvCell).join(",")}\n`
