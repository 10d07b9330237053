/** Enough to see what went wrong; the rest is in the log. */
const longestError = 2_000

/** The text of an error as it is kept with a job: whole characters only, no NUL, and not too long. */
export const errorText = (error: string): string =>
  error.slice(0, longestError).toWellFormed().replaceAll("\u0000", "\ufffd")
