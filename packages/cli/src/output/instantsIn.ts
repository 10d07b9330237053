import type { Instant } from "@laurel/core/shared"

/**
 * Writes instants as people read them who live in a zone: `2026-04-01 02:00 +02:00`, to the second where it is not a whole minute.
 */
export const instantsIn = (zone: string): ((instant: Instant) => string) => {
  const format = new Intl.DateTimeFormat("en-GB", {
    timeZone: zone,
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    hourCycle: "h23",
    timeZoneName: "longOffset"
  })
  return (instant) => {
    const parts = new Map(format.formatToParts(instant).map(({ type, value }) => [type, value]))
    const part = (type: Intl.DateTimeFormatPartTypes): string => parts.get(type) ?? ""
    const seconds = part("second") === "00" ? "" : `:${part("second")}`
    const offset = part("timeZoneName").replace("GMT", "") || "+00:00"
    return `${part("year")}-${part("month")}-${part("day")} ${part("hour")}:${part("minute")}${seconds} ${offset}`
  }
}
