import type { Told } from "./crowd/Crowd.ts"
import type { TierName } from "./crowd/folding.ts"
import type { Acknowledged } from "./Recorder.ts"

/** How many had to wait so long, by milliseconds. */
export type Waits = ReadonlyMap<number, number>

/** What so many of a hundred did not wait longer than. */
export const percentile = (waits: Waits, share: number): number => {
  const sorted = [...waits].sort(([a], [b]) => a - b)
  const all = sorted.reduce((sum, [, count]) => sum + count, 0)
  let seen = 0
  for (const [ms, count] of sorted) {
    seen += count
    if (seen >= all * share) return ms
  }
  return Number.NaN
}

/** How many waited at all. */
export const countOf = (waits: Waits): number => [...waits.values()].reduce((sum, count) => sum + count, 0)

const add = (waits: Map<number, number>, ms: number, count: number): void => {
  const at = Math.max(0, Math.round(ms))
  waits.set(at, (waits.get(at) ?? 0) + count)
}

/** From the answer to an activity until its score was told, for each who was told it; the lower of the tiers only of those who were in it. */
export const sinceAcknowledged = (
  told: ReadonlyArray<Told>,
  tier: TierName,
  scores: ReadonlyMap<string, ReadonlyArray<Acknowledged>>
): Waits => {
  const waits = new Map<number, number>()
  for (const one of told) {
    if (one.tier !== tier) continue
    for (const { who, after, score } of one.shown)
      for (const acknowledged of scores.get(who) ?? []) {
        if (acknowledged.score <= after || acknowledged.score > score) continue
        for (const [at, clients] of one.came) add(waits, at - acknowledged.at, clients)
      }
  }
  return waits
}

/** From the first who was told something until each who was. */
export const sinceFirst = (told: ReadonlyArray<Told>): Waits => {
  const waits = new Map<number, number>()
  for (const { came } of told) {
    const first = Math.min(...came.map(([at]) => at))
    for (const [at, clients] of came) add(waits, at - first, clients)
  }
  return waits
}
