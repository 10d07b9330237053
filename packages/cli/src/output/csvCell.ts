const plainNumber = /^[+-]?\d+(\.\d+)?$/
const startsFormula = /^[=+\-@\t\r]/

/**
 * A cell of an exported CSV file (RFC 4180). A text that a spreadsheet would run as a formula gets a leading
 * apostrophe; plain numbers stay as they are.
 */
export const csvCell = (text: string): string => {
  const safe = startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** A line of an exported CSV file. */
export const csvLine = (cells: ReadonlyArray<string>): string => `${cells.map(csvCell).join(",")}\n`
