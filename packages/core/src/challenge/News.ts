import { compareIds, type Instant, type UserId } from "../shared/index.ts"

/** What a change brings, besides other standings. */
export interface News {
  readonly at: Instant
  /** How many joined. */
  readonly joined: number
  /** By how many the activities that count have become more, or fewer. */
  readonly activities: number
  /** Whether those whose standings may have changed have sent activities; nobody has unless said otherwise. */
  readonly areActive?: boolean
}

/** News of one hour, added up. */
export interface HourOfNews {
  /** Hours since 1970. */
  readonly hour: number
  readonly joined: number
  readonly activities: number
  /** The latest instant among them. */
  readonly lastAt: Instant
  /** Who sent activities, each once, by id. */
  readonly active: ReadonlyArray<UserId>
}

const hourMs = 3_600_000

/** When an hour begins. */
export const startOfHour = (hour: number): Instant => hour * hourMs

/** The hour that an instant is in. */
export const hourOf = (at: Instant): number => Math.floor(at / hourMs)

/** News, and who may have changed with them. */
export type NewsOf = readonly [news: News, users: ReadonlyArray<UserId>]

/** Adds up news by the hour, by hour. */
export const byHour = (news: Iterable<NewsOf>): ReadonlyArray<HourOfNews> => {
  const hours = new Map<number, HourOfNews>()
  for (const [{ at, joined, activities, areActive = false }, users] of news) {
    const hour = hourOf(at)
    const before = hours.get(hour)
    hours.set(hour, {
      hour,
      joined: joined + (before?.joined ?? 0),
      activities: activities + (before?.activities ?? 0),
      lastAt: Math.max(at, before?.lastAt ?? at),
      active: areActive ? [...new Set([...(before?.active ?? []), ...users])].sort(compareIds) : (before?.active ?? [])
    })
  }
  return [...hours.values()].sort((a, b) => a.hour - b.hour)
}
