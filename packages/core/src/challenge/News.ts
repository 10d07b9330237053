import type { Instant } from "../shared/index.ts"

/** What a change brings, besides other standings. */
export interface News {
  readonly at: Instant
  /** How many joined. */
  readonly joined: number
  /** By how many the activities that count have become more, or fewer. */
  readonly activities: number
}

/** News of one hour, added up. */
export interface HourOfNews {
  /** Hours since 1970. */
  readonly hour: number
  readonly joined: number
  readonly activities: number
  /** The latest instant among them. */
  readonly lastAt: Instant
}

const hourMs = 3_600_000

/** The hour that an instant is in. */
export const hourOf = (at: Instant): number => Math.floor(at / hourMs)

/** Adds up news by the hour, by hour. */
export const byHour = (news: Iterable<News>): ReadonlyArray<HourOfNews> => {
  const hours = new Map<number, HourOfNews>()
  for (const { at, joined, activities } of news) {
    const hour = hourOf(at)
    const before = hours.get(hour)
    hours.set(hour, {
      hour,
      joined: joined + (before?.joined ?? 0),
      activities: activities + (before?.activities ?? 0),
      lastAt: Math.max(at, before?.lastAt ?? at)
    })
  }
  return [...hours.values()].sort((a, b) => a.hour - b.hour)
}
