/** The first wait: long enough for a restart, or for another to finish. */
const firstDelayMs = 5_000

/** No wait is longer: an outage that is over is noticed within the hour. */
const longestDelayMs = 3_600_000

/**
 * How long a job waits after a failed try: twice as long each time, up to an hour. `fraction`, from 0 to 1, spreads the
 * second half of the wait, so that jobs that failed together do not come back together.
 */
export const retryDelayMs = (tries: number, fraction: number): number => {
  const whole = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.max(0, tries - 1))
  return Math.round(whole / 2 + (whole / 2) * fraction)
}
