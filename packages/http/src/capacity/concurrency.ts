/** How many requests are taken at a time, and since when no fewer. */
export interface Concurrency {
  /** Grows in parts of one; what is taken is whole. */
  readonly limit: number
  /** When it was last cut, in milliseconds of a clock that only goes on. */
  readonly cutAt: number
}

/** Between which numbers a limit stays, and where it begins. */
export interface Bounds {
  readonly fewest: number
  readonly first: number
  readonly most: number
}

/**
 * Bounds of a server. `fewest` is a little more than the connections of a pool to the database (10): with fewer requests a slow database would
 * be asked less than it can answer, and with more they only wait for each other. `first` are answered in a tenth of a second where a thousand are in a second.
 */
export const usualBounds: Bounds = { fewest: 12, first: 128, most: 512 }

/** Whoever is taken is to be answered within it; a request that took longer had to wait. */
const longMs = 500
/** So much is left after a cut. */
const cutTo = 0.7
/** What is under way when a limit is cut was taken before: its slowness says nothing new. */
const restMs = 500
/** What is left for everybody; the rest is for what may not wait (a fifth: R-15). */
const usualShare = 0.8

/** A limit that nothing has changed yet. */
export const initially = ({ first }: Bounds): Concurrency => ({ limit: first, cutAt: Number.NEGATIVE_INFINITY })

/** Whether one more is taken beside so many. */
export const hasRoom = ({ limit }: Concurrency, taken: number, isUrgent: boolean): boolean =>
  taken + 1 <= (isUrgent ? limit : limit * usualShare)

/** A request that is over. */
export interface Ended {
  readonly tookMs: number
  readonly now: number
  /** How many were under way, itself among them. */
  readonly taken: number
}

/**
 * The limit after a request: less at once when it took long, more little by little while half of it or more is used and nothing takes
 * long (AIMD). So many again as the limit have to be quick for it to grow by one.
 */
export const adapted = (before: Concurrency, { tookMs, now, taken }: Ended, { fewest, most }: Bounds): Concurrency => {
  const { limit, cutAt } = before
  if (tookMs > longMs) return now - cutAt < restMs ? before : { limit: Math.max(fewest, limit * cutTo), cutAt: now }
  return taken * 2 < limit ? before : { limit: Math.min(most, limit + 1 / limit), cutAt }
}
