const startsFormula = /^[=+\-@\t\r]/
const plainNumber = /^[+-]?\d+(\.\d+)?$/

/**
 * A cell of a CSV file (RFC 4180). A spreadsheet takes a text that begins with one of `= + - @`, a tab or a carriage
 * return for a formula, so it gets a leading apostrophe; plain numbers are what they look like and stay. (The option
 * `escape_formulas` of csv-stringify would turn -12.50 into text, so it is no substitute for these lines.)
 */
export const csvCell = (text: string): string => {
  const safe = startsFormula.test(text) && !plainNumber.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
