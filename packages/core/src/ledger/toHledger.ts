import { currencyDecimals, formatAmount, formatInstant } from "../shared/index.ts"
import { accountName } from "./AccountName.ts"
import type { Entry } from "./Entry.ts"

/** What would end the description or begin a comment becomes a blank or a comma; the exact text is in the other exports. */
const describe = ({ kind, memo }: Entry): string => {
  const note = memo
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replaceAll(";", ",")
    .trim()
  return note === "" ? kind : `${kind} | ${note}`
}

/** hledger wants a decimal mark in the sample amount, also where there are no decimals. */
const sampleAmount = (currency: string): string => {
  const decimals = currencyDecimals(currency)
  return `1000.${"0".repeat(decimals)} ${currency}`
}

/**
 * The entries as a plain-text journal that hledger reads, line by line, each with its line end. Accounts and commodities
 * are declared before their first use, so that the strict checks pass too. The text is UTF-8.
 */
export function* toHledger(entries: Iterable<Entry>): Generator<string, void, undefined> {
  const declared = new Set<string>()
  yield "decimal-mark .\n"
  for (const entry of entries) {
    const lines = entry.postings.map(({ account, minorUnits }) => ({
      name: accountName(account),
      amount: formatAmount(minorUnits, entry.currency)
    }))
    if (!declared.has(entry.currency)) yield `commodity ${sampleAmount(entry.currency)}\n`
    declared.add(entry.currency)
    for (const { name } of lines) {
      if (!declared.has(name)) yield `account ${name}\n`
      declared.add(name)
    }
    yield "\n"
    yield* transaction(entry, lines)
  }
}

function* transaction(
  entry: Entry,
  lines: ReadonlyArray<{ readonly name: string; readonly amount: string }>
): Generator<string, void, undefined> {
  const at = formatInstant(entry.at)
  yield `${at.slice(0, 10)} (${entry.id}) ${describe(entry)}\n`
  yield `    ; at:${at}\n`
  if (entry.corrects !== undefined) yield `    ; corrects:${entry.corrects}\n`
  const nameWidth = lines.reduce((width, { name }) => Math.max(width, name.length), 0)
  const amountWidth = lines.reduce((width, { amount }) => Math.max(width, amount.length), 0)
  for (const { name, amount } of lines) {
    yield `    ${name.padEnd(nameWidth)}  ${amount.padStart(amountWidth)} ${entry.currency}\n`
  }
}
