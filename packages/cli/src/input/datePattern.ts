import { Result } from "effect"

/** A date and a time as written on a calendar and a clock, without a zone; `time` is absent when only a date is written. */
export interface LocalTime {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly time?: { readonly hour: number; readonly minute: number; readonly second: number; readonly milli: number }
}

/** Reads a text as a local time; `undefined` when it has another shape. */
export type ReadLocal = (text: string) => LocalTime | undefined

const tokens: Readonly<Record<string, { readonly field: string; readonly digits: string }>> = {
  YYYY: { field: "year", digits: "\\d{4}" },
  MM: { field: "month", digits: "\\d{2}" },
  M: { field: "month", digits: "\\d{1,2}" },
  DD: { field: "day", digits: "\\d{2}" },
  D: { field: "day", digits: "\\d{1,2}" },
  HH: { field: "hour", digits: "\\d{2}" },
  H: { field: "hour", digits: "\\d{1,2}" },
  mm: { field: "minute", digits: "\\d{2}" },
  ss: { field: "second", digits: "\\d{2}" }
}

const part = /YYYY|MM?|DD?|HH?|mm|ss|[\s\S]/g
const hint = "use YYYY, MM or M, DD or D, HH or H, mm and ss, for example M/D/YYYY or DD.MM.YYYY HH:mm"

const readerOf = (pattern: RegExp): ReadLocal => {
  return (text) => {
    const groups = pattern.exec(text)?.groups
    if (groups === undefined) return undefined
    const { year, month, day, hour, minute = "0", second = "0", fraction = "" } = groups
    const date = { year: Number(year), month: Number(month), day: Number(day) }
    if (hour === undefined) return date
    const milli = Number(fraction.padEnd(3, "0").slice(0, 3))
    return { ...date, time: { hour: Number(hour), minute: Number(minute), second: Number(second), milli } }
  }
}

/** ISO 8601 without a zone: `2026-04-12`, `2026-04-12T08:15`, `2026-04-12 08:15:30.250`. */
export const readIsoLocal: ReadLocal = readerOf(
  /^(?<year>\d{4})-(?<month>\d{2})-(?<day>\d{2})(?:[T ](?<hour>\d{2}):(?<minute>\d{2})(?::(?<second>\d{2})(?:\.(?<fraction>\d{1,9}))?)?)?$/
)

/** Compiles a pattern of `--dates`; fails with a sentence that says what is wrong with it. */
export const compileDatePattern = (pattern: string): Result.Result<ReadLocal, string> => {
  const seen = new Set<string>()
  let source = ""
  for (const [piece] of pattern.matchAll(part)) {
    const token = tokens[piece]
    if (token === undefined) {
      if (/[A-SU-Za-z0-9]/.test(piece)) return Result.fail(`"${piece}" means nothing in a date pattern: ${hint}`)
      source += piece.replace(/[\\^$.*+?()[\]{}|/-]/, "\\$&")
      continue
    }
    if (seen.has(token.field)) return Result.fail(`the pattern gives the ${token.field} twice`)
    seen.add(token.field)
    source += `(?<${token.field}>${token.digits})`
  }
  const missing = ["year", "month", "day"].filter((field) => !seen.has(field))
  if (missing.length > 0) return Result.fail(`the pattern gives no ${missing.join(" and no ")}: ${hint}`)
  if (seen.has("minute") && !seen.has("hour")) return Result.fail(`the pattern gives minutes without an hour: ${hint}`)
  return Result.succeed(readerOf(new RegExp(`^${source}$`)))
}
