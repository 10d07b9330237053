/** A decimal as people read it: `12345.5` is `12,345.5`. */
export const grouped = (decimal: string): string => {
  const [whole = "", fraction] = decimal.split(".")
  const groups = whole.replace(/\B(?=(\d{3})+$)/g, ",")
  return fraction === undefined ? groups : `${groups}.${fraction}`
}

/** A number of things, in words: `1 place`, `2 places`. */
export const counted = (count: number, one: string): string => `${grouped(`${count}`)} ${one}${count === 1 ? "" : "s"}`

const dateOf = new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" })

/** A date such as `2026-05-04` as people read it. */
export const dayText = (day: string): string => dateOf.format(new Date(day))

const monthOf = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: "UTC" })

/** A month such as `2026-05` as people read it. */
export const monthText = (month: string): string => monthOf.format(new Date(month))

const shortDateOf = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" })

/** As `dayText`, where it is clear which year is meant. */
export const shortDayText = (day: string): string => shortDateOf.format(new Date(day))

/** An instant as people read it, in a zone. */
export const instantText = (instant: string, zone = "UTC"): string => {
  const at = new Intl.DateTimeFormat("en-GB", {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: zone
  }).format(new Date(instant))
  return `${at} (${zone})`
}

/** A word of the wire as people read it: `awaiting_approval` is `awaiting approval`. */
export const wordsOf = (name: string): string => name.replaceAll("_", " ")

/** The path of a challenge's page, or of one below it. */
export const pathOf = (challengeId: string, ...below: ReadonlyArray<string>): string =>
  `/challenges/${[challengeId, ...below].map(encodeURIComponent).join("/")}`
